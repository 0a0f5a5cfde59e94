"""The shared rate limit, as chat answers use it: they reserve their moment and wait for it.

Reminders reserve only what is free at once, so answers go first. Who asks while a reservation
is being made shares the next transaction: under a burst one writer is quicker than many.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import timedelta
from time import monotonic

from sqlalchemy import Engine

from zkl_bot.channels.tempo import Tempo
from zkl_bot.channels.wacht import ONDERWEG
from zkl_bot.store.engine import session
from zkl_bot.store.snelheid import Beurt

HORIZON = timedelta(seconds=30)
"""How far ahead an answer reserves; what is further away asks again by then."""
OPNIEUW = 5.0
"""Seconds until an answer that is too far back asks again."""

WACHT: ContextVar[Callable[[float], None] | None] = ContextVar("wacht", default=None)
"""Told of each answer's moment (monotonic), by whom makes the call, as soon as it is known."""

_Vraag = tuple[int, "asyncio.Future[float | None]"]


class GedeeldTempo:
    """The rate limit in the database, shared with every replica and the reminders.

    `tempo` is the one that this process's reminders use too.
    """

    def __init__(self, engine: Engine, tempo: Tempo) -> None:
        self._engine = engine
        self._tempo = tempo
        self._asking: list[_Vraag] = []
        self._task: asyncio.Task[None] | None = None
        self._gate = asyncio.Lock()
        # Per chat that had a message a moment ago: when that was, and when the next would leave at
        # its long-run pace (monotonic).
        self._last: dict[int, tuple[float, float]] = {}

    @asynccontextmanager
    async def turn(self, chat: int) -> AsyncIterator[None]:
        """Waits until a message may go to this chat; the call is made inside the block."""
        tell = WACHT.get() or (lambda moment: None)
        moment = await self._ask(chat)
        while moment is None:
            tell(monotonic() + OPNIEUW)
            await asyncio.sleep(OPNIEUW)
            moment = await self._ask(chat)
        while True:
            tell(moment)
            await asyncio.sleep(moment - monotonic())
            async with self._gate:  # one by one, or each would count the same last second
                # The one before may have left later than it reserved, so count from then.
                if chat in self._last:
                    moment = self._earliest(chat)
                if moment <= monotonic():
                    vertrek = await self._tempo.sleep_until(monotonic())
                    self._note(chat)
                    break
        token = ONDERWEG.set(vertrek)
        try:
            yield
        finally:
            ONDERWEG.reset(token)
            vertrek.done(monotonic())

    def _earliest(self, chat: int) -> float:
        """Several may follow each other quickly in a group, but never within a second."""
        last, following = self._last[chat]
        return max(following - self._tempo.stoot(str(chat)), last + self._tempo.tussen)

    def _note(self, chat: int) -> None:
        now = monotonic()
        self._last = {other: seen for other, seen in self._last.items() if seen[1] > now}
        _, following = self._last.get(chat, (now, now))
        self._last[chat] = (now, following + self._tempo.interval(str(chat)))

    async def slow_down(self, chat: int, wacht: timedelta) -> None:
        """Telegram asked to wait: this chat does, and all go slower for a while."""
        self._tempo.pause(str(chat), wacht.total_seconds())
        await asyncio.to_thread(self._push_back, str(chat), wacht.total_seconds())

    def _push_back(self, chat: str, wacht: float) -> None:
        with session(self._engine) as opened:
            self._tempo.slow_down(opened, chat, wacht)

    async def _ask(self, chat: int) -> float | None:
        """The moment (monotonic) that is reserved; None when it is too far away."""
        answer: asyncio.Future[float | None] = asyncio.get_running_loop().create_future()
        self._asking.append((chat, answer))
        if self._task is None:
            self._task = asyncio.create_task(self._serve())
        return await answer

    async def _serve(self) -> None:
        try:
            while self._asking:
                vragen, self._asking = self._asking, []
                try:
                    moments = await asyncio.to_thread(self._reserve, [chat for chat, _ in vragen])
                except Exception as fault:
                    for _, answer in vragen:
                        if not answer.done():
                            answer.set_exception(fault)
                    continue
                for (_, answer), moment in zip(vragen, moments, strict=True):
                    if not answer.done():
                        answer.set_result(moment)
        finally:
            self._task = None

    def _reserve(self, chats: list[int]) -> list[float | None]:
        with session(self._engine) as opened:
            numbers = [str(chat) for chat in chats]
            beurten = self._tempo.reserve(opened, numbers, HORIZON, stoot=True)
        return [_moment(beurt) for beurt in beurten]


def _moment(beurt: Beurt) -> float | None:
    """When it may go, by this process's own clock."""
    late = (beurt.moment - beurt.now).total_seconds()
    return None if beurt.bezet is not None else monotonic() + max(0.0, late)

"""The shared rate limit, as chat answers use it: they reserve their moment and wait for it.

Reminders reserve only what is free at once, so answers go first. Who asks while a reservation
is being made shares the next transaction: under a burst one writer is quicker than many.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from time import monotonic

from sqlalchemy import Engine

from zkl_bot.channels.tempo import Limieten, Tempo
from zkl_bot.store import snelheid
from zkl_bot.store.engine import session
from zkl_bot.store.snelheid import Beurt

HORIZON = timedelta(seconds=30)
"""How far ahead an answer reserves; what is further away asks again by then."""
OPNIEUW = 5.0
"""Seconds until an answer that is too far back asks again."""
ANTWOORDEN = Limieten(per_seconde=29.0, per_chat=1.1)
"""A little slower than reminders: answers leave from a process that is busy with people, and
follow each other closely in one chat."""

_Vraag = tuple[int, "asyncio.Future[float | None]"]


class GedeeldTempo:
    """The rate limit in the database, shared with every replica and the reminders."""

    def __init__(self, engine: Engine, limieten: Limieten = ANTWOORDEN) -> None:
        self._engine = engine
        self._tempo = Tempo(engine, limieten)
        self._asking: list[_Vraag] = []
        self._task: asyncio.Task[None] | None = None
        self._gate = asyncio.Lock()
        # Per chat that had a message a moment ago: when the next may leave (monotonic).
        self._free: dict[int, float] = {}

    @asynccontextmanager
    async def turn(self, chat: int) -> AsyncIterator[None]:
        """Waits until a message may go to this chat; the call is made inside the block."""
        moment = await self._ask(chat)
        while moment is None:
            await asyncio.sleep(OPNIEUW)
            moment = await self._ask(chat)
        while True:
            await asyncio.sleep(moment - monotonic())
            async with self._gate:  # one by one, or each would count the same last second
                # The one before may have left later than it reserved, so count from then.
                moment = self._free.get(chat, moment)
                if moment <= monotonic():
                    vertrek = await self._tempo.sleep_until(monotonic())
                    self._note(chat)
                    break
        try:
            yield
        finally:
            vertrek.done()

    def _note(self, chat: int) -> None:
        own, _ = self._tempo.limits_of(str(chat))
        now = monotonic()
        self._free = {other: free for other, free in self._free.items() if free > now}
        self._free[chat] = now + own.interval.total_seconds()

    async def slow_down(self, chat: int, wacht: timedelta) -> None:
        """Telegram asked to wait: this chat does, and all go slower for a while."""
        await asyncio.to_thread(self._tempo.slow_down, str(chat), wacht.total_seconds())

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
            beurten = [
                snelheid.reserve(opened, self._tempo.limits_of(str(chat)), HORIZON)
                for chat in chats
            ]
        return [_moment(beurt) for beurt in beurten]


def _moment(beurt: Beurt) -> float | None:
    """When it may go, by this process's own clock."""
    late = (beurt.moment - beurt.now).total_seconds()
    return None if beurt.bezet is not None else monotonic() + max(0.0, late)

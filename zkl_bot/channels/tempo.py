"""Keeping to Telegram's pace: the shared limit in the database, and this process's own watch."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from sqlalchemy import Engine
from sqlmodel import Session

from zkl_bot.store import snelheid
from zkl_bot.store.engine import session
from zkl_bot.store.snelheid import ALLES, Beurt, Limiet


@dataclass(frozen=True, slots=True)
class Limieten:
    """Just under what Telegram allows: 30 a second, 1 a second per chat, 20 a minute per group."""

    per_seconde: float = 29.0
    per_chat: float = 1.05
    """Seconds between two messages in one chat."""
    per_groep: float = 3.1
    """Seconds between two messages in one group."""


class Tempo:
    """When the next message may go. Answers in chats go before reminders."""

    def __init__(self, engine: Engine, limieten: Limieten) -> None:
        self._engine = engine
        self._limieten = limieten
        self._interval = timedelta(seconds=1 / limieten.per_seconde)
        self._window = max(1, int(limieten.per_seconde) + 1)
        self._sent: deque[float] = deque(maxlen=self._window)
        self._answers = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    def limits_for(self, chat: str) -> tuple[Limiet, ...]:
        """The limits a message to this chat falls under; that of all messages comes last."""
        seconds = self._limieten.per_groep if chat.startswith("-") else self._limieten.per_chat
        return (
            Limiet(f"chat:{chat}", timedelta(seconds=seconds)),
            Limiet(ALLES, self._interval),
        )

    def reserve(self, opened: Session, chat: str, horizon: timedelta) -> Beurt:
        """A turn within `horizon`, in a transaction of the caller; see `snelheid.reserve`."""
        return snelheid.reserve(opened, self.limits_for(chat), horizon)

    async def wait_for_answers(self) -> None:
        """Lets the answers in chats that are waiting go first."""
        await self._quiet.wait()

    async def sleep_until(self, beurt: Beurt, sinds: float) -> None:
        """Waits for a turn that was reserved at `sinds` (monotonic), and keeps the last second
        of this process within the limit even when it woke up late.
        """
        await asyncio.sleep(max(0.0, sinds + beurt.wacht - monotonic()))
        if len(self._sent) == self._window:
            await asyncio.sleep(max(0.0, self._sent[0] + 1.01 - monotonic()))
        self._sent.append(monotonic())

    @asynccontextmanager
    async def answering(self, chat: str) -> AsyncIterator[None]:
        """Around sending an answer in a chat: waits for its turn, ahead of reminders.

        Several answers to one chat each wait for theirs.
        """
        self._answers += 1
        self._quiet.clear()
        try:
            await self._turn(chat)
        finally:
            self._answers -= 1
            if self._answers == 0:
                self._quiet.set()
        yield

    async def _turn(self, chat: str) -> None:
        while True:
            sinds = monotonic()
            beurt = await asyncio.to_thread(self._reserve, chat)
            if beurt.bezet is None:
                await self.sleep_until(beurt, sinds)
                return
            await asyncio.sleep(min(beurt.wacht, 1.0))

    def _reserve(self, chat: str) -> Beurt:
        with session(self._engine) as opened:
            return self.reserve(opened, chat, timedelta(seconds=2))

    def slow_down(self, chat: str, wacht: float) -> None:
        """After a 429: this chat waits, and unless it is a group all do. Uses the database."""
        with session(self._engine) as opened:
            duur = timedelta(seconds=wacht)
            snelheid.push_back(opened, f"chat:{chat}", duur)
            if not chat.startswith("-"):
                snelheid.push_back(opened, ALLES, duur)

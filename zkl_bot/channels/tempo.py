"""Telegram's pace for reminders: the limit in the database, and this process's own watch.

Answers in chats reserve their moment ahead; reminders take only what is free at once, and so
come after them.
"""

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from sqlalchemy import Engine
from sqlmodel import Session

from zkl_bot.store import snelheid
from zkl_bot.store.engine import session
from zkl_bot.store.snelheid import ALLES, Beurt, Limiet

HORIZON = timedelta(milliseconds=150)
"""How far ahead a reminder reserves its moment."""
_EEN_SECONDE = 1.01
"""A second, and what the clocks of both sides may differ in it."""


@dataclass(frozen=True, slots=True)
class Limieten:
    """Just under what Telegram allows: 30 a second, 1 a second per chat, 20 a minute per group.

    `per_seconde` counts messages; the other two are seconds between messages in one chat.
    """

    per_seconde: float = 29.0
    per_chat: float = 1.02
    per_groep: float = 3.05


class Tempo:
    """When the next message may go."""

    def __init__(self, engine: Engine, limieten: Limieten) -> None:
        self._engine = engine
        self._limieten = limieten
        self._interval = timedelta(seconds=1 / limieten.per_seconde)
        # One more than the rate, so that whole windows fit in a second of a little more.
        self._sent: deque[float] = deque(maxlen=int(limieten.per_seconde) + 1)

    def limits_of(self, chat: str) -> tuple[Limiet, Limiet]:
        """The limits a message to this chat falls under; that of all messages comes last."""
        seconds = self._limieten.per_groep if chat.startswith("-") else self._limieten.per_chat
        own = Limiet(f"{ALLES}:{chat}", timedelta(seconds=seconds))
        return own, Limiet(ALLES, self._interval)

    def reserve(self, opened: Session, chat: str) -> Beurt:
        """A turn close by, in a transaction of the caller; see `snelheid.reserve`."""
        return snelheid.reserve(opened, self.limits_of(chat), HORIZON)

    async def sleep_until(self, moment: float) -> None:
        """Waits for a turn at `moment` (monotonic).

        Keeps the last second of this process within the limit, even when it woke up late.
        """
        await asyncio.sleep(moment - monotonic())
        if len(self._sent) == self._sent.maxlen:
            await asyncio.sleep(self._sent[0] + _EEN_SECONDE - monotonic())
        self._sent.append(monotonic())

    def slow_down(self, chat: str, wacht: float) -> None:
        """After a 429: this chat waits so many seconds, and unless it is a group, all do.

        Uses the database.
        """
        own, everything = self.limits_of(chat)
        with session(self._engine) as opened:
            snelheid.push_back(opened, own.sleutel, timedelta(seconds=wacht))
            if not chat.startswith("-"):
                snelheid.push_back(opened, everything.sleutel, timedelta(seconds=wacht))

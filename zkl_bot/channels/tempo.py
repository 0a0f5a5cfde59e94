"""Telegram's pace for reminders: the limit in the database, and this process's own watch.

Answers in chats reserve their moment ahead; reminders take only what is free at once, and so
come after them.
"""

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from time import monotonic

from sqlalchemy import Engine
from sqlmodel import Session

from zkl_bot.settings import Settings
from zkl_bot.store import snelheid
from zkl_bot.store.engine import session
from zkl_bot.store.snelheid import ALLES, Beurt, Limiet

HORIZON = timedelta(milliseconds=150)
"""How far ahead a reminder reserves its moment."""
_EEN_SECONDE = 1.01
"""A second, and what the clocks of both sides may differ in it."""
_LAATST = 0.3
"""How many seconds a call may be thought to have been under way."""


@dataclass(slots=True)
class Vertrek:
    """A call that left at `begin` (monotonic seconds), its reply came at `einde`."""

    begin: float
    einde: float | None = None

    def done(self) -> None:
        """The reply has come."""
        self.einde = monotonic()


class Wacht:
    """Keeps what arrives within a second from this process to a number.

    What counts is when a call arrives, and some are slow on the way: a call that took longer
    than the quickest ones may have arrived as much later.
    """

    def __init__(self, aantal: int) -> None:
        self._calls: deque[Vertrek] = deque(maxlen=aantal)

    def depart(self, now: float) -> Vertrek:
        """A call leaves."""
        call = Vertrek(now)
        self._calls.append(call)
        return call

    def too_soon(self, now: float) -> float:
        """For how many seconds no call may leave."""
        if len(self._calls) != self._calls.maxlen:
            return 0.0
        replied = [call.einde - call.begin for call in self._calls if call.einde is not None]
        quickest = min(replied, default=_LAATST)
        first = min(
            call.begin + min(max(0.0, (call.einde or now) - call.begin - quickest), _LAATST)
            for call in self._calls
        )
        return max(0.0, first + _EEN_SECONDE - now)


@dataclass(frozen=True, slots=True)
class Limieten:
    """Just under what Telegram allows: 30 a second, 1 a second per chat, 20 a minute per group.

    `per_seconde` counts messages; the other two are seconds between messages in one chat.
    """

    per_seconde: float = 29.5
    per_chat: float = 1.02
    per_groep: float = 3.05


def limieten_of(settings: Settings) -> Limieten:
    """The limits an operator set."""
    return Limieten(
        settings.telegram_per_second, settings.telegram_per_chat, settings.telegram_per_group
    )


class Tempo:
    """When the next message may go."""

    def __init__(self, engine: Engine, limieten: Limieten) -> None:
        self._engine = engine
        self._limieten = limieten
        self._interval = timedelta(seconds=1 / limieten.per_seconde)
        self._wacht = Wacht(ceil(limieten.per_seconde))

    def limits_of(self, chat: str) -> tuple[Limiet, Limiet]:
        """The limits a message to this chat falls under; that of all messages comes last."""
        seconds = self._limieten.per_groep if chat.startswith("-") else self._limieten.per_chat
        own = Limiet(f"{ALLES}:{chat}", timedelta(seconds=seconds))
        return own, Limiet(ALLES, self._interval)

    def reserve(self, opened: Session, chat: str) -> Beurt:
        """A turn close by, in a transaction of the caller; see `snelheid.reserve`."""
        return snelheid.reserve(opened, self.limits_of(chat), HORIZON)

    async def sleep_until(self, moment: float) -> "Vertrek":
        """Waits for a turn at `moment` (monotonic), and longer when this process is late.

        Call `Vertrek.done` when the reply has come.
        """
        await asyncio.sleep(moment - monotonic())
        await asyncio.sleep(self._wacht.too_soon(monotonic()))
        return self._wacht.depart(monotonic())

    def slow_down(self, chat: str, wacht: float) -> None:
        """After a 429: this chat waits so many seconds, and unless it is a group, all do.

        Uses the database.
        """
        own, everything = self.limits_of(chat)
        with session(self._engine) as opened:
            snelheid.push_back(opened, own.sleutel, timedelta(seconds=wacht))
            if not chat.startswith("-"):
                snelheid.push_back(opened, everything.sleutel, timedelta(seconds=wacht))

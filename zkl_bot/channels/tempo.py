"""Telegram's pace: one limit in the database for all replicas, answers and reminders alike, and
this process's own watch over when its calls really leave.

Answers in chats reserve their moment ahead; reminders take only what is free at once, and so
come after them.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil
from time import monotonic

from sqlmodel import Session

from zkl_bot.channels.wacht import Vertrek, Wacht
from zkl_bot.settings import Settings
from zkl_bot.store import snelheid
from zkl_bot.store.snelheid import ALLES, Beurt, Beurten, Limiet

_SECONDE = timedelta(seconds=1)
PER_MINUUT = 20
"""Messages a minute that Telegram allows in one group."""
MEESTE_TEGELIJK = 3
"""A conversation has a few quick questions; more at once Telegram may take amiss."""
STOOT_ALLES = 5
"""How many answers may go at once after a rest, so that there is room for some to be late. No
second holds more for it, since `Wacht` counts what leaves."""
ALLEEN = 3600.0
"""Seconds without a call of another process before this one takes itself for the only one. Two
can't both run ahead: what one holds back, the other takes for gone."""


@dataclass(frozen=True, slots=True)
class Limieten:
    """Just under what Telegram allows: 30 a second, 1 a second per chat, 20 a minute per group.

    `per_seconde` counts messages; the other two are seconds between messages in one chat, in a
    group in the long run.
    """

    per_seconde: float = 29.0
    per_chat: float = 1.1
    per_groep: float = 3.4

    @property
    def stoot_groep(self) -> int:
        """How many answers a group may get in a row after a rest: as many, up to three, as leave
        every minute within what Telegram allows.
        """
        if not self.per_groep:
            return 1
        return max(1, min(MEESTE_TEGELIJK, PER_MINUUT + 1 - ceil(60 / self.per_groep)))


def limieten_of(settings: Settings) -> Limieten:
    """The limits an operator set."""
    return Limieten(
        settings.telegram_per_second, settings.telegram_per_chat, settings.telegram_per_group
    )


class Tempo:
    """When the next message may go. One object serves a whole process."""

    def __init__(self, limieten: Limieten) -> None:
        self._limieten = limieten
        each = timedelta(seconds=1 / limieten.per_seconde)
        self._alles = Limiet(ALLES, each)
        self._antwoorden = replace(self._alles, stoot=STOOT_ALLES * each)
        self._wacht = Wacht(limieten.per_seconde)
        self._stil_tot = 0.0
        # Up to where this process saw the common limit, and the turns of others it saw since;
        # both are written by threads that hold the limit's row, the second read by the loop.
        self._gezien: datetime | None = None
        self._anderen: deque[float] = deque()
        self._alleen_vanaf = float("-inf")

    def interval(self, chat: str) -> float:
        """Seconds between two messages to this chat, in the long run."""
        return self._limieten.per_groep if _is_group(chat) else self._limieten.per_chat

    @property
    def tussen(self) -> float:
        """Seconds that are always between two messages to one chat, a group too."""
        return self._limieten.per_chat

    def stoot(self, chat: str) -> float:
        """Seconds by which answers in this chat may run ahead of that after a rest."""
        return self.interval(chat) * (self._limieten.stoot_groep - 1) if _is_group(chat) else 0.0

    def reserve(
        self,
        opened: Session,
        chats: Sequence[str],
        horizon: timedelta,
        *,
        speling: timedelta = timedelta(0),
        stoot: bool = False,
    ) -> list[Beurt]:
        """A turn for each of these chats, in a transaction of the caller's.

        None further away than `horizon` (real time). Who goes on with what they were doing may
        catch up for as long as `speling`; see `snelheid.reserve`. With `stoot` several may go in
        a row after a rest: answers, which reminders leave that to.
        """
        eigen = [
            Limiet(
                self._key(c),
                timedelta(seconds=self.interval(c)),
                timedelta(seconds=self.stoot(c) if stoot else 0),
                timedelta(seconds=self.tussen if _is_group(c) else 0),
            )
            for c in chats
        ]
        alles = self._antwoorden if stoot and monotonic() > self._alleen_vanaf else self._alles
        beurten = snelheid.reserve(
            opened, eigen, alles, horizon, speling=speling, gezien=self._gezien
        )
        self._note_others(beurten)
        return list(beurten.beurten)

    async def sleep_until(self, moment: float) -> Vertrek:
        """Waits for a turn at `moment` (monotonic), and longer when calls bunch up.

        Say `done` to what it gives when the reply has come.
        """
        await asyncio.sleep(moment - monotonic())
        while True:
            wacht = self._too_soon(monotonic())
            if wacht <= 0:
                return self._wacht.depart(monotonic())
            await asyncio.sleep(wacht)

    def pause(self, chat: str, wacht: float) -> None:
        """After a 429: what this process reserved already waits so many seconds too."""
        if not _is_group(chat):
            self._stil_tot = max(self._stil_tot, monotonic() + wacht)

    def slow_down(self, opened: Session, chat: str, wacht: float) -> None:
        """After a 429: this chat waits so many seconds, and unless it is a group, all do.

        For every process, and all go slower for a while. In a transaction of the caller's.
        """
        keys = [self._key(chat)] if _is_group(chat) else [self._key(chat), ALLES]
        snelheid.push_back(opened, keys, timedelta(seconds=wacht))

    def _too_soon(self, now: float) -> float:
        while self._anderen:
            self._wacht.other(self._anderen.popleft())
        return max(self._wacht.too_soon(now), self._stil_tot - now)

    def _note_others(self, beurten: Beurten) -> None:
        """Other processes' calls count too: what the limit moved on without us were theirs.

        The first time nothing is known of what others did, and each turn may have been taken: by
        one that was killed, perhaps.
        """
        gezien = self._gezien or beurten.now - _SECONDE
        if beurten.voor > gezien:
            step, now = self._alles.interval, monotonic()
            slot = max(gezien, beurten.now - _SECONDE)
            while slot + step / 2 < beurten.voor:
                self._anderen.append(now + (slot - beurten.now).total_seconds())
                slot += step
            if self._gezien:
                self._alleen_vanaf = now + ALLEEN
        self._gezien = beurten.na

    @staticmethod
    def _key(chat: str) -> str:
        """Not the number of the chat: of who is forgotten nothing is to be left, not even this."""
        return f"{ALLES}:{sha256(chat.encode()).hexdigest()[:24]}"


def _is_group(chat: str) -> bool:
    return chat.startswith("-")

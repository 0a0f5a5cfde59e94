"""The shared rate limit, as chat answers use it: they reserve their moment and wait for it.

Reminders reserve only what is free at once, so answers go first.
"""

import asyncio
from datetime import timedelta

from sqlalchemy import Engine

from zkl_bot.store import snelheid
from zkl_bot.store.engine import session
from zkl_bot.store.snelheid import ALLES, Beurt, Limiet

PER_SECONDE = 29
"""Messages a second in all, just under what Telegram allows."""
PER_CHAT = timedelta(seconds=1.02)
PER_GROEP = timedelta(seconds=3.05)
"""Between two messages to one person, and to one group (20 a minute)."""
HORIZON = timedelta(seconds=30)
"""How far ahead an answer reserves; what is further away asks again by then."""


def limits_of(chat: int) -> tuple[Limiet, Limiet]:
    """The limits a message to this chat falls under."""
    interval = PER_GROEP if chat < 0 else PER_CHAT
    alles = Limiet(ALLES, timedelta(seconds=1) / PER_SECONDE)
    return Limiet(f"{ALLES}:{chat}", interval), alles


class GedeeldTempo:
    """The rate limit in the database, shared with every replica and the reminders."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def wait(self, chat: int) -> None:
        """Waits until a message may go to this chat."""
        while True:
            beurt = await asyncio.to_thread(self._reserve, chat)
            await asyncio.sleep(beurt.wacht if beurt.bezet is None else min(beurt.wacht, 5.0))
            if beurt.bezet is None:
                return

    async def slow_down(self, chat: int, wacht: timedelta) -> None:
        """Telegram asked to wait: this chat does, and all go slower for a while."""
        await asyncio.to_thread(self._push_back, chat, wacht)

    def _reserve(self, chat: int) -> Beurt:
        with session(self._engine) as opened:
            return snelheid.reserve(opened, limits_of(chat), HORIZON)

    def _push_back(self, chat: int, wacht: timedelta) -> None:
        with session(self._engine) as opened:
            for limiet in limits_of(chat):
                snelheid.push_back(opened, limiet.sleutel, wacht)

"""The shared rate limit, as chat answers use it: they reserve their moment and wait for it.

Reminders reserve only what is free at once, so answers go first.
"""

import asyncio
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


class GedeeldTempo:
    """The rate limit in the database, shared with every replica and the reminders."""

    def __init__(self, engine: Engine, limieten: Limieten | None = None) -> None:
        self._engine = engine
        self._tempo = Tempo(engine, limieten or Limieten())

    async def wait(self, chat: int) -> None:
        """Waits until a message may go to this chat."""
        while True:
            asked = monotonic()
            beurt = await asyncio.to_thread(self._reserve, chat)
            if beurt.bezet is None:
                await self._tempo.sleep_until(asked + beurt.wacht)
                return
            await asyncio.sleep(min(beurt.wacht, OPNIEUW))

    async def slow_down(self, chat: int, wacht: timedelta) -> None:
        """Telegram asked to wait: this chat does, and all go slower for a while."""
        await asyncio.to_thread(self._tempo.slow_down, str(chat), wacht.total_seconds())

    def _reserve(self, chat: int) -> Beurt:
        with session(self._engine) as opened:
            return snelheid.reserve(opened, self._tempo.limits_of(str(chat)), HORIZON)

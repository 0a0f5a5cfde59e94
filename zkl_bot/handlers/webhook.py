"""Updates that Telegram brings by itself. Whether it is Telegram, the web side has looked at."""

import asyncio
from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.ext import Application

LANGSTE = 3.0
"""Seconds Telegram waits for the answer to its delivery; what takes longer goes on by itself."""
AFRONDEN = 10.0
"""Seconds that work in hand gets when the service stops."""


class Webhook:
    """Takes in updates."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        self._application = application
        self._kept: set[int] = application.bot_data["kern"].kept
        self._running: set[asyncio.Task[None]] = set()

    async def feed_update(self, data: Mapping[str, Any]) -> None:
        """Handles one update, as the webhook's JSON gives it.

        Raises ValueError for what is no update. Returns when it is handled, or is taking long.
        """
        try:
            update = Update.de_json(dict(data), self._application.bot)
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise ValueError("no update") from fault
        handle = self._application.process_update(update)
        process = self._application.update_processor.process_update
        task = asyncio.create_task(process(update, handle))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        task.add_done_callback(lambda _: self._kept.discard(update.update_id))
        await asyncio.wait({task}, timeout=LANGSTE)

    async def finish(self) -> None:
        """Waits for the work in hand."""
        if self._running:
            await asyncio.wait(self._running, timeout=AFRONDEN)

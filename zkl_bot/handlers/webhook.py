"""Updates that Telegram brings by itself. Whether it is Telegram, the web side has looked at."""

import asyncio
from asyncio import FIRST_COMPLETED
from collections.abc import Mapping
from typing import Any

from telegram.ext import Application

from zkl_bot.handlers.kern import Kern
from zkl_bot.handlers.lezen import number_of, read_update

LANGSTE = 3.0
"""Seconds Telegram waits for the answer to its delivery; what takes longer goes on by itself."""
AFRONDEN = 10.0
"""Seconds that work in hand gets when the service stops."""


class Webhook:
    """Takes in updates."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        self._application = application
        self._kern: Kern = application.bot_data["kern"]
        self._running: set[asyncio.Task[None]] = set()

    async def feed_update(self, data: Mapping[str, Any]) -> None:
        """Handles one update, as the webhook's JSON gives it.

        Raises ValueError for what is no update. Returns when all that follows from it is kept, so
        that a crash no longer loses it and the next may come, or when that is taking long; also
        when it cannot be read, since Telegram would bring it again and again.
        """
        if number_of(data) is None:
            raise ValueError("no update")
        update = read_update(data, self._application.bot)
        if update is None:
            return
        handle = self._application.process_update(update)
        process = self._application.update_processor.process_update
        task = asyncio.create_task(process(update, handle))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        task.add_done_callback(lambda _: self._kern.kept.discard(update.update_id))
        is_kept = self._kern.keeping.setdefault(update.update_id, asyncio.Event())
        keeping = asyncio.create_task(is_kept.wait())
        try:
            await asyncio.wait({task, keeping}, timeout=LANGSTE, return_when=FIRST_COMPLETED)
        finally:
            keeping.cancel()
            self._kern.keeping.pop(update.update_id, None)

    async def finish(self) -> None:
        """Waits for the work in hand."""
        if self._running:
            await asyncio.wait(self._running, timeout=AFRONDEN)

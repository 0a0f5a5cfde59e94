"""Updates that Telegram brings by itself."""

import asyncio
from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.ext import Application

LANGSTE = 3.0
"""Seconds Telegram waits for the answer to its delivery; what takes longer goes on by itself."""

_running: set[asyncio.Task[None]] = set()


async def feed_update(
    application: Application[Any, Any, Any, Any, Any, Any], data: Mapping[str, Any]
) -> None:
    """Handles one update, as the webhook's JSON gives it.

    Raises ValueError for what is no update. Returns when it is handled, or is taking long.
    """
    try:
        update = Update.de_json(dict(data), application.bot)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise ValueError("no update") from fault
    process = application.update_processor.process_update
    task = asyncio.create_task(process(update, application.process_update(update)))
    _running.add(task)
    task.add_done_callback(_running.discard)
    await asyncio.wait({task}, timeout=LANGSTE)

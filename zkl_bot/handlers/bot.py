"""The bot's client: the library's, with updates as they come."""

from collections.abc import Sequence
from typing import Any

from telegram.ext import ExtBot

WACHT_EXTRA = 20.0
"""Seconds on top of what Telegram may hold a question for updates."""


class RuweBot(ExtBot[int]):
    """Leaves the reading of updates to `lezen`: the library reads a whole batch or nothing, and
    writes what it cannot read to the log, words of people among it.
    """

    async def raw_updates(
        self, *, offset: int | None, wacht: int, limit: int, soorten: Sequence[str]
    ) -> list[Any]:
        """The waiting updates as plain JSON; without any Telegram waits for `wacht` seconds.

        Raises TelegramError.
        """
        data = {
            "offset": offset,
            "limit": limit,
            "timeout": wacht,
            "allowed_updates": list(soorten),
        }
        result = await self._post("getUpdates", data, read_timeout=wacht + WACHT_EXTRA)
        return result if isinstance(result, list) else []

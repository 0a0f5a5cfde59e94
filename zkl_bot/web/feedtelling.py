"""Counting fetches without making anyone wait: in memory first, then in one go to the store."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable

import structlog

INTERVAL = 30.0
"""Seconds (real time) between two batches."""

_log = structlog.get_logger(__name__)

Write = Callable[[dict[tuple[str, str], int], set[str]], None]
"""Writes fetches by (feed, client) and the token hashes of personal feeds; may block."""


class Feedtelling:
    """The fetches since the last batch."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._tally: Counter[tuple[str, str]] = Counter()
        self._fetched: set[str] = set()
        self._due = time.monotonic() + INTERVAL
        self._task: asyncio.Task[None] | None = None

    def count(self, feed: str, client: str) -> None:
        """One more fetch. Writes a batch in the background when it is time."""
        self._tally[(feed, client)] += 1
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + INTERVAL
            self._task = asyncio.create_task(self.flush())

    def fetched(self, token_hash: str) -> None:
        """A personal feed was fetched today."""
        self._fetched.add(token_hash)

    async def flush(self) -> None:
        """Writes what has been counted. On failure it is kept for the next batch."""
        tally, fetched = self._tally, self._fetched
        if not tally and not fetched:
            return
        self._tally, self._fetched = Counter(), set()
        try:
            await asyncio.to_thread(self._write, dict(tally), fetched)
        except Exception:
            # Counts are worth less than the feeds: say so, keep them, go on.
            _log.exception("feedtelling niet opgeslagen")
            self._tally += tally
            self._fetched |= fetched

"""Counting fetches without making anyone wait: in memory first, then in one go to the store."""

import asyncio
from collections.abc import Callable

import structlog

INTERVAL = 30.0
"""Seconds (real time) between two batches."""

_log = structlog.get_logger(__name__)

Write = Callable[[dict[tuple[str, str], int], set[str]], None]
"""Writes fetches by (feed, client) and the token hashes of personal feeds; may block."""


Sleutel = tuple[str, str]
"""A feed and a kind of client."""


class Feedtelling:
    """The fetches since the last batch."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._tally: dict[Sleutel, int] = {}
        self._fetched: set[str] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    def count(self, sleutel: Sleutel) -> None:
        """One more fetch. The first since the last batch sets the time of the next."""
        tally = self._tally
        tally[sleutel] = tally.get(sleutel, 0) + 1
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(INTERVAL, self._begin)

    def _begin(self) -> None:
        self._task = asyncio.create_task(self.flush())

    def fetched(self, token_hash: str) -> None:
        """A personal feed was fetched today."""
        self._fetched.add(token_hash)

    async def flush(self) -> None:
        """Writes what has been counted. On failure it is kept for the next batch."""
        tally, fetched = self._tally, self._fetched
        if self._timer is not None:
            self._timer.cancel()
        self._tally, self._fetched, self._timer = {}, set(), None
        if not tally and not fetched:
            return
        try:
            await asyncio.to_thread(self._write, tally, fetched)
        except Exception:
            # Counts are worth less than the feeds: say so, keep them, go on.
            _log.exception("feedtelling niet opgeslagen")
            for sleutel, aantal in tally.items():
                self._tally[sleutel] = self._tally.get(sleutel, 0) + aantal
            self._fetched |= fetched

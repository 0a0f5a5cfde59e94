"""Counting fetches without making anyone wait: in memory first, then in one go to the store."""

import asyncio
from collections.abc import Callable
from concurrent.futures import CancelledError

import structlog

INTERVAL = 30.0
"""Seconds (real time) between two batches."""

GEDULD = 5.0
"""Seconds (real time) that who wants to know waits for what is counted to be written."""

_log = structlog.get_logger(__name__)

Write = Callable[[dict[tuple[str, str], int], set[str]], None]
"""Writes fetches by (feed, client) and the token hashes of personal feeds; may block."""


Sleutel = tuple[str, str]
"""A feed and a kind of client."""


class Feedtelling:
    """The fetches since the last batch. `collect` is asked for what is counted elsewhere."""

    def __init__(self, write: Write, collect: Callable[[], None]) -> None:
        self._write = write
        self._collect = collect
        self._tally: dict[Sleutel, int] = {}
        self._fetched: set[str] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._writing = asyncio.Lock()

    def count(self, sleutel: Sleutel, aantal: int = 1) -> None:
        """So many fetches more."""
        self._tally[sleutel] = self._tally.get(sleutel, 0) + aantal

    def fetched(self, token_hash: str) -> None:
        """A personal feed was fetched today."""
        self._fetched.add(token_hash)

    def begin(self) -> None:
        """From now on what is counted is written every INTERVAL, until the last `flush`."""
        if self._timer is None:
            self._loop = asyncio.get_running_loop()
            self._timer = self._loop.call_later(INTERVAL, self._go)

    def _go(self) -> None:
        self._timer = None
        self._task = asyncio.create_task(self.flush())
        self.begin()

    def end(self) -> None:
        """No more batches after this."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def flush_from_thread(self) -> None:
        """Writes what has been counted, as far as that can be done soon. Blocks."""
        if self._timer is None or self._loop is None:
            return
        writing = asyncio.run_coroutine_threadsafe(self.flush(), self._loop)
        try:
            writing.result(GEDULD)
        except (TimeoutError, CancelledError) as fault:
            _log.warning("fetches not kept in time", reason=type(fault).__name__)

    async def flush(self) -> None:
        """Writes what has been counted. On failure it is kept for the next batch."""
        async with self._writing:
            await self._flush()

    async def _flush(self) -> None:
        self._collect()
        tally, fetched = self._tally, self._fetched
        self._tally, self._fetched = {}, set()
        if not tally and not fetched:
            return
        try:
            await asyncio.to_thread(self._write, tally, fetched)
        except Exception as fault:
            # Counts are worth less than the feeds: say so, keep them, go on.
            _log.warning("fetches not kept yet", reason=type(fault).__name__)
            for sleutel, aantal in tally.items():
                self.count(sleutel, aantal)
            self._fetched |= fetched

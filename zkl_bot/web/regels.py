"""One line in the log for each request; of what clients do wrong no more than somebody can read.

A line for each of thousands of refusals would let whoever sends them fill the disk, and take longer
to write than to refuse. What is over is counted, and told of in one line now and then.
"""

import asyncio
import time
from collections.abc import Callable

import structlog

from zkl_bot.web.limiet import Emmers, Soort

INTERVAL = 10.0
"""Seconds (real time) between two lines that tell of what was only counted."""
REGELS = Soort("logregels", 200, 10.0)
"""Lines about requests that are the client's fault (status 4xx)."""

log = structlog.get_logger(__name__)


class Regels:
    """The lines about requests. To be used on the event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._lines = Emmers(clock)
        self._untold = 0
        self._timer: asyncio.TimerHandle | None = None

    def tell(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request. `route` is the pattern, never the address: that may hold a token."""
        if 400 <= status < 500 and self._lines.take(REGELS, ""):
            self._untold += 1
            if self._timer is None:
                self._timer = asyncio.get_running_loop().call_later(INTERVAL, self._tell_rest)
            return
        log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))

    def _tell_rest(self) -> None:
        self._timer = None
        log.warning("requests refused and not told of one by one", aantal=self._untold)
        self._untold = 0

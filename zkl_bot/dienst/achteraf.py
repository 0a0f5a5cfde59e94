"""Keeping what nobody waits for: behind the answer, and not at any cost."""

import threading
from collections import deque
from collections.abc import Callable, Sequence

import structlog
from sqlalchemy.exc import SQLAlchemyError

MEEST = 200
"""How many may wait to be kept; what comes on top of that is lost."""

log = structlog.get_logger(__name__)


class Achteraf:
    """Keeps questions in a thread of its own, which is there only while there is something to keep.

    `keep` writes some of them, and may block for as long as the database lets it. What it cannot
    keep is lost: `lost` hears how many. Safe to use from several threads.
    """

    def __init__(self, keep: Callable[[Sequence[str]], None], lost: Callable[[int], None]) -> None:
        self._keep = keep
        self._lost = lost
        self._waiting: deque[str] = deque()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def note(self, tekst: str) -> None:
        """Keeps it soon. Returns at once."""
        with self._lock:
            if len(self._waiting) >= MEEST:
                self._lost(1)
                return
            self._waiting.append(tekst)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="achteraf", daemon=True)
                self._thread.start()

    def finish(self, seconden: float) -> bool:
        """Waits so long until all is kept; whether it is."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(seconden)
        return thread is None or not thread.is_alive()

    def _work(self) -> None:
        while True:
            with self._lock:
                some = list(self._waiting)
                self._waiting.clear()
                if not some:
                    self._thread = None
                    return
            try:
                self._keep(some)
            except SQLAlchemyError as away:
                log.warning("questions not noted", aantal=len(some), reason=type(away).__name__)
                self._lost(len(some))
            except Exception:
                log.exception("questions not noted", aantal=len(some))
                self._lost(len(some))

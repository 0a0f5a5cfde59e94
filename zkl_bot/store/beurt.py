"""Turns for who writes: within a process one after another, in the order in which they came."""

from collections import deque
from threading import Lock


class Beurtelings:
    """A lock that goes to who waits longest.

    SQLite has no queue: who finds it locked looks again a little later, and of many writers one
    may be passed over until it gives up. In this queue each has its turn.
    """

    def __init__(self) -> None:
        self._mutex = Lock()
        self._waiting: deque[Lock] = deque()
        self._is_taken = False

    def take(self, geduld: float) -> bool:
        """Waits for the turn, for so many seconds at most; whether it came."""
        with self._mutex:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=geduld):
            return True
        with self._mutex:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return False
        return True  # it came at the last moment

    def give(self) -> None:
        """Gives the turn to the next one."""
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False

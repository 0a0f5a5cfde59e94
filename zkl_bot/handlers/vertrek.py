"""The moment an answer leaves: from then on it is no longer kept."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Overgenomen(Exception):
    """Raised where an answer would leave that another process has sent."""


class Vertrek:
    """Asks once, when the first message of an answer leaves, whether it may.

    `depart` says so, and forgets the answer where it was kept.
    """

    def __init__(self, depart: Callable[[], Awaitable[bool]]) -> None:
        self._depart = depart
        self._left = False

    async def leave(self) -> None:
        """Called right before a message is sent. Raises Overgenomen."""
        if self._left:
            return
        if not await self._depart():
            raise Overgenomen
        self._left = True


_NU: ContextVar[Vertrek | None] = ContextVar("vertrek", default=None)


@contextmanager
def leaving(vertrek: Vertrek | None) -> Iterator[None]:
    """What is sent inside the block belongs to this answer."""
    token = _NU.set(vertrek)
    try:
        yield
    finally:
        _NU.reset(token)


async def leave() -> None:
    """A message leaves now. Raises Overgenomen."""
    if vertrek := _NU.get():
        await vertrek.leave()

"""How long a database may say nothing, or let somebody wait for a lock, before it counts as away.

A server that stands still keeps its connections, and the system beneath it goes on saying that all
arrived: nothing but the time tells. Without a bound one thread after another would wait for it,
until none is left for those who need no database at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

SECONDEN = 15.0
"""By real time."""

geduld: ContextVar[float | None] = ContextVar("geduld", default=SECONDEN)
"""The bound that holds here, in seconds; None for none."""


@contextmanager
def patiently() -> Iterator[None]:
    """Within this nothing takes too long: for migrations, and copies of all there is."""
    before = geduld.set(None)
    try:
        yield
    finally:
        geduld.reset(before)

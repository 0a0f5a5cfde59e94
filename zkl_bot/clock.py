"""The clock, as a thing that is handed over: nothing in the core reads the time by itself."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
"""The time zone of people; storage is in UTC."""

Clock = Callable[[], datetime]
"""Gives the current moment, aware, in UTC."""


def system_clock() -> datetime:
    """The real time."""
    return datetime.now(UTC)


def started_at(moment: datetime, real: Clock = system_clock) -> Clock:
    """A clock that stands at `moment` now and then runs on at the normal pace.

    Raises ValueError when `moment` is naive.
    """
    if moment.tzinfo is None:
        raise ValueError("a clock needs an aware moment")
    shift: timedelta = moment - real()
    return lambda: real() + shift

"""Moments to keep: real time of the database's own clock, and changes that follow each other."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from zkl_bot.clock import system_clock


def real_now(session: Session) -> datetime:
    """The present moment (UTC): the server's clock on PostgreSQL, this machine's on SQLite.

    Leases, retries and rate limits go by it; what is due goes by the injected clock.
    """
    if session.get_bind().dialect.name == "postgresql":
        found: datetime = session.connection().scalar(text("SELECT clock_timestamp()"))
        return found.astimezone(UTC)
    return system_clock()


_SECOND = timedelta(seconds=1)
"""What calendars tell moments apart by."""


def changed_at(now: datetime, before: datetime) -> datetime:
    """When a change counts as made: now, and always after the change before it.

    Two changes in one second, or clocks that differ, would else look like one to a calendar.
    """
    return max(now, before + _SECOND)

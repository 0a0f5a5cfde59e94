"""Real time, of the database's own clock where replicas share one."""

from datetime import UTC, datetime

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

"""What the service came to know by itself, and all processes and commands are to go by."""

from datetime import datetime

from sqlmodel import Session

from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.tables import Kenmerk

BOT = "bot"
"""The @name of the Telegram bot."""


def read(session: Session, naam: str) -> Kenmerk | None:
    """What is known by this name, and since when."""
    return session.get(Kenmerk, naam, populate_existing=True)


def write(session: Session, naam: str, waarde: str | None, *, now: datetime) -> bool:
    """Keeps it, or forgets it when it is None; whether that was news."""
    known = session.get(Kenmerk, naam, populate_existing=True, with_for_update=True)
    if waarde is None:
        if known is not None:
            session.delete(known)
        return known is not None
    if known is None:
        return insert_new(session, Kenmerk(naam=naam, waarde=waarde, sinds=now))
    if known.waarde == waarde:
        return False
    known.waarde, known.sinds = waarde, now
    session.add(known)
    return True

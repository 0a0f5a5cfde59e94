"""Up to which moment (by the injected clock) recurring tasks have done their work."""

from datetime import datetime

from sqlmodel import Session

from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.tables import Peil

PLAN = "plan"
"""The last planning that was finished."""
DOOD = "dood"
"""The last time the griffie was told what could not be sent."""


def read(session: Session, naam: str, *, lock: bool = False) -> datetime | None:
    """The moment, None before the first time; `lock` keeps others from it until the end."""
    peil = session.get(Peil, naam, populate_existing=True, with_for_update=lock or None)
    return peil.moment if peil else None


def write(session: Session, naam: str, moment: datetime) -> None:
    """The task has done its work up to this moment."""
    if not insert_new(session, Peil(naam=naam, moment=moment)):
        peil = session.get_one(Peil, naam, with_for_update=True)
        peil.moment = moment
        session.add(peil)

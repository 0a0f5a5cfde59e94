"""Links by which somebody left: known afterwards too, without knowing whose they were."""

from datetime import datetime

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select

from zkl_bot.store.kolommen import UtcDateTime
from zkl_bot.store.tables import Abonnee, Afmelding, Sleutel


def note(session: Session, abonnee: Abonnee, *, now: datetime) -> None:
    """Keeps the hashes of all links in their mails, for when they are forgotten."""
    moment = literal(now, UtcDateTime())
    links = select(col(Sleutel.hash), moment).where(col(Sleutel.abonnee) == abonnee.id)
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = (sqlite.insert if is_sqlite else postgresql.insert)(Afmelding)
    statement = insert.from_select(["hash", "moment"], links).on_conflict_do_nothing()
    session.connection().execute(statement)


def is_known(session: Session, hash: str) -> bool:
    """Whether somebody left who had a link with this hash."""
    return session.get(Afmelding, hash) is not None


def clean_up(session: Session, *, before: datetime) -> None:
    """Forgets those of who left before that moment."""
    session.exec(delete(Afmelding).where(col(Afmelding.moment) < before))

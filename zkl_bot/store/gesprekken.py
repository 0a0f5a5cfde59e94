"""Where the dialogue of each chat stands, and which of its updates were handled."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from zkl_bot.gesprek.verval import next_moment, prune
from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.tables import Gesprek, GezieneUpdate


def load(session: Session, chat: str, *, lock: bool = False) -> dict[str, Any]:
    """Where this chat stands; with `lock` others wait until the transaction ends."""
    gesprek = session.get(Gesprek, chat, with_for_update=lock or None, populate_existing=lock)
    return dict(gesprek.stand) if gesprek else {}


def save(session: Session, chat: str, stand: dict[str, Any], *, now: datetime) -> None:
    """Keeps where this chat stands; nothing is kept of a chat that stands nowhere."""
    vervalt = next_moment(stand)
    if not stand:
        forget(session, chat)
    elif not insert_new(session, Gesprek(chat=chat, stand=stand, gewijzigd=now, vervalt=vervalt)):
        gesprek = session.get_one(Gesprek, chat)
        gesprek.stand, gesprek.gewijzigd, gesprek.vervalt = stand, now, vervalt
        session.add(gesprek)


def move(session: Session, oud: str, nieuw: str) -> None:
    """A chat got another address: its dialogue goes with it."""
    gesprek = session.get(Gesprek, oud)
    if gesprek is None:
        return
    if session.get(Gesprek, nieuw) is None:
        values = gesprek.model_dump(exclude={"chat"})
        session.add(Gesprek(chat=nieuw, **values))
    session.delete(gesprek)
    session.flush()


def forget(session: Session, chat: str) -> None:
    """Forgets where this chat stands."""
    session.exec(delete(Gesprek).where(col(Gesprek.chat) == chat))


def expire(session: Session, *, now: datetime) -> None:
    """Forgets what dialogues remember and had its time at `now`; what somebody is busy with is
    left for the next round.
    """
    query = select(Gesprek).where(col(Gesprek.vervalt) < now)
    for gesprek in session.exec(query.with_for_update(skip_locked=True)):
        gesprek.stand = prune(gesprek.stand, now)
        gesprek.vervalt = next_moment(gesprek.stand)
        if gesprek.stand:
            session.add(gesprek)
        else:
            session.delete(gesprek)


def is_seen(session: Session, update_id: int) -> bool:
    """Whether this update was handled before."""
    return session.get(GezieneUpdate, update_id) is not None


def first_time(
    session: Session,
    update_id: int,
    *,
    now: datetime,
    chat: str | None = None,
    antwoord: dict[str, Any] | None = None,
) -> bool:
    """Whether this update was not handled before; from now on it was.

    Its `antwoord` to `chat` is kept until it leaves (see `antwoorden`).
    """
    row = GezieneUpdate(update_id=update_id, gezien=now, chat=chat, antwoord=antwoord)
    return insert_new(session, row)


def clean_up(session: Session, *, before: datetime) -> None:
    """Forgets dialogues and updates from before that moment."""
    session.exec(delete(Gesprek).where(col(Gesprek.gewijzigd) < before))
    session.exec(delete(GezieneUpdate).where(col(GezieneUpdate.gezien) < before))

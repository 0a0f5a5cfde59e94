"""What people tell the griffie through the bot: open questions and corrections, no names."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, delete, select

from zkl_bot.store.tables import Correctie, OpenVraag

LANGSTE_TEKST = 1000
"""How much of a question is kept."""


def note_open_vraag(session: Session, tekst: str, *, now: datetime) -> None:
    """Keeps a question without an answer: its text, and nothing of who asked it."""
    session.add(OpenVraag(tekst=tekst[:LANGSTE_TEKST], gesteld=now))


def open_vragen(session: Session, *, since: datetime, before: datetime) -> Sequence[OpenVraag]:
    """The questions without an answer from `since` until `before`, the oldest first."""
    query = select(OpenVraag).where(
        col(OpenVraag.gesteld) >= since, col(OpenVraag.gesteld) < before
    )
    return session.exec(query.order_by(col(OpenVraag.gesteld), col(OpenVraag.id))).all()


def forget_open_vragen(session: Session) -> None:
    """Deletes them all: the operator wants none to be kept."""
    session.exec(delete(OpenVraag))


def clean_up(session: Session, *, before: datetime, correcties: datetime) -> None:
    """Deletes questions, and corrections that were dealt with, from before that moment.

    Corrections that nobody dealt with go when they are from before `correcties`.
    """
    session.exec(delete(OpenVraag).where(col(OpenVraag.gesteld) < before))
    session.exec(
        delete(Correctie).where(
            (col(Correctie.afgehandeld) < before) | (col(Correctie.aangemaakt) < correcties)
        )
    )


def note_correctie(
    session: Session,
    vraag: str,
    antwoord: str,
    opmerking: str | None,
    *,
    abonnee: int | None,
    now: datetime,
) -> Correctie | None:
    """Keeps that somebody says an answer is wrong; None when they said so before.

    What they add to it then is kept with the first.
    """
    vraag, kort = vraag[:LANGSTE_TEKST], opmerking[:LANGSTE_TEKST] if opmerking else None
    same = (Correctie.abonnee == abonnee, Correctie.vraag == vraag)
    is_open = col(Correctie.afgehandeld).is_(None)
    if abonnee is not None and (
        before := session.exec(select(Correctie).where(*same, is_open)).first()
    ):
        before.opmerking = kort or before.opmerking
        session.add(before)
        return None
    made = Correctie(
        vraag=vraag, antwoord=antwoord, opmerking=kort, abonnee=abonnee, aangemaakt=now
    )
    session.add(made)
    session.flush()
    return made


def correcties(session: Session) -> Sequence[Correctie]:
    """The corrections that are not dealt with, the oldest first."""
    query = select(Correctie).where(col(Correctie.afgehandeld).is_(None))
    return session.exec(query.order_by(col(Correctie.id))).all()


def settle_correctie(
    session: Session, id: int, reactie: str | None, *, now: datetime
) -> Correctie | None:
    """Deals with a correction; None when there is none open under this id."""
    correctie = session.get(Correctie, id, with_for_update=True, populate_existing=True)
    if correctie is None or correctie.afgehandeld is not None:
        return None
    correctie.reactie, correctie.afgehandeld = reactie, now
    session.add(correctie)
    return correctie

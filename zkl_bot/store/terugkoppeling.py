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


def open_vragen(session: Session, *, since: datetime) -> Sequence[OpenVraag]:
    """The questions without an answer since that moment, the oldest first."""
    query = select(OpenVraag).where(col(OpenVraag.gesteld) >= since)
    return session.exec(query.order_by(col(OpenVraag.gesteld), col(OpenVraag.id))).all()


def clean_up(session: Session, *, before: datetime) -> None:
    """Deletes questions, and corrections that were dealt with, from before that moment."""
    session.exec(delete(OpenVraag).where(col(OpenVraag.gesteld) < before))
    session.exec(delete(Correctie).where(col(Correctie.afgehandeld) < before))


def note_correctie(
    session: Session,
    vraag: str,
    antwoord: str,
    opmerking: str | None,
    *,
    abonnee: int | None,
    now: datetime,
) -> None:
    """Keeps that somebody says an answer is wrong."""
    session.add(
        Correctie(
            vraag=vraag[:LANGSTE_TEKST],
            antwoord=antwoord,
            opmerking=opmerking[:LANGSTE_TEKST] if opmerking else None,
            abonnee=abonnee,
            aangemaakt=now,
        )
    )


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

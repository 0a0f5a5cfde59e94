"""Forgetting a person: what is theirs goes, and what they did for all no longer says that it
was they.
"""

from datetime import datetime

from sqlmodel import Session, col, delete, func, select, update

from zkl_bot.store import afmeldingen, gesprekken
from zkl_bot.store.tables import Abonnee, Audit, Correctie, Uitnodiging, Vastlegging

GEWIST = "(gewist)"
"""Stands where the number of somebody stood who is forgotten."""


def forget(session: Session, abonnee: Abonnee, *, now: datetime) -> None:
    """Deletes all that is kept of them.

    Follows, feeds, secrets and messages go with the row, and their dialogue and the corrections
    they filed. A meeting they planned stays, as does the audit of it; who it was is gone from both.
    """
    mark = f"#{abonnee.id}"
    afmeldingen.note(session, abonnee, now=now)
    gesprekken.forget(session, f"{abonnee.kanaal}:{abonnee.adres}")
    session.exec(delete(Correctie).where(col(Correctie.abonnee) == abonnee.id))
    named = (
        (Audit, col(Audit.wie)),
        (Audit, col(Audit.onderwerp)),
        (Uitnodiging, col(Uitnodiging.door)),
        (Vastlegging, col(Vastlegging.door)),
    )
    for table, column in named:
        session.exec(
            update(table)
            .where((column == mark) | column.endswith(f" {mark}", autoescape=True))
            .values({column: func.replace(column, mark, GEWIST)})
            .execution_options(synchronize_session=False)
        )
    session.delete(abonnee)
    session.flush()


def handelingen(session: Session, abonnee: int) -> list[Audit]:
    """What the audit says of somebody, the newest first."""
    mark = f"#{abonnee}"
    theirs = (
        (col(Audit.wie) == mark)
        | col(Audit.wie).endswith(f" {mark}", autoescape=True)
        | (col(Audit.onderwerp) == mark)
    )
    return list(session.exec(select(Audit).where(theirs).order_by(col(Audit.id).desc())))

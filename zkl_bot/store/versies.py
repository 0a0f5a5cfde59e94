"""Counters that go up with every change, so that every replica sees it."""

from sqlmodel import Session, col, update

from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.tables import Versie

ABONNEES = "abonnees"
"""Goes up when what somebody is to be sent changes: a role, a preference, a follow."""
AGENDA = "agenda"
"""Goes up when a bijeenkomst, a vastlegging or what became of a bespreking changes."""


def bump(session: Session, naam: str) -> None:
    """Raises a counter. Seen by others when the transaction commits."""
    raised = session.exec(
        update(Versie).where(col(Versie.naam) == naam).values(nummer=col(Versie.nummer) + 1)
    )
    if raised.rowcount == 0 and not insert_new(session, Versie(naam=naam, nummer=1)):
        bump(session, naam)  # another replica made it just now


def current(session: Session, naam: str) -> int:
    """Where a counter stands; 0 before the first change."""
    versie = session.get(Versie, naam, populate_existing=True)
    return versie.nummer if versie else 0

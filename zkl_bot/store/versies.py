"""Counters that go up with every change, so that every replica sees it."""

from sqlalchemy import Table, bindparam, update
from sqlmodel import Session

from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.opdracht import Opdracht
from zkl_bot.store.spoor import spoor_of
from zkl_bot.store.tables import Versie

_TABEL: Table = Versie.__table__  # type: ignore[attr-defined]

ABONNEES = "abonnees"
"""Goes up when what somebody is to be sent changes: a role, a preference, a follow."""
AGENDA = "agenda"
"""Goes up when a bijeenkomst, a vastlegging or what became of a bespreking changes."""


_RAISE = Opdracht(
    update(_TABEL)
    .where(_TABEL.c.naam == bindparam("key"))
    .values(nummer=_TABEL.c.nummer + 1)
    .returning(_TABEL.c.nummer),
    ("key",),
)


def bump(session: Session, naam: str) -> None:
    """Raises a counter. Seen by others when the transaction commits."""
    raised = _RAISE.run(session.connection(), {"key": naam})
    if raised is None and not insert_new(session, Versie(naam=naam, nummer=1)):
        bump(session, naam)  # another replica made it just now
    elif naam == AGENDA:
        spoor_of(session).nummers.append(raised[0] if raised else 1)


def current(session: Session, naam: str) -> int:
    """Where a counter stands; 0 before the first change."""
    versie = session.get(Versie, naam, populate_existing=True)
    return versie.nummer if versie else 0

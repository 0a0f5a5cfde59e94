"""Edits of meetings, gathered until the griffie is done: then people hear of them, once.

A change is noted in its own transaction, so none is lost. It is told five minutes after the last
edit and at most ten after the first; what was undone by then is not told at all.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.kennis.model import Id
from zkl_bot.store.opdracht import Opdracht
from zkl_bot.store.tables import Wijziging

_TABEL: Table = Wijziging.__table__  # type: ignore[attr-defined]

RUST = timedelta(minutes=5)
"""How long after the last edit it is told."""
UITERLIJK = timedelta(minutes=10)
"""How long after the first edit it is told at the latest."""

Beeld = dict[str, Any]
"""What people see of a meeting, as JSON; moments in UTC, ISO."""


def beeld(bijeenkomst: Bijeenkomst) -> Beeld:
    """What people see of a meeting now."""
    return {
        "gremium": bijeenkomst.gremium,
        "titel": bijeenkomst.titel,
        "onderwerp": bijeenkomst.onderwerp,
        "dag": bijeenkomst.dag.isoformat(),
        "start": bijeenkomst.start.isoformat() if bijeenkomst.start else None,
        "eind": bijeenkomst.eind.isoformat() if bijeenkomst.eind else None,
        "plaats": bijeenkomst.plaats,
        "url": bijeenkomst.url,
        "acties": list(bijeenkomst.acties),
        "status": bijeenkomst.status,
    }


def _upsert(insert: Callable[[Table], postgresql.Insert | sqlite.Insert]) -> Opdracht:
    """A new row, or the moments of the one there is: the first edit stays the first."""
    new = insert(_TABEL)
    eerste = func.coalesce(_TABEL.c.eerste, new.excluded.eerste)
    moments = {"eerste": eerste, "laatste": new.excluded.laatste}
    new = new.on_conflict_do_update(index_elements=[_TABEL.c.bijeenkomst], set_=moments)
    return Opdracht(new.inline(), ("bijeenkomst", "bekend", "eerste", "laatste"))


_UPSERTS = {"sqlite": _upsert(sqlite.insert), "postgresql": _upsert(postgresql.insert)}


def note(session: Session, oud: Bijeenkomst | None, nieuw: Bijeenkomst, *, now: datetime) -> None:
    """Keeps that a meeting was made or edited; in the transaction of the change itself."""
    bekend = beeld(oud) if oud else None
    if bekend == beeld(nieuw):
        return
    connection = session.connection()
    values = {"bijeenkomst": nieuw.id, "bekend": bekend, "eerste": now, "laatste": now}
    _UPSERTS[connection.dialect.name].run(connection, values)


def is_told(session: Session, bijeenkomst: Id, *, lock: bool = False) -> bool:
    """Whether people were told of it, ever; `lock` keeps it so until the end."""
    row = session.get(Wijziging, bijeenkomst, populate_existing=True, with_for_update=lock or None)
    return row is None or row.bekend is not None or row.eerste is None


def forget(session: Session, bijeenkomst: Id) -> None:
    """There is nothing to tell of it, nor was there ever."""
    session.exec(delete(Wijziging).where(col(Wijziging.bijeenkomst) == bijeenkomst))


def ready(session: Session, *, now: datetime) -> Sequence[Id]:
    """The meetings whose edits are to be told at `now`."""
    query = select(Wijziging.bijeenkomst).where(
        (col(Wijziging.laatste) <= now - RUST) | (col(Wijziging.eerste) <= now - UITERLIJK)
    )
    return session.exec(query).all()


def edited(session: Session, bijeenkomsten: Collection[Id]) -> frozenset[Id]:
    """Those of these meetings that are being edited: there is something not told yet."""
    query = select(Wijziging.bijeenkomst).where(
        col(Wijziging.bijeenkomst).in_(bijeenkomsten), col(Wijziging.eerste).is_not(None)
    )
    return frozenset(session.exec(query))


def settle(
    session: Session, bijeenkomst: Bijeenkomst, *, now: datetime
) -> tuple[Beeld | None, Beeld, bool] | None:
    """Closes the edits: what people knew, what they are to know, and whether it is a correction.

    None when there is nothing to tell (any more): another replica did, or it was undone, or a
    new meeting was cancelled before anybody heard of it.
    """
    row = session.get(Wijziging, bijeenkomst.id, with_for_update=True, populate_existing=True)
    if row is None or row.eerste is None or row.laatste is None:
        return None
    if row.laatste > now - RUST and row.eerste > now - UITERLIJK:
        return None
    row.eerste = row.laatste = None
    known, current = row.bekend, beeld(bijeenkomst)
    session.add(row)
    unseen = known is None and current["status"] == "geannuleerd"
    if known == current or unseen:
        session.flush()
        return None
    correction = known is not None and row.daarvoor == current
    row.daarvoor, row.bekend = known, current
    session.flush()
    return known, current, correction

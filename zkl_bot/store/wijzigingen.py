"""Edits of meetings, gathered until the griffie is done: then people hear of them, once.

A change is noted in its own transaction, so none is lost. It is told five minutes after the last
edit and at most ten after the first; what was undone by then is not told at all.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.kennis.model import Id
from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.tables import Wijziging

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


def note(session: Session, oud: Bijeenkomst | None, nieuw: Bijeenkomst, *, now: datetime) -> None:
    """Keeps that a meeting was made or edited; in the transaction of the change itself."""
    if oud is not None and beeld(oud) == beeld(nieuw):
        return
    bekend = beeld(oud) if oud else None
    insert_new(session, Wijziging(bijeenkomst=nieuw.id, bekend=bekend))
    row = session.get_one(Wijziging, nieuw.id, with_for_update=True, populate_existing=True)
    row.eerste = row.eerste or now
    row.laatste = now
    session.add(row)
    session.flush()


def ready(session: Session, *, now: datetime) -> Sequence[Id]:
    """The meetings whose edits are to be told at `now`."""
    query = select(Wijziging.bijeenkomst).where(
        (col(Wijziging.laatste) <= now - RUST) | (col(Wijziging.eerste) <= now - UITERLIJK)
    )
    return session.exec(query).all()


def is_open(session: Session, bijeenkomst: Id) -> bool:
    """Whether it is being edited: there is something not told yet."""
    row = session.get(Wijziging, bijeenkomst)
    return row is not None and row.eerste is not None


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

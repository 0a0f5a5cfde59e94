"""The meetings: kept, moved and cancelled. Each change has its audit in the same transaction,
and is noted there for those who are to hear of it.

After the last change in a transaction call `behandelingen.settle`, so that what became of the
besprekingen is kept with it; `zkl_bot.dienst` does that for everyone.
"""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import Session

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.wijziging import describe, is_changed
from zkl_bot.kennis.model import Id
from zkl_bot.store import audit, versies, wijzigingen
from zkl_bot.store.bijeenkomst_rij import KOLOMMEN, NAMEN, TABEL, difference, from_row, to_values
from zkl_bot.store.opdracht import Opdracht
from zkl_bot.store.spoor import spoor_of
from zkl_bot.store.tijd import changed_at

# Statements are made once: to make one takes longer than to carry it out.
_ALLE = select(*KOLOMMEN)
_WITH_ID = _ALLE.where(TABEL.c.id == bindparam("key"))
_BY_ID = Opdracht(_WITH_ID, ["key"])
_TO_CHANGE = Opdracht(_WITH_ID.with_for_update(), ["key"])
_BY_UID = Opdracht(_ALLE.where(TABEL.c.uid == bindparam("key")), ["key"])
_FROM_SOURCE = _ALLE.where(TABEL.c.herkomst == bindparam("key"))
_TAKEN = select(TABEL.c.id).where(
    (TABEL.c.id == bindparam("key")) | (TABEL.c.uid == bindparam("other"))
)
_INSERT = Opdracht(insert(TABEL).inline(), NAMEN)
_DELETE = delete(TABEL).where(TABEL.c.id == bindparam("key"))

_ALFABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that people take for another
_LANGST = 10
"""How many lines of `wijzigingen` are kept."""


class Bezet(Exception):
    """Raised when the id or uid of a new bijeenkomst is taken."""


class Achterhaald(Exception):
    """Raised when a bijeenkomst changed since it was read; `stand` is what it is now."""

    def __init__(self, stand: Bijeenkomst) -> None:
        super().__init__(stand.id)
        self.stand = stand


def new_id() -> Id:
    """A fresh id, short enough to type; ids are never used again."""
    return "bijeenkomst-" + "".join(secrets.choice(_ALFABET) for _ in range(7))


def get(session: Session, id: Id) -> Bijeenkomst | None:
    """The meeting with this id."""
    row = _BY_ID.run(session.connection(), {"key": id})
    return from_row(row) if row else None


def by_uid(session: Session, uid: str) -> Bijeenkomst | None:
    """The meeting with this iCalendar UID."""
    row = _BY_UID.run(session.connection(), {"key": uid})
    return from_row(row) if row else None


def from_source(session: Session, herkomst: str) -> tuple[Bijeenkomst, ...]:
    """The meetings that came from one import source, in order."""
    rows = session.connection().execute(_FROM_SOURCE, {"key": herkomst})
    return tuple(sorted(map(from_row, rows), key=lambda b: b.volgorde))


def everything(session: Session) -> tuple[Bijeenkomst, ...]:
    """All meetings, cancelled ones included, in order."""
    rows = session.connection().execute(_ALLE)
    return tuple(sorted(map(from_row, rows), key=lambda b: b.volgorde))


def add(session: Session, bijeenkomst: Bijeenkomst, *, wie: str, now: datetime) -> Bijeenkomst:
    """Keeps a new meeting, at revision 0, made at `now`. Raises Bezet."""
    taken = {"key": bijeenkomst.id, "other": bijeenkomst.uid}
    if session.connection().execute(_TAKEN, taken).first():
        raise Bezet(bijeenkomst.id)
    made = replace(bijeenkomst, revisie=0, wijzigingen=(), aangemaakt=now, gewijzigd=now)
    _INSERT.run(session.connection(), to_values(made))
    _noted(session, None, made, wat="bijeenkomst toegevoegd", wie=wie, now=now)
    return made


def change(
    session: Session,
    nieuw: Bijeenkomst,
    *,
    revisie: int | None = None,
    wie: str,
    now: datetime,
) -> Bijeenkomst:
    """Makes the meeting what `nieuw` says, and gives it back with its new revision.

    The revision, `wijzigingen` and `gewijzigd` follow from what differs: nothing that concerns
    people, no new revision. Raises KeyError when it does not exist, and Achterhaald when
    `revisie` is given and it stands at another.
    """
    row = _TO_CHANGE.run(session.connection(), {"key": nieuw.id})
    if row is None:
        raise KeyError(nieuw.id)
    oud = from_row(row)
    if revisie is not None and oud.revisie != revisie:
        raise Achterhaald(oud)
    differs = is_changed(oud, nieuw)
    kept = replace(
        nieuw,
        uid=oud.uid,
        aangemaakt=oud.aangemaakt,
        revisie=oud.revisie + differs,
        wijzigingen=(*describe(oud, nieuw), *oud.wijzigingen)[:_LANGST],
        gewijzigd=changed_at(now, oud.gewijzigd) if differs else oud.gewijzigd,
    )
    before = to_values(oud)
    differ = {naam: v for naam, v in to_values(kept).items() if v != before[naam]}
    if not differ:
        return oud
    _update(tuple(differ)).run(session.connection(), {**differ, "key": kept.id})
    _noted(session, oud, kept, wat=_deed(oud, kept), wie=wie, now=now)
    return kept


def remove(session: Session, id: Id, *, revisie: int, wie: str, now: datetime) -> None:
    """A new meeting nobody can know of is no longer there, nor what was to be sent about it.

    Its id is never used again. Raises KeyError when it does not exist, and Achterhaald when it
    stands at another revision.
    """
    row = _TO_CHANGE.run(session.connection(), {"key": id})
    if row is None:
        raise KeyError(id)
    oud = from_row(row)
    if oud.revisie != revisie:
        raise Achterhaald(oud)
    session.connection().execute(_DELETE, {"key": id})
    wijzigingen.forget(session, id)
    _, voor = difference(None, oud)
    audit.note(session, wie=wie, wat="bijeenkomst teruggenomen", onderwerp=id, now=now, voor=voor)
    versies.bump(session, versies.AGENDA)


def cancel(session: Session, id: Id, *, wie: str, now: datetime) -> Bijeenkomst:
    """Cancels the meeting; it stays in the calendar as such. Raises KeyError."""
    oud = get(session, id)
    if oud is None:
        raise KeyError(id)
    return change(session, replace(oud, status="geannuleerd"), wie=wie, now=now)


@lru_cache(maxsize=256)
def _update(namen: Sequence[str]) -> Opdracht:
    values: dict[str, Any] = {naam: bindparam(naam) for naam in namen}
    statement = update(TABEL).where(TABEL.c.id == bindparam("key")).values(values)
    return Opdracht(statement, (*namen, "key"))


def _deed(oud: Bijeenkomst, nieuw: Bijeenkomst) -> str:
    if oud.status != nieuw.status:
        return "bijeenkomst geannuleerd" if nieuw.status == "geannuleerd" else "annulering hersteld"
    verplaatst = (oud.dag, oud.start, oud.eind) != (nieuw.dag, nieuw.start, nieuw.eind)
    return "bijeenkomst verplaatst" if verplaatst else "bijeenkomst gewijzigd"


def _noted(
    session: Session,
    oud: Bijeenkomst | None,
    nieuw: Bijeenkomst,
    *,
    wat: str,
    wie: str,
    now: datetime,
) -> None:
    """The audit holds what differs, before and after, and the calendar has a new version.

    What only the import keeps for itself is neither.
    """
    voor, na = difference(oud, nieuw)
    if not na:
        return
    audit.note(session, wie=wie, wat=wat, onderwerp=nieuw.id, now=now, voor=voor, na=na)
    wijzigingen.note(session, oud, nieuw, now=now)
    versies.bump(session, versies.AGENDA)
    spoor_of(session).bijeenkomsten.append((oud, nieuw))

"""The meetings: kept, moved and cancelled. Each change has its audit in the same transaction,
and is noted there for those who are to hear of it.

After the last change in a transaction call `behandelingen.settle`, so that what became of the
besprekingen is kept with it; `zkl_bot.dienst` does that for everyone.
"""

import secrets
from dataclasses import fields, replace
from datetime import date, datetime, time
from typing import Any, cast

from sqlmodel import Session, col, select

from zkl_bot.agenda.bijeenkomst import Bijeenkomst, BijeenkomstStatus
from zkl_bot.agenda.wijziging import describe, is_changed
from zkl_bot.kennis.model import Id
from zkl_bot.store import audit, tables, versies, wijzigingen

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
    row = session.get(tables.Bijeenkomst, id)
    return to_domain(row) if row else None


def by_uid(session: Session, uid: str) -> Bijeenkomst | None:
    """The meeting with this iCalendar UID."""
    row = session.exec(select(tables.Bijeenkomst).where(tables.Bijeenkomst.uid == uid)).first()
    return to_domain(row) if row else None


def from_source(session: Session, herkomst: str) -> tuple[Bijeenkomst, ...]:
    """The meetings that came from one import source, in order."""
    query = select(tables.Bijeenkomst).where(tables.Bijeenkomst.herkomst == herkomst)
    return tuple(sorted(map(to_domain, session.exec(query)), key=lambda b: b.volgorde))


def everything(session: Session) -> tuple[Bijeenkomst, ...]:
    """All meetings, cancelled ones included, in order."""
    query = select(tables.Bijeenkomst).order_by(col(tables.Bijeenkomst.dag))
    return tuple(sorted(map(to_domain, session.exec(query)), key=lambda b: b.volgorde))


def add(session: Session, bijeenkomst: Bijeenkomst, *, wie: str, now: datetime) -> Bijeenkomst:
    """Keeps a new meeting, at revision 0, made at `now`. Raises Bezet."""
    if get(session, bijeenkomst.id) or by_uid(session, bijeenkomst.uid):
        raise Bezet(bijeenkomst.id)
    made = replace(bijeenkomst, revisie=0, wijzigingen=(), aangemaakt=now, gewijzigd=now)
    session.add(_to_row(made))
    session.flush()
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
    row = session.get(tables.Bijeenkomst, nieuw.id, with_for_update=True, populate_existing=True)
    if row is None:
        raise KeyError(nieuw.id)
    oud = to_domain(row)
    if revisie is not None and oud.revisie != revisie:
        raise Achterhaald(oud)
    kept = replace(
        nieuw,
        uid=oud.uid,
        aangemaakt=oud.aangemaakt,
        revisie=oud.revisie,
        wijzigingen=oud.wijzigingen,
        gewijzigd=oud.gewijzigd,
    )
    if kept == oud:
        return oud
    if is_changed(oud, kept):
        kept = replace(
            kept,
            revisie=oud.revisie + 1,
            wijzigingen=(*describe(oud, kept), *oud.wijzigingen)[:_LANGST],
            gewijzigd=now,
        )
    for name, value in _values(kept).items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    _noted(session, oud, kept, wat=_deed(oud, kept), wie=wie, now=now)
    return kept


def cancel(session: Session, id: Id, *, wie: str, now: datetime) -> Bijeenkomst:
    """Cancels the meeting; it stays in the calendar as such. Raises KeyError."""
    oud = get(session, id)
    if oud is None:
        raise KeyError(id)
    return change(session, replace(oud, status="geannuleerd"), wie=wie, now=now)


def to_domain(row: tables.Bijeenkomst) -> Bijeenkomst:
    """The meeting a row stands for."""
    values: dict[str, Any] = {f.name: getattr(row, f.name) for f in fields(Bijeenkomst)}
    values["acties"] = tuple(row.acties)
    values["wijzigingen"] = tuple(row.wijzigingen)
    values["status"] = cast(BijeenkomstStatus, row.status)
    values["geo"] = _from_geo(row.geo)
    return Bijeenkomst(**values)


def _values(bijeenkomst: Bijeenkomst) -> dict[str, Any]:
    values: dict[str, Any] = {f.name: getattr(bijeenkomst, f.name) for f in fields(Bijeenkomst)}
    values["acties"] = list(bijeenkomst.acties)
    values["wijzigingen"] = list(bijeenkomst.wijzigingen)
    values["geo"] = ";".join(map(str, bijeenkomst.geo)) if bijeenkomst.geo else None
    return values


def _to_row(bijeenkomst: Bijeenkomst) -> tables.Bijeenkomst:
    return tables.Bijeenkomst(**_values(bijeenkomst))


def _from_geo(geo: str | None) -> tuple[float, float] | None:
    if geo is None:
        return None
    breedte, lengte = geo.split(";")
    return float(breedte), float(lengte)


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
    before, after = (_plain(oud) if oud else {}), _plain(nieuw)
    changed = sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))
    if not changed:
        return
    audit.note(
        session,
        wie=wie,
        wat=wat,
        onderwerp=nieuw.id,
        now=now,
        voor={name: before.get(name) for name in changed} if oud else None,
        na={name: after.get(name) for name in changed},
    )
    wijzigingen.note(session, oud, nieuw, now=now)
    versies.bump(session, versies.AGENDA)
    session.flush()


_ADMINISTRATIE = ("aangemaakt", "gewijzigd", "wijzigingen", "herkomst_stempel", "id")


def _plain(bijeenkomst: Bijeenkomst) -> dict[str, Any]:
    """The meeting as JSON, without what follows from the change itself."""
    values = _values(bijeenkomst)
    return {
        name: value.isoformat() if isinstance(value, date | datetime | time) else value
        for name, value in values.items()
        if name not in _ADMINISTRATIE and value not in (None, [], False)
    }

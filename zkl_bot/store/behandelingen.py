"""What became of besprekingen through meetings: remembered, for a calendar counts revisions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, bindparam, insert, select, update
from sqlmodel import Session

from zkl_bot.agenda.behandeling import Behandeling, treated_by
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id
from zkl_bot.store import bijeenkomsten, tables, versies
from zkl_bot.store.opdracht import Opdracht
from zkl_bot.store.spoor import spoor_of
from zkl_bot.store.tijd import changed_at

Meeting = Bijeenkomst | Gebeurtenis
"""A meeting, as it is planned or as it stands in the agenda."""

_TABEL: Table = tables.Behandeling.__table__  # type: ignore[attr-defined]
_ALLE = select(_TABEL)
_SOME = _ALLE.where(_TABEL.c.bespreking.in_(bindparam("keys", expanding=True)))
_GEHOUDEN = ("stempel", "revisie", "gewijzigd")
_INSERT = Opdracht(insert(_TABEL).inline(), ("bespreking", *_GEHOUDEN))
_UPDATE = Opdracht(
    update(_TABEL)
    .where(_TABEL.c.bespreking == bindparam("key"))
    .values({name: bindparam(name) for name in _GEHOUDEN}),
    ("key", *_GEHOUDEN),
)


def everything(session: Session) -> Mapping[Id, Behandeling]:
    """How often each bespreking changed through meetings, and when last."""
    rows = session.connection().execute(_ALLE)
    return {row.bespreking: Behandeling(row.revisie, row.gewijzigd) for row in rows}


def settle(session: Session, kennis: Kennis, *, now: datetime) -> None:
    """Raises the revision of just the besprekingen whose meeting, time, place or link changed.

    Belongs at the end of every transaction that changes meetings; doing it again does nothing.
    """
    rows = {row.bespreking: row for row in session.connection().execute(_ALLE)}
    treated = treated_by(kennis, bijeenkomsten.everything(session))
    for bespreking in sorted(rows.keys() | treated.keys()):
        _settle(session, bespreking, rows.get(bespreking), treated.get(bespreking), now)


def settle_treated(
    session: Session, treated: Mapping[Id, Gebeurtenis | None], *, now: datetime
) -> Mapping[Id, Behandeling]:
    """The same for these besprekingen only, by the meeting that treats each; what became of them.

    For a change that is known to concern no others.
    """
    if not treated:
        return {}
    keys = {"keys": list(treated)}
    rows = {row.bespreking: row for row in session.connection().execute(_SOME, keys)}
    return {
        bespreking: _settle(session, bespreking, rows.get(bespreking), bijeenkomst, now)
        for bespreking, bijeenkomst in treated.items()
    }


def _settle(
    session: Session, bespreking: Id, row: Row[Any] | None, by: Meeting | None, now: datetime
) -> Behandeling:
    stempel = _stempel(by)
    if row is not None and row.stempel == stempel:
        return Behandeling(row.revisie, row.gewijzigd)
    revisie = row.revisie + 1 if row else 1
    gewijzigd = changed_at(now, row.gewijzigd) if row else now
    values = {"stempel": stempel, "revisie": revisie, "gewijzigd": gewijzigd}
    if row is not None:
        _UPDATE.run(session.connection(), {**values, "key": bespreking})
    else:
        _INSERT.run(session.connection(), {**values, "bespreking": bespreking})
    if not spoor_of(session).nummers:
        versies.bump(session, versies.AGENDA)
    return Behandeling(revisie, gewijzigd)


def _stempel(meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    dag = meeting.dag if isinstance(meeting, Bijeenkomst) else meeting.periode.start
    moments = (dag, meeting.start, meeting.eind)
    parts = [meeting.id, meeting.gremium or ""]
    parts += [moment.isoformat() if moment else "" for moment in moments]
    return "|".join([*parts, meeting.plaats or "", meeting.url or ""])

"""What became of besprekingen through meetings: remembered, for a calendar counts revisions."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, select

from zkl_bot.agenda.behandeling import Behandeling, treated_by
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id
from zkl_bot.store import bijeenkomsten, tables, versies


def everything(session: Session) -> Mapping[Id, Behandeling]:
    """How often each bespreking changed through meetings, and when last."""
    return {
        row.bespreking: Behandeling(row.revisie, row.gewijzigd)
        for row in session.exec(select(tables.Behandeling))
    }


def settle(session: Session, kennis: Kennis, *, now: datetime) -> None:
    """Raises the revision of just the besprekingen whose meeting, time, place or link changed.

    Belongs at the end of every transaction that changes meetings; doing it again does nothing.
    """
    rows = {row.bespreking: row for row in session.exec(select(tables.Behandeling))}
    treated = treated_by(kennis, bijeenkomsten.everything(session))
    changed = False
    for bespreking in sorted(rows.keys() | treated.keys()):
        stempel = _stempel(treated.get(bespreking))
        row = rows.get(bespreking)
        if row is None:
            row = tables.Behandeling(bespreking=bespreking, stempel="", revisie=0, gewijzigd=now)
        if row.stempel != stempel:
            row.stempel, row.revisie, row.gewijzigd = stempel, row.revisie + 1, now
            session.add(row)
            changed = True
    if changed:
        versies.bump(session, versies.AGENDA)
        session.flush()


def _stempel(bijeenkomst: Bijeenkomst | None) -> str:
    if bijeenkomst is None:
        return ""
    moments = (bijeenkomst.start, bijeenkomst.eind)
    parts = [bijeenkomst.id, bijeenkomst.gremium, bijeenkomst.dag.isoformat()]
    parts += [moment.isoformat() if moment else "" for moment in moments]
    return "|".join([*parts, bijeenkomst.plaats or "", bijeenkomst.url or ""])

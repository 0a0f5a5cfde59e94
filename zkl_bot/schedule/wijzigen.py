"""Change notices: a meeting added, moved, cancelled or given an agenda, told once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from zkl_bot.agenda.agenda import Agenda, is_over
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.rol import parse_rol
from zkl_bot.schedule.regels.due import Regelset
from zkl_bot.schedule.regels.momenten import after_quiet, end_of_day
from zkl_bot.schedule.regels.ontvanger import Ontvanger, is_for
from zkl_bot.schedule.regels.voorkeuren import parse_voorkeuren
from zkl_bot.schedule.wijziging import Beeld
from zkl_bot.store import bijeenkomsten, outbox_vullen, planning, wijzigingen
from zkl_bot.store.engine import reading, session
from zkl_bot.store.planning import Persoon

_PER_KEER = 1000


def tell(engine: Engine, agenda: Agenda, regelset: Regelset, *, now: datetime) -> int:
    """Puts the notices in the outbox of all edits that have come to rest; how many.

    `agenda` must hold those edits. Uses the database, a transaction for each meeting, in which
    its edits are closed and everyone's row is written: told once, whoever does it.
    """
    with reading(engine) as opened:
        ready = wijzigingen.ready(opened, now=now)
    told = 0
    for id in ready:
        with session(engine) as opened:
            told += _tell(opened, id, agenda, regelset, now)
    return told


def _tell(opened: Session, id: str, agenda: Agenda, regelset: Regelset, now: datetime) -> int:
    bijeenkomst = bijeenkomsten.get(opened, id)
    gebeurtenis = agenda.by_id(id)
    if bijeenkomst is None or gebeurtenis is None:
        return 0
    if gebeurtenis.revisie < bijeenkomst.revisie:
        return 0  # this process has not seen the last edit yet: the next round tells it
    settled = wijzigingen.settle(opened, bijeenkomst, now=now)
    if settled is None or is_over(gebeurtenis, now):
        return 0
    oud, nieuw, correctie = settled
    inhoud = {"oud": oud, "nieuw": nieuw, "correctie": correctie}
    rows = [
        {
            "abonnee": persoon.id,
            "verstuur_vanaf": after_quiet(now, ontvanger.voorkeuren.stil),
        }
        for persoon, ontvanger in _everyone(opened)
        if is_told(regelset, _versions(gebeurtenis, oud), ontvanger)
    ]
    outbox_vullen.add_many(
        opened,
        rows,
        regel=planning.WIJZIGING,
        gebeurtenis=id,
        sleutel=f"revisie:{bijeenkomst.revisie}",
        revisie=bijeenkomst.revisie,
        vervalt=gebeurtenis.eind or gebeurtenis.start or end_of_day(bijeenkomst.dag),
        inhoud=inhoud,
        now=now,
    )
    return len(rows)


def _everyone(opened: Session) -> Iterator[tuple[Persoon, Ontvanger]]:
    na = 0
    while people := planning.people(opened, na, _PER_KEER):
        for persoon in people:
            yield persoon, ontvanger_of(persoon)
        na = people[-1].id


def ontvanger_of(persoon: Persoon) -> Ontvanger:
    """A person out of the database, as far as reminders go."""
    return Ontvanger(
        parse_rol(persoon.rol),
        persoon.gemeente,
        persoon.volgt,
        parse_voorkeuren(planning.read_json(persoon.voorkeuren)),
        persoon.sinds,
    )


def _versions(gebeurtenis: Gebeurtenis, oud: Beeld | None) -> tuple[Gebeurtenis, ...]:
    """The meeting as it is and as it was: who followed either hears of it."""
    if oud is None:
        return (gebeurtenis,)
    before: dict[str, Any] = {"gremium": oud["gremium"], "acties": tuple(oud["acties"])}
    return (gebeurtenis, replace(gebeurtenis, **before))


def is_told(regelset: Regelset, versions: tuple[Gebeurtenis, ...], ontvanger: Ontvanger) -> bool:
    """Whether some rule gives this person reminders of this meeting, as it is or was."""
    return any(
        regel.soort == gebeurtenis.soort
        and (not regel.gremia or gebeurtenis.gremium in regel.gremia)
        and is_for(regel, gebeurtenis, ontvanger, regelset.trekkers)
        for gebeurtenis in versions
        for regel in regelset.regels
    )

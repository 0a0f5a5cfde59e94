"""What the griffie may want to know before a meeting is planned on a day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.herinneringsregel import Herinneringen
from zkl_bot.kennis.model import Id
from zkl_bot.schedule.regels.werkdagen import feestdagen

Klok = Literal["vooruit", "terug"]
"""A local time that is skipped when summer begins, or comes twice when it ends."""


@dataclass(frozen=True, slots=True)
class Waarschuwing:
    """Meetings on the same day, a public holiday, weekend, and the reces or school holiday; and
    what the clock does at that time.
    """

    zelfde_dag: tuple[Gebeurtenis, ...] = ()
    feestdag: bool = False
    weekend: bool = False
    vrij: str | None = None
    klok: Klok | None = None


def warn(
    agenda: Agenda,
    herinneringen: Herinneringen,
    dag: date,
    *,
    tijd: str | None = None,
    behalve: Id | None = None,
) -> Waarschuwing:
    """What there is to know about a local day and time ("19:30"); `behalve` is the meeting that
    is being moved.
    """
    zelfde_dag = tuple(
        g
        for g in agenda.between(dag, dag)
        if g.soort == "bijeenkomst" and g.status == "gepland" and g.id != behalve
    )
    periodes = (*herinneringen.reces, *herinneringen.schoolvakanties)
    vrij = next((p.naam for p in periodes if p.van <= dag <= p.tot_en_met), None)
    return Waarschuwing(
        zelfde_dag,
        dag in feestdagen(dag.year),
        dag.weekday() >= 5,
        vrij,
        change_of_clock(dag, tijd) if tijd else None,
    )


def change_of_clock(dag: date, tijd: str) -> Klok | None:
    """What is the matter with a local time ("02:30") on a night that the clock changes."""
    local = datetime.combine(dag, time.fromisoformat(tijd), AMSTERDAM)
    if local.astimezone(UTC).astimezone(AMSTERDAM).time() != local.time():
        return "vooruit"
    return "terug" if local.utcoffset() != local.replace(fold=1).utcoffset() else None

"""What the griffie may want to know before a meeting is planned on a day."""

from dataclasses import dataclass
from datetime import date

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.herinneringsregel import Herinneringen
from zkl_bot.kennis.model import Id
from zkl_bot.schedule.regels.werkdagen import feestdagen


@dataclass(frozen=True, slots=True)
class Waarschuwing:
    """Meetings on the same day, a public holiday, weekend, and the reces or school holiday."""

    zelfde_dag: tuple[Gebeurtenis, ...] = ()
    feestdag: bool = False
    weekend: bool = False
    vrij: str | None = None

    @property
    def is_leeg(self) -> bool:
        """Nothing to warn about."""
        return not (self.zelfde_dag or self.feestdag or self.weekend or self.vrij)


def warn(
    agenda: Agenda, herinneringen: Herinneringen, dag: date, behalve: Id | None = None
) -> Waarschuwing:
    """What there is to know about a local day; `behalve` is the meeting that is being moved."""
    zelfde_dag = tuple(
        g
        for g in agenda.between(dag, dag)
        if g.soort == "bijeenkomst" and g.status == "gepland" and g.id != behalve
    )
    periodes = (*herinneringen.reces, *herinneringen.schoolvakanties)
    vrij = next((p.naam for p in periodes if p.van <= dag <= p.tot_en_met), None)
    return Waarschuwing(zelfde_dag, dag in feestdagen(dag.year), dag.weekday() >= 5, vrij)

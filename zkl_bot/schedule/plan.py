"""Planning: what is due, as rows of the outbox. Any replica may do it, any number of times."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.herinneringsregel import Herinneringsregel
from zkl_bot.schedule.regels.due import Herinnering, Regelset, on_days
from zkl_bot.schedule.regels.momenten import Dag, days, is_subject
from zkl_bot.schedule.regels.ontvanger import ALTIJD, Ontvanger, is_for
from zkl_bot.schedule.wijzigen import ontvanger_of
from zkl_bot.store import peilen, planning
from zkl_bot.store.engine import reading, session
from zkl_bot.store.planning import Klaar, Persoon

HORIZON = timedelta(days=8)
"""How far ahead rows are made: a week and a day, so that a weekly digest is whole."""
TERUG = timedelta(days=92)
"""How far back a planning after a standstill looks for what is late but still useful."""
_PER_KEER = 1000
"""People in one transaction: short, and the memory stays the same for any number of people."""
_MEESTE = 2000
"""For how many combinations of choices what is due is remembered."""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """The reminders of one rule for everybody with the same choices, with their moments."""

    regel: Herinneringsregel
    gebeurtenis: Gebeurtenis
    klaar: tuple[tuple[datetime, Klaar], ...]


class Planner:
    """One round of planning, for an agenda and rules as they are at `now` (aware).

    `sinds` is when the last round was finished: what was due before it has been planned.
    What only depends on choices that many people share is worked out once.
    """

    def __init__(
        self, agenda: Agenda, regelset: Regelset, *, now: datetime, sinds: datetime | None
    ) -> None:
        self._regelset = regelset
        self._now = now
        self.sinds = min(sinds, now) if sinds else now
        self._tot = now + HORIZON
        self.eerste_dag = self.sinds.astimezone(AMSTERDAM).date()
        self.laatste_dag = self._tot.astimezone(AMSTERDAM).date()
        self._subjects = [
            (regel, gebeurtenis)
            for gebeurtenis in agenda.gebeurtenissen
            for regel in regelset.regels
            if is_subject(regel, gebeurtenis)
        ]
        self._days: dict[tuple[Any, ...], list[Dag]] = {}
        self._known: dict[tuple[Any, ...], tuple[Uitkomst, ...]] = {}

    def subscribed(self, ontvanger: Ontvanger) -> Ontvanger:
        """The person; who subscribed after `now` did so before the clock was put back."""
        return replace(ontvanger, sinds=ALTIJD) if ontvanger.sinds > self._now else ontvanger

    def due_for(self, ontvanger: Ontvanger) -> list[Klaar]:
        """What is due for a person, from the day of the last round up to the horizon."""
        found: list[Klaar] = []
        trekkers = self._regelset.trekkers
        for uitkomst in self._outcomes(ontvanger):
            gebeurtenis = uitkomst.gebeurtenis
            if self._regelset.is_done(gebeurtenis.id, ontvanger):
                continue
            if is_for(uitkomst.regel, gebeurtenis, ontvanger, trekkers):
                found += [k for moment, k in uitkomst.klaar if moment >= ontvanger.sinds]
        return found

    def _outcomes(self, ontvanger: Ontvanger) -> tuple[Uitkomst, ...]:
        """Every rule that fires within the horizon for who has these choices and this role."""
        v = ontvanger.voorkeuren
        key = (ontvanger.rol, tuple(v.dagen.items()), v.tijd, v.stil, v.overzicht)
        if key not in self._known:
            if len(self._known) >= _MEESTE:
                self._known.clear()
            self._known[key] = tuple(self._work_out(ontvanger))
        return self._known[key]

    def _work_out(self, ontvanger: Ontvanger) -> Iterator[Uitkomst]:
        for number, (regel, gebeurtenis) in enumerate(self._subjects):
            dagen = self._days_of(number, regel, gebeurtenis, ontvanger)
            if not dagen:
                continue
            # What came after its own moment was told as a change, and what changed after a digest
            # is not in it; a rehearsal in the past has nothing to go by.
            made, changed = self._past(gebeurtenis.aangemaakt), self._past(gebeurtenis.gewijzigd)
            everyone, van = replace(ontvanger, sinds=made), max(self.sinds, made, changed)
            klaar = tuple(
                (h.moment, self._klaar(h))
                for h in on_days(regel, gebeurtenis, dagen, everyone, van)
                if h.moment < self._tot
            )
            if klaar:
                yield Uitkomst(regel, gebeurtenis, klaar)

    def _past(self, moment: datetime | None) -> datetime:
        return moment if moment and moment <= self._now else ALTIJD

    def _days_of(
        self,
        number: int,
        regel: Herinneringsregel,
        gebeurtenis: Gebeurtenis,
        ontvanger: Ontvanger,
    ) -> list[Dag]:
        key = (number, ontvanger.rol, ontvanger.voorkeuren.dagen.get(regel.voorkeur))
        if key not in self._days:
            found = days(regel, gebeurtenis, ontvanger, self._regelset.werkdagen, self.laatste_dag)
            self._days[key] = [dag for dag in found if dag.dag >= self.eerste_dag]
        return self._days[key]

    def _klaar(self, herinnering: Herinnering) -> Klaar:
        return Klaar(
            regel=herinnering.regel.id,
            gebeurtenis=herinnering.gebeurtenis.id,
            sleutel=herinnering.dag.isoformat(),
            revisie=herinnering.gebeurtenis.revisie,
            verstuur_vanaf=herinnering.verstuur_vanaf,
            vervalt=herinnering.vervalt,
            overzicht=herinnering.overzicht,
            nieuw=herinnering.moment > self.sinds and herinnering.vervalt > self._now,
        )


def plan(engine: Engine, agenda: Agenda, regelset: Regelset, *, now: datetime) -> int:
    """Brings the outbox up to what is due at `now` (aware) and the week after; how many new.

    Uses the database, in a transaction per so many people. Stopped half-way, nothing is lost:
    the next round starts from the last one that was finished.
    """
    with reading(engine) as opened:
        sinds = peilen.read(opened, peilen.PLAN)
    if sinds is not None:
        sinds = max(sinds, now - TERUG)
    planner = Planner(agenda, regelset, now=now, sinds=sinds)
    dagen = (planner.eerste_dag.isoformat(), planner.laatste_dag.isoformat())
    made, na = 0, 0
    while True:
        with reading(engine) as opened:
            people = planning.people(opened, na, _PER_KEER)
        if not people:
            break
        profielen = _profiles(planner, people)
        span = (people[0].id, people[-1].id)
        with session(engine) as opened:
            made += planning.write(opened, profielen, span=span, dagen=dagen, now=now)
        na = people[-1].id
    with session(engine) as opened:
        peilen.write(opened, peilen.PLAN, now)
    return made


def _profiles(planner: Planner, people: Iterable[Persoon]) -> list[tuple[list[int], list[Klaar]]]:
    """People with the same choices together, with what is due for them."""
    groups: dict[tuple[Any, ...], list[Persoon]] = {}
    for persoon in people:
        sinds = persoon.sinds if persoon.sinds > planner.sinds else None
        key = (persoon.rol, persoon.gemeente, persoon.voorkeuren, persoon.volgt, sinds)
        groups.setdefault(key, []).append(persoon)
    return [
        ([p.id for p in group], klaar)
        for group in groups.values()
        if (klaar := planner.due_for(planner.subscribed(ontvanger_of(group[0]))))
    ]

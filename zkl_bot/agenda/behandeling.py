"""Which bijeenkomst treats which bespreking: from vague to sure.

The rule, the same for everyone who asks:

1. Only bijeenkomsten count that are not cancelled and whose gremium is one of councils.
2. Each bijeenkomst treats at most one bespreking of each actie on its agenda.
3. First, in order of time, each takes the bespreking whose period holds its day; of several
   the shortest, then the earliest.
4. Then each that found none takes the nearest bespreking that nobody treats yet, counted in
   days between the period and the meeting; one that is n.t.b. comes last.

So a bespreking has one bijeenkomst at most, and is vague again as soon as that one is cancelled
or drops the actie.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id
from zkl_bot.kennis.moment import Moment
from zkl_bot.kennis.periode import Periode

Wie = TypeVar("Wie")


@dataclass(frozen=True, slots=True)
class Behandeling:
    """How often the when and where of a bespreking changed through meetings, and when last.

    Kept by the store, since what a meeting no longer says cannot be read from it.
    """

    revisie: int
    gewijzigd: datetime


def _distance(periode: Periode, dag: date) -> int:
    """Days between the period and the day; 0 inside it, far away for n.t.b."""
    if periode.start is None or periode.laatste_dag is None:
        return date.max.toordinal()
    return max((periode.start - dag).days, (dag - periode.laatste_dag).days, 0)


def _length(periode: Periode) -> int:
    if periode.start is None or periode.eind_exclusief is None:
        return date.max.toordinal()
    return (periode.eind_exclusief - periode.start).days


def treated_by(kennis: Kennis, bijeenkomsten: Iterable[Bijeenkomst]) -> dict[Id, Bijeenkomst]:
    """For each bespreking (by id) that is sure, the bijeenkomst that treats it."""
    van_raden = kennis.gremia_van_raden
    tellend = sorted(
        (b for b in bijeenkomsten if b.acties and b.status == "gepland" and b.gremium in van_raden),
        key=lambda b: b.volgorde,
    )
    return match(kennis.besprekingen, [(b.dag, b.acties, b) for b in tellend])


def besprekingen_of(kennis: Kennis, acties: Iterable[Id]) -> dict[Id, tuple[Moment, ...]]:
    """The besprekingen of these acties and of whatever shares one with them, by actie.

    What treats the one group says nothing about another.
    """
    found: dict[Id, tuple[Moment, ...]] = {}
    ahead = [*acties]
    while ahead:
        actie = ahead.pop()
        if actie not in found and actie in kennis.besprekingen:
            found[actie] = kennis.besprekingen[actie]
            for moment in found[actie]:
                ahead += kennis.momenten_met_acties[moment.id][1]
    return found


def match(
    besprekingen: Mapping[Id, Sequence[Moment]],
    bijeenkomsten: Sequence[tuple[date, tuple[Id, ...], Wie]],
) -> dict[Id, Wie]:
    """For each of these besprekingen that is sure, who treats it.

    Given are the bijeenkomsten that count, in order of time: the local day, the acties, and what
    stands for the bijeenkomst.
    """
    found: dict[Id, Wie] = {}
    dated = {actie: list(map(_dated, moments)) for actie, moments in besprekingen.items()}
    for inside in (True, False):
        open_acties = dict(dated)
        for dag, acties, wie in bijeenkomsten:
            for actie in acties:
                if actie not in open_acties:
                    continue
                free = [d for d in open_acties[actie] if d.moment.id not in found]
                if not free:
                    del open_acties[actie]
                    continue
                if inside:
                    free = [d for d in free if d.eerste <= dag <= d.laatste]
                if free and not any(found.get(d.moment.id) is wie for d in dated[actie]):
                    nearest = min(free, key=lambda d: d.sleutel(dag)) if len(free) > 1 else free[0]
                    found[nearest.moment.id] = wie
    return found


class _Dated(NamedTuple):
    """A bespreking and its days; for what is n.t.b. days that hold none, and lie far away."""

    moment: Moment
    eerste: date
    laatste: date

    def sleutel(self, dag: date) -> tuple[object, ...]:
        """The least is taken first."""
        periode = self.moment.periode
        return _distance(periode, dag), _length(periode), periode.sorteersleutel, self.moment.id


def _dated(moment: Moment) -> _Dated:
    eerste, laatste = moment.periode.start, moment.periode.laatste_dag
    if eerste is None or laatste is None:
        return _Dated(moment, date.max, date.min)
    return _Dated(moment, eerste, laatste)

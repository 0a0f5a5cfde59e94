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

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id
from zkl_bot.kennis.moment import Moment
from zkl_bot.kennis.periode import Periode


@dataclass(frozen=True, slots=True)
class Behandeling:
    """How often the when and where of a bespreking changed through meetings, and when last.

    Kept by the store, since what a meeting no longer says cannot be read from it.
    """

    revisie: int
    gewijzigd: datetime


def momenten_met_acties(kennis: Kennis) -> Iterator[tuple[Moment, tuple[Id, ...]]]:
    """Every moment once, with its acties: the one it stands under included, and first."""
    eigenaar = {m.id: a.id for w in kennis.werkplannen for a in w.acties for m in a.besprekingen}
    for moment in kennis.momenten():
        eigen = (eigenaar[moment.id],) if moment.id in eigenaar else ()
        yield moment, tuple(dict.fromkeys(eigen + moment.acties))


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
    van_raden = {g.id for g in kennis.convenant.gremia if g.van_raden}
    tellend = sorted(
        (b for b in bijeenkomsten if b.status == "gepland" and b.gremium in van_raden),
        key=lambda b: b.volgorde,
    )
    besprekingen: dict[Id, list[Moment]] = {}
    for moment, acties in momenten_met_acties(kennis):
        if moment.soort == "bespreking":
            for actie in acties:
                besprekingen.setdefault(actie, []).append(moment)
    found: dict[Id, Bijeenkomst] = {}
    for inside in (True, False):
        for bijeenkomst in tellend:
            for actie in bijeenkomst.acties:
                _match(bijeenkomst, besprekingen.get(actie, []), found, inside=inside)
    return found


def _match(
    bijeenkomst: Bijeenkomst,
    besprekingen: Iterable[Moment],
    found: dict[Id, Bijeenkomst],
    *,
    inside: bool,
) -> None:
    """Gives the bijeenkomst its bespreking of one actie, if it has none and one is free."""
    free: list[Moment] = []
    for moment in besprekingen:
        holder = found.get(moment.id)
        if holder is bijeenkomst:
            return
        if holder is None and (not inside or _distance(moment.periode, bijeenkomst.dag) == 0):
            free.append(moment)
    if free:
        nearest = min(
            free,
            key=lambda m: (
                _distance(m.periode, bijeenkomst.dag),
                _length(m.periode),
                m.periode.sorteersleutel,
                m.id,
            ),
        )
        found[nearest.id] = bijeenkomst

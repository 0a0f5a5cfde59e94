"""What is due for whom: a pure function of agenda, rules and person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.herinneringsregel import Herinneringsregel, Tijdstip
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id
from zkl_bot.schedule.regels.momenten import (
    Dag,
    after_quiet,
    at_local,
    days,
    end_of_use,
    is_subject,
)
from zkl_bot.schedule.regels.ontvanger import Ontvanger, Trekkers, is_for, trekkers_of
from zkl_bot.schedule.regels.voorkeuren import Voorkeuren
from zkl_bot.schedule.regels.werkdagen import Werkdagen

DIGEST_WEEKDAG = 0
"""Weekly digests go out on Monday and hold what is due in the week that begins then."""
DIGEST_TIJD = time(9)


@dataclass(frozen=True, slots=True)
class Herinnering:
    """One reminder for one person. Moments are in UTC.

    `dag` is the local day of the rule, which identifies it with the rule and the gebeurtenis.
    `moment` is when it would go out by itself; `verstuur_vanaf` differs from it in a digest.
    `overzicht` is when the digest of its week goes out, also when that has gone already; None
    for who has no digest, and for what would be of no use in it.
    """

    regel: Herinneringsregel
    gebeurtenis: Gebeurtenis
    tijdstip: Tijdstip
    dag: date
    moment: datetime
    verstuur_vanaf: datetime
    vervalt: datetime
    overzicht: datetime | None = None


@dataclass(frozen=True)
class Regelset:
    """The rules that are on, with all they need to know of the facts."""

    regels: tuple[Herinneringsregel, ...]
    werkdagen: Werkdagen = field(default_factory=Werkdagen)
    trekkers: Trekkers = field(default_factory=dict)
    gereed: frozenset[tuple[Id, Id | None]] = frozenset()
    """What (gebeurtenis) one municipality is done with: its people get no more of it. When all of
    them are, it stands here with None too, for the griffie and for people without a municipality.
    """

    def is_done(self, gebeurtenis: Id, ontvanger: Ontvanger) -> bool:
        """Whether this person gets no more of it. The griffie looks after it for all gemeenten."""
        gemeente = None if ontvanger.rol == "griffie" else ontvanger.gemeente
        return (gebeurtenis, gemeente) in self.gereed

    def gereed_door(self, gebeurtenis: Id) -> frozenset[Id]:
        """The municipalities that said they are done with it."""
        return frozenset(g for id, g in self.gereed if g and id == gebeurtenis)

    def by_id(self, id: Id) -> Herinneringsregel | None:
        """The rule with this id, or None."""
        return next((r for r in self.regels if r.id == id), None)


def make_regelset(kennis: Kennis, vastleggingen: Iterable[Vastlegging] = ()) -> Regelset:
    """The rules of the data that are switched on, and what municipalities are done with."""
    data = kennis.herinneringen
    done: dict[Id, set[Id | None]] = {}
    for v in vastleggingen:
        if v.soort == "gereed" and v.gemeente and v.ingetrokken is None:
            done.setdefault(v.gebeurtenis, set()).add(v.gemeente)
    for gemeenten in done.values():
        if gemeenten.issuperset(g.id for g in kennis.gemeenten):
            gemeenten.add(None)
    return Regelset(
        tuple(r for r in data.regels if r.aan),
        Werkdagen([*data.reces, *data.schoolvakanties]),
        trekkers_of(kennis),
        frozenset((id, gemeente) for id, gemeenten in done.items() for gemeente in gemeenten),
    )


def due(
    gebeurtenissen: Iterable[Gebeurtenis],
    regelset: Regelset,
    ontvanger: Ontvanger,
    van: datetime,
    tot: datetime,
) -> list[Herinnering]:
    """The reminders whose moment lies in [van, tot), in order. Pure.

    A moment before the person subscribed does not count, nor does a digest before `van`.
    """
    found = [
        h
        for gebeurtenis in gebeurtenissen
        for h in for_gebeurtenis(gebeurtenis, regelset, ontvanger, van, tot)
        if van <= h.moment < tot
    ]
    return sorted(found, key=lambda h: (h.moment, h.gebeurtenis.id, h.regel.id))


def for_gebeurtenis(
    gebeurtenis: Gebeurtenis,
    regelset: Regelset,
    ontvanger: Ontvanger,
    van: datetime,
    tot: datetime,
) -> Iterator[Herinnering]:
    """All reminders of one gebeurtenis for one person, up to the local day of `tot`."""
    if regelset.is_done(gebeurtenis.id, ontvanger):
        return
    laatste = tot.astimezone(AMSTERDAM).date()
    for regel in regelset.regels:
        if is_subject(regel, gebeurtenis) and is_for(
            regel, gebeurtenis, ontvanger, regelset.trekkers
        ):
            dagen = days(regel, gebeurtenis, ontvanger, regelset.werkdagen, laatste)
            yield from on_days(regel, gebeurtenis, dagen, ontvanger, van)


def on_days(
    regel: Herinneringsregel,
    gebeurtenis: Gebeurtenis,
    dagen: Iterable[Dag],
    ontvanger: Ontvanger,
    van: datetime,
) -> Iterator[Herinnering]:
    """The reminders of one rule on days that are known.

    What came up after the digest of its week had gone (before `van`) goes at its own moment.
    """
    voorkeuren = ontvanger.voorkeuren
    for dag in dagen:
        moment = _moment(regel, dag.tijdstip, dag.dag, voorkeuren)
        vervalt = end_of_use(regel, gebeurtenis, moment)
        if moment < ontvanger.sinds or moment >= vervalt:
            continue
        overzicht = digest_moment(moment, voorkeuren)
        if overzicht is not None and overzicht >= vervalt:
            overzicht = None
        vanaf = overzicht if overzicht is not None and overzicht > van else moment
        yield Herinnering(
            regel, gebeurtenis, dag.tijdstip, dag.dag, moment, vanaf, vervalt, overzicht
        )


def _moment(
    regel: Herinneringsregel, tijdstip: Tijdstip, dag: date, voorkeuren: Voorkeuren
) -> datetime:
    tijd = voorkeuren.tijd or tijdstip.tijd or regel.tijd
    return after_quiet(at_local(dag, tijd), voorkeuren.stil)


def digest_moment(moment: datetime, voorkeuren: Voorkeuren) -> datetime | None:
    """When the weekly digest of the week of this moment goes out (UTC); None for who has none.

    On its Monday, at the time of day and outside the quiet hours that they chose.
    """
    if voorkeuren.overzicht != "wekelijks":
        return None
    dag = moment.astimezone(AMSTERDAM).date()
    maandag = dag - timedelta(days=(dag.weekday() - DIGEST_WEEKDAG) % 7)
    return after_quiet(at_local(maandag, voorkeuren.tijd or DIGEST_TIJD), voorkeuren.stil)

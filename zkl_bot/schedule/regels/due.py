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
"""Weekly digests go out on Monday and hold the week that begins then."""
DIGEST_TIJD = time(9)


@dataclass(frozen=True, slots=True)
class Herinnering:
    """One reminder for one person. Moments are in UTC.

    `dag` is the local day of the rule, which identifies it with the rule and the gebeurtenis.
    `moment` is when it would go out by itself; `verstuur_vanaf` differs from it in a digest.
    """

    regel: Herinneringsregel
    gebeurtenis: Gebeurtenis
    tijdstip: Tijdstip
    dag: date
    moment: datetime
    verstuur_vanaf: datetime
    vervalt: datetime


@dataclass(frozen=True)
class Regelset:
    """The rules that are on, with all they need to know of the facts."""

    regels: tuple[Herinneringsregel, ...]
    werkdagen: Werkdagen = field(default_factory=Werkdagen)
    trekkers: Trekkers = field(default_factory=dict)
    gereed: frozenset[tuple[Id, Id]] = frozenset()
    """What (gebeurtenis) one municipality is done with: its people get no more of it."""

    def by_id(self, id: Id) -> Herinneringsregel | None:
        """The rule with this id, or None."""
        return next((r for r in self.regels if r.id == id), None)


def make_regelset(kennis: Kennis, vastleggingen: Iterable[Vastlegging] = ()) -> Regelset:
    """The rules of the data that are switched on, and what municipalities are done with."""
    data = kennis.herinneringen
    return Regelset(
        tuple(r for r in data.regels if r.aan),
        Werkdagen([*data.reces, *data.schoolvakanties]),
        trekkers_of(kennis),
        frozenset(
            (v.gebeurtenis, v.gemeente)
            for v in vastleggingen
            if v.soort == "gereed" and v.gemeente and v.ingetrokken is None
        ),
    )


def due(
    gebeurtenissen: Iterable[Gebeurtenis],
    regelset: Regelset,
    ontvanger: Ontvanger,
    van: datetime,
    tot: datetime,
) -> list[Herinnering]:
    """The reminders whose moment lies in [van, tot), in order. Pure.

    A moment before the person subscribed does not count.
    """
    found = [
        h
        for gebeurtenis in gebeurtenissen
        for h in for_gebeurtenis(gebeurtenis, regelset, ontvanger, tot)
        if van <= h.moment < tot
    ]
    return sorted(found, key=lambda h: (h.moment, h.gebeurtenis.id, h.regel.id))


def for_gebeurtenis(
    gebeurtenis: Gebeurtenis, regelset: Regelset, ontvanger: Ontvanger, tot: datetime
) -> Iterator[Herinnering]:
    """All reminders of one gebeurtenis for one person, up to the local day of `tot`."""
    if ontvanger.gemeente and (gebeurtenis.id, ontvanger.gemeente) in regelset.gereed:
        return
    for regel in regelset.regels:
        if is_subject(regel, gebeurtenis) and is_for(
            regel, gebeurtenis, ontvanger, regelset.trekkers
        ):
            yield from by_regel(regel, gebeurtenis, regelset, ontvanger, tot)


def by_regel(
    regel: Herinneringsregel,
    gebeurtenis: Gebeurtenis,
    regelset: Regelset,
    ontvanger: Ontvanger,
    tot: datetime,
) -> Iterator[Herinnering]:
    """The reminders of one rule that is known to apply."""
    laatste = tot.astimezone(AMSTERDAM).date()
    dagen = days(regel, gebeurtenis, ontvanger, regelset.werkdagen, laatste)
    yield from on_days(regel, gebeurtenis, dagen, ontvanger)


def on_days(
    regel: Herinneringsregel,
    gebeurtenis: Gebeurtenis,
    dagen: Iterable[Dag],
    ontvanger: Ontvanger,
) -> Iterator[Herinnering]:
    """The reminders of one rule on days that are known."""
    voorkeuren = ontvanger.voorkeuren
    for dag in dagen:
        moment = _moment(regel, dag.tijdstip, dag.dag, voorkeuren)
        vervalt = end_of_use(regel, gebeurtenis, moment)
        if moment < ontvanger.sinds or moment >= vervalt:
            continue
        vanaf = digest_moment(moment) if voorkeuren.overzicht == "wekelijks" else moment
        yield Herinnering(regel, gebeurtenis, dag.tijdstip, dag.dag, moment, vanaf, vervalt)


def _moment(
    regel: Herinneringsregel, tijdstip: Tijdstip, dag: date, voorkeuren: Voorkeuren
) -> datetime:
    tijd = voorkeuren.tijd or tijdstip.tijd or regel.tijd
    return after_quiet(at_local(dag, tijd), voorkeuren.stil)


def digest_moment(moment: datetime) -> datetime:
    """When the weekly digest that holds this moment goes out (UTC): never later than it.

    The digest of a week goes out on its Monday; what is due earlier that day goes by itself.
    """
    dag = moment.astimezone(AMSTERDAM).date()
    maandag = dag - timedelta(days=(dag.weekday() - DIGEST_WEEKDAG) % 7)
    return min(moment, at_local(maandag, DIGEST_TIJD))

"""When a rule fires for a gebeurtenis: local days, then moments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.herinneringsregel import Herinneringsregel, Tijdstip
from zkl_bot.schedule.regels.ontvanger import Ontvanger
from zkl_bot.schedule.regels.voorkeuren import Voorkeuren
from zkl_bot.schedule.regels.werkdagen import Werkdagen, add_months

_DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dag:
    """A local day on which a rule fires, and why."""

    dag: date
    tijdstip: Tijdstip


def at_local(dag: date, tijd: time) -> datetime:
    """The moment (UTC) of a local time; rules keep away from the hours that the clock skips."""
    return datetime.combine(dag, tijd, AMSTERDAM).astimezone(UTC)


def end_of_day(dag: date) -> datetime:
    """The moment (UTC) at which a local day is over."""
    return at_local(dag + _DAG, time())


def is_subject(regel: Herinneringsregel, gebeurtenis: Gebeurtenis) -> bool:
    """Whether the rule is about this gebeurtenis as it stands now.

    Not what is cancelled, recorded as done or without any date, and no bespreking that a
    bijeenkomst treats: that bijeenkomst's own reminders tell it.
    """
    return (
        regel.aan
        and regel.soort == gebeurtenis.soort
        and gebeurtenis.status == "gepland"
        and gebeurtenis.periode.is_bekend
        and gebeurtenis.bijeenkomst is None
        and (not regel.gremia or gebeurtenis.gremium in regel.gremia)
        and (not regel.zonder_datum or gebeurtenis.is_vaag)
        and (regel.over_acties is None or regel.over_acties == bool(gebeurtenis.acties))
    )


def _tijdstippen(regel: Herinneringsregel, voorkeuren: Voorkeuren) -> tuple[Tijdstip, ...]:
    """The rule's own, those of so many days ahead replaced by what the person chose."""
    dagen = voorkeuren.dagen.get(regel.voorkeur)
    if dagen is None:
        return regel.wanneer
    ahead = [t for t in regel.wanneer if _is_ahead(t)]
    if not ahead:
        return regel.wanneer
    chosen = tuple(Tijdstip(dagen=n, werkdag=ahead[0].werkdag) for n in dagen)
    return chosen + tuple(t for t in regel.wanneer if not _is_ahead(t))


def _is_ahead(tijdstip: Tijdstip) -> bool:
    return tijdstip.kant == "ervoor" and tijdstip.elke_maanden is None and not tijdstip.binnen


def _raw_days(tijdstip: Tijdstip, begin: date, eind: date, tot: date) -> Iterator[date]:
    """The days before they are moved to a working day, in order, none far past `tot`."""
    if tijdstip.datum:
        laatste = eind - _DAG
        for jaar in range(begin.year, laatste.year + 1):
            yield date(jaar, *tijdstip.datum)
        return
    sign = -1 if tijdstip.kant == "ervoor" else 1
    anker = begin if tijdstip.anker == "begin" else eind
    start = add_months(anker, sign * tijdstip.maanden)
    start += sign * timedelta(days=tijdstip.dagen + 7 * tijdstip.weken)
    if not tijdstip.elke_maanden:
        yield start
        return
    keer = 0
    while tijdstip.keren is None or keer < tijdstip.keren:
        dag = add_months(start, keer * tijdstip.elke_maanden)
        if dag > tot + timedelta(days=90):
            return
        yield dag
        keer += 1


def days(
    regel: Herinneringsregel,
    gebeurtenis: Gebeurtenis,
    ontvanger: Ontvanger,
    werkdagen: Werkdagen,
    tot: date,
) -> list[Dag]:
    """The local days up to and including `tot` on which the rule fires, each once, in order.

    Depends on the role and the days ahead of the person only, not on whether it reaches them.

    Two distances that land on one day make one reminder.
    """
    begin, eind = gebeurtenis.periode.start, gebeurtenis.periode.eind_exclusief
    if begin is None or eind is None:
        return []
    found: dict[date, Tijdstip] = {}
    for tijdstip in _tijdstippen(regel, ontvanger.voorkeuren):
        if tijdstip.rollen and ontvanger.rol not in tijdstip.rollen:
            continue
        for raw in _raw_days(tijdstip, begin, eind, tot):
            dag = werkdagen.shift(raw, tijdstip.werkdag)
            if tijdstip.binnen and not begin <= dag < eind:
                continue
            if dag <= tot and not (tijdstip.tot_eind and dag >= eind):
                found.setdefault(dag, tijdstip)
    return [Dag(dag, found[dag]) for dag in sorted(found)]


def end_of_use(regel: Herinneringsregel, gebeurtenis: Gebeurtenis, moment: datetime) -> datetime:
    """Until when (UTC) a reminder of this moment is of use; after that it is not sent.

    What announces something is of no use once that is over, however many days the rule gives.
    """
    begin, eind = gebeurtenis.periode.start, gebeurtenis.periode.eind_exclusief
    if begin is None or eind is None:
        return moment
    first, over = gebeurtenis.start or at_local(begin, time()), at_local(eind, time())
    if isinstance(regel.geldig, int):
        longest = moment + timedelta(days=regel.geldig)
        return min(longest, over) if moment < first else longest
    return first if regel.geldig == "begin" else gebeurtenis.eind or over


def after_quiet(moment: datetime, stil: tuple[time, time] | None) -> datetime:
    """The moment itself, or the end of the quiet hours it falls in (UTC)."""
    if stil is None:
        return moment
    local = moment.astimezone(AMSTERDAM)
    begin, einde = stil
    tijd = local.time().replace(tzinfo=None)
    if begin < einde:
        return at_local(local.date(), einde) if begin <= tijd < einde else moment
    if tijd >= begin:
        return at_local(local.date() + _DAG, einde)
    return at_local(local.date(), einde) if tijd < einde else moment

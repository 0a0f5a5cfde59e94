"""The last look before sending: is it still wanted, still true, and in which words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.herinneringsregel import Herinneringsregel, Tijdstip
from zkl_bot.schedule.berichten import Lezer, Onderdeel, Schrijver
from zkl_bot.schedule.regels.due import Regelset
from zkl_bot.schedule.regels.momenten import at_local, days, end_of_use, is_subject
from zkl_bot.schedule.regels.ontvanger import is_for
from zkl_bot.schedule.wijziging import merge_notices
from zkl_bot.store.outbox import DAG, UITSTEL, Rij
from zkl_bot.store.planning import WIJZIGING


class NietMeer(Exception):
    """Raised when a row is not to be sent after all; the message is the reason, in Dutch."""


@dataclass(frozen=True)
class Wereldbeeld:
    """What rows are held against: the agenda and the rules as they are now."""

    agenda: Agenda
    regelset: Regelset
    schrijver: Schrijver


@dataclass(frozen=True, slots=True)
class Nagekeken:
    """The outcome for all rows of one person: what to send, and what not, each with its reason.

    `later` waits for edits that are going on.
    """

    onderdelen: tuple[tuple[tuple[int, ...], Onderdeel], ...]
    vervallen: tuple[tuple[int, str], ...]
    later: tuple[int, ...]


NIETS = Nagekeken((), (), ())
NOOIT = datetime.max.replace(tzinfo=UTC)


def check(
    rijen: Sequence[Rij],
    lezer: Lezer,
    beeld: Wereldbeeld,
    editing: Collection[str],
    *,
    now: datetime,
) -> Nagekeken:
    """Looks at all rows of one person at `now` (aware).

    Of several reminders of one rule about one gebeurtenis only the last is of use; several
    notices of one meeting become one, from what the person knew to what is now, and wait while
    the meeting is among those that are being edited.
    """
    onderdelen: list[tuple[tuple[int, ...], Onderdeel]] = []
    vervallen: list[tuple[int, str]] = []
    later: list[int] = []
    groups: dict[tuple[str, str], list[Rij]] = {}
    for rij in rijen:
        groups.setdefault((rij.regel, rij.gebeurtenis), []).append(rij)
    for (regel, gebeurtenis), group in groups.items():
        if regel == WIJZIGING and gebeurtenis in editing:
            later += [rij.id for rij in group]
            continue
        try:
            if regel == WIJZIGING:
                ids = tuple(rij.id for rij in group)
                onderdelen.append((ids, _notice(group, lezer, beeld, now)))
                continue
            *eerder, laatste = sorted(group, key=lambda r: (r.verstuur_vanaf, not _is_repeat(r)))
            vervallen += [(rij.id, "ingehaald door een latere herinnering") for rij in eerder]
            onderdelen.append(((laatste.id,), _reminder(laatste, lezer, beeld, now)))
        except NietMeer as reden:
            known = {id for id, _ in vervallen}
            vervallen += [(rij.id, str(reden)) for rij in group if rij.id not in known]
    onderdelen.sort(key=lambda part: _when(part[1].gebeurtenis))
    return Nagekeken(tuple(onderdelen), tuple(vervallen), tuple(later))


def _when(gebeurtenis: Gebeurtenis) -> datetime:
    """By what the subjects of a message are in order: what comes first, first."""
    begin = gebeurtenis.periode.start
    return gebeurtenis.start or (at_local(begin, time()) if begin else NOOIT)


def _reminder(rij: Rij, lezer: Lezer, beeld: Wereldbeeld, now: datetime) -> Onderdeel:
    regel = beeld.regelset.by_id(rij.regel)
    if regel is None:
        raise NietMeer("de regel staat uit")
    gebeurtenis = beeld.agenda.by_id(rij.gebeurtenis)
    if gebeurtenis is None:
        raise NietMeer("de gebeurtenis bestaat niet meer")
    if gebeurtenis.status != "gepland":
        raise NietMeer(gebeurtenis.status)
    if not is_subject(regel, gebeurtenis):
        raise NietMeer("de gebeurtenis heeft nu een datum of valt niet meer onder de regel")
    ontvanger = lezer.ontvanger
    if beeld.regelset.is_done(gebeurtenis.id, ontvanger):
        raise NietMeer("gereed")
    if not is_for(regel, gebeurtenis, ontvanger, beeld.regelset.trekkers):
        raise NietMeer("de ontvanger wil of volgt dit niet meer")
    tijdstip = _tijdstip(rij, regel, gebeurtenis, lezer, beeld)
    if end_of_use(regel, gebeurtenis, rij.verstuur_vanaf) <= now:
        raise NietMeer("te laat")
    return beeld.schrijver.herinnering(
        regel,
        gebeurtenis,
        tijdstip,
        lezer=lezer,
        now=now,
        uitgaand=rij.id,
        gereed_door=beeld.regelset.gereed_door(gebeurtenis.id),
    )


def _tijdstip(
    rij: Rij,
    regel: Herinneringsregel,
    gebeurtenis: Gebeurtenis,
    lezer: Lezer,
    beeld: Wereldbeeld,
) -> Tijdstip:
    """Which of the rule's times this is. Raises NietMeer when the rule has another day now.

    What somebody asked for once more comes, whatever the rule says now.
    """
    is_repeat = _is_repeat(rij)
    sleutel = rij.inhoud.get(DAG) if is_repeat else rij.sleutel
    dag = date.fromisoformat(sleutel) if sleutel else date.min
    for found in days(regel, gebeurtenis, lezer.ontvanger, beeld.regelset.werkdagen, dag):
        if found.dag == dag:
            return found.tijdstip
    if is_repeat:
        return Tijdstip()
    raise NietMeer("de dag van de herinnering is verzet")


def _is_repeat(rij: Rij) -> bool:
    return rij.sleutel.startswith(UITSTEL)


def _notice(group: Sequence[Rij], lezer: Lezer, beeld: Wereldbeeld, now: datetime) -> Onderdeel:
    gebeurtenis = beeld.agenda.by_id(group[0].gebeurtenis)
    if gebeurtenis is None:
        raise NietMeer("de gebeurtenis bestaat niet meer")
    if gebeurtenis.periode.ligt_achter(now.astimezone(AMSTERDAM).date()):
        raise NietMeer("de bijeenkomst is voorbij")
    ordered = sorted(group, key=lambda rij: (rij.revisie, rij.id))
    wijziging = merge_notices([rij.inhoud for rij in ordered])
    if wijziging is None:
        raise NietMeer("de wijziging is ongedaan gemaakt")
    return beeld.schrijver.wijziging(gebeurtenis, wijziging, lezer=lezer)

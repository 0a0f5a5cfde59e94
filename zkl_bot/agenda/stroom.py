"""From the facts, the griffie's meetings and what it recorded to one stream: the agenda."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from zkl_bot.agenda.agenda import Agenda, sorted_agenda
from zkl_bot.agenda.behandeling import Behandeling, treated_by
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.deadline import set_deadlines
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.agenda.onderdelen import (
    bespreking_of,
    done_of,
    finished,
    from_bijeenkomst,
    from_moment,
    uid_of,
)
from zkl_bot.agenda.opzegging import HORIZON_JAREN, consequences, deadlines, eerste_jaar
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id

__all__ = ["Agenda", "build_agenda", "uid_of"]


def build_agenda(
    kennis: Kennis,
    bijeenkomsten: Iterable[Bijeenkomst],
    vastleggingen: Iterable[Vastlegging],
    *,
    now: datetime,
    tot: date | None = None,
    behandelingen: Mapping[Id, Behandeling] | None = None,
) -> Agenda:
    """The one stream. `now` (aware) only sets how far the yearly deadlines run on.

    They run to three years after the current one, or to the year of `tot` when that is later.
    `behandelingen` (by bespreking) is what the store remembers of changes through meetings;
    without it a bespreking goes by the revision of the meeting that treats it. A bijeenkomst or
    vastlegging about something the facts don't know (any more) stays in, without that part.
    """
    meetings = tuple(bijeenkomsten)
    recorded = tuple(vastleggingen)
    tot_jaar = now.astimezone(AMSTERDAM).year + HORIZON_JAREN
    if tot is not None:
        tot_jaar = max(tot_jaar, tot.year)
    deelnemers = {g.id for g in kennis.gemeenten}
    notices = [v for v in recorded if v.gemeente in deelnemers]
    treated = treated_by(kennis, meetings)
    behandelt: dict[Id, tuple[Id, ...]] = {}
    for bespreking, bijeenkomst in treated.items():
        earlier = behandelt.get(bijeenkomst.id, ())
        behandelt[bijeenkomst.id] = tuple(sorted((*earlier, bespreking)))
    held = {b.id: from_bijeenkomst(kennis, b, behandelt.get(b.id, ())) for b in meetings}
    treating = {bespreking: held[b.id] for bespreking, b in treated.items()}
    stream: list[Gebeurtenis] = [
        *_momenten(kennis, treating, behandelingen or {}),
        *deadlines(kennis, tot_jaar),
        *consequences(kennis, notices),
        *set_deadlines(kennis, meetings, range(eerste_jaar(kennis), tot_jaar + 1)),
        *held.values(),
    ]
    done = done_of(recorded)
    return sorted_agenda(finished(g, done.get(g.id, ())) for g in stream)


def _momenten(
    kennis: Kennis,
    treated: Mapping[Id, Gebeurtenis],
    behandelingen: Mapping[Id, Behandeling],
) -> Iterator[Gebeurtenis]:
    """What the documents name, and of it what a meeting made sure."""
    for moment, acties in kennis.momenten_met_acties.values():
        by, behandeling = treated.get(moment.id), behandelingen.get(moment.id)
        yield bespreking_of(from_moment(kennis, moment, acties), by, behandeling)

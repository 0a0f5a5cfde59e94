"""The agenda after one meeting changed, made from the one before: as if made anew, but quicker."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.behandeling import Behandeling, besprekingen_of, match
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.deadline import set_deadlines
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.agenda.onderdelen import (
    bespreking_of,
    done_of,
    finished,
    from_bijeenkomst,
    from_moment,
)
from zkl_bot.agenda.sprong import Sprong
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id

_NO_YEARS = range(1, 1)


@dataclass(frozen=True, slots=True)
class Stap:
    """What one change of one meeting does to an agenda, the besprekingen not finished yet."""

    van: Agenda
    """The agenda just before it."""
    weg: tuple[Id, ...]
    """What goes, or is replaced."""
    erbij: tuple[Gebeurtenis, ...]
    """The meeting and its deadlines, apart from what is recorded of them as done."""
    anders: tuple[Gebeurtenis, ...]
    """Other meetings, that treat something else than before."""
    behandeld: Mapping[Id, Gebeurtenis | None]
    """The besprekingen it concerns, with the meeting that treats each now; None: vague again."""


def make_stap(agenda: Agenda, kennis: Kennis, oud: Bijeenkomst | None, nieuw: Bijeenkomst) -> Stap:
    """What changing `oud` (None: it is new) to `nieuw` does to the agenda that holds `oud`."""
    known = agenda.by_id(nieuw.id)
    behandelt = known.behandelt if known else ()
    made = from_bijeenkomst(kennis, nieuw, behandelt)
    anders: tuple[Gebeurtenis, ...] = ()
    behandeld: dict[Id, Gebeurtenis | None] = dict.fromkeys(behandelt, made)
    if not _keeps_treatment(agenda, kennis, known, made):
        (made, *others), behandeld = _treat_anew(agenda, kennis, made)
        anders = tuple(others)
    earlier = set_deadlines(kennis, (oud,) if oud else (), _NO_YEARS)
    weg = (*(g.id for g in (made, *anders, *earlier)), *behandeld)
    return Stap(agenda, weg, (made, *set_deadlines(kennis, (nieuw,), _NO_YEARS)), anders, behandeld)


def take_stap(
    stap: Stap,
    kennis: Kennis,
    vastleggingen: Iterable[Vastlegging],
    behandelingen: Mapping[Id, Behandeling],
) -> Sprong:
    """To the agenda after it.

    `vastleggingen` are all there are; `behandelingen` those of `stap.behandeld`, after the change.
    """
    done = done_of(vastleggingen)
    besprekingen = [
        bespreking_of(from_moment(kennis, *kennis.momenten_met_acties[id]), by, behandelingen[id])
        for id, by in stap.behandeld.items()
    ]
    weg = [g for id in stap.weg if (g := stap.van.by_id(id))]
    erbij = [finished(g, done.get(g.id, ())) for g in (*stap.erbij, *besprekingen)]
    erbij += stap.anders
    return Sprong(stap.van, stap.van.exchange(weg, erbij), weg, erbij)


def _keeps_treatment(
    agenda: Agenda, kennis: Kennis, known: Gebeurtenis | None, made: Gebeurtenis
) -> bool:
    """Whether every bespreking is surely treated by the same meeting as before, or by none."""
    van_raden = kennis.gremia_van_raden
    if known is None or not known.behandelt:
        return not _counts(made, van_raden) or _comes_too_late(agenda, kennis, made)
    if not _counts(made, van_raden):
        return False
    if (known.periode.start, known.acties) != (made.periode.start, made.acties):
        return False
    # Of one day the first comes first.
    return known.start == made.start or not any(
        g.id != made.id and _counts(g, van_raden) for g in _beginning_on(agenda, made.periode.start)
    )


def _comes_too_late(agenda: Agenda, kennis: Kennis, made: Gebeurtenis) -> bool:
    """Whether all that a meeting could treat, which treats nothing now, has gone to another.

    Those within a period take first, in turn, then all others. Who finds nothing left changes
    nothing for the rest.
    """
    dag = made.periode.start or date.max
    for actie in made.acties:
        for moment in kennis.besprekingen.get(actie, ()):
            by = agenda.by_id(_treating(agenda, moment.id) or "")
            if by is None:
                return False
            goes_first = _in_turn(by) < _in_turn(made)
            is_within = moment.periode.holds(by.periode.start or date.max)
            if not (
                goes_first and is_within if moment.periode.holds(dag) else goes_first or is_within
            ):
                return False
    return True


def _counts(gebeurtenis: Gebeurtenis, van_raden: frozenset[Id]) -> bool:
    """Whether it is a meeting that treats besprekingen; see zkl_bot.agenda.behandeling."""
    return (
        gebeurtenis.soort == "bijeenkomst"
        and bool(gebeurtenis.acties)
        and gebeurtenis.status != "geannuleerd"
        and gebeurtenis.gremium in van_raden
    )


def _in_turn(bijeenkomst: Gebeurtenis) -> tuple[date, datetime, Id]:
    """As `Bijeenkomst.volgorde`."""
    dag = bijeenkomst.periode.start or date.max
    return dag, bijeenkomst.start or datetime.combine(dag, time(), AMSTERDAM), bijeenkomst.id


def _beginning_on(agenda: Agenda, dag: date | None) -> Iterator[Gebeurtenis]:
    rij = agenda.gebeurtenissen
    begin = bisect_left(rij, dag or date.max, key=lambda g: g.periode.start or date.max)
    for gebeurtenis in rij[begin:]:
        if gebeurtenis.periode.start != dag:
            return
        yield gebeurtenis


def _treat_anew(
    agenda: Agenda, kennis: Kennis, made: Gebeurtenis
) -> tuple[list[Gebeurtenis], dict[Id, Gebeurtenis | None]]:
    """The meeting first, then others that treat something else than before, as they are then.

    And the besprekingen that change hands or go with this meeting, each with who treats it.
    """
    known = agenda.by_id(made.id)
    group = besprekingen_of(kennis, {*made.acties, *(known.acties if known else ())})
    candidates = {**agenda.meetings_on(group), made.id: made}.values()
    counting = sorted((g for g in candidates if _counts(g, kennis.gremia_van_raden)), key=_in_turn)
    now = match(group, [(g.periode.start or date.max, g.acties, g) for g in counting])
    by = {bespreking: g.id for bespreking, g in now.items()}
    before = {
        moment.id: _treating(agenda, moment.id) for moments in group.values() for moment in moments
    }
    other = [
        bespreking
        for bespreking, earlier in before.items()
        if by.get(bespreking) != earlier or earlier == made.id
    ]
    touched = {id for b in other for id in (before[b], by.get(b)) if id and id != made.id}
    meetings = {made.id: made}
    meetings |= {id: g for id in sorted(touched) if (g := agenda.by_id(id))}
    for id, g in meetings.items():
        # What it treats of other acties stays.
        kept = [b for b in g.behandelt if b not in before]
        meetings[id] = replace(g, behandelt=tuple(sorted([*kept, *(b for b in by if by[b] == id)])))
    return [*meetings.values()], {b: meetings[by[b]] if b in by else None for b in sorted(other)}


def _treating(agenda: Agenda, bespreking: Id) -> Id | None:
    known = agenda.by_id(bespreking)
    return known.bijeenkomst if known else None

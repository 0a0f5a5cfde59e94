"""From the facts, the griffie's meetings and what it recorded to one stream: the agenda."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from zkl_bot.agenda.agenda import Agenda, sorted_agenda
from zkl_bot.agenda.behandeling import Behandeling, momenten_met_acties, treated_by
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.deadline import set_deadlines
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.agenda.opzegging import HORIZON_JAREN, consequences, deadlines, eerste_jaar
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Tekst
from zkl_bot.kennis.moment import Moment
from zkl_bot.kennis.periode import dag

__all__ = ["Agenda", "build_agenda", "uid_of"]


def uid_of(id: Id) -> str:
    """The iCalendar UID of what has no UID from elsewhere. Never changes."""
    return f"{id}@zkl_bot"


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
    stream: list[Gebeurtenis] = [
        *_momenten(kennis, treated, behandelingen or {}),
        *deadlines(kennis, tot_jaar),
        *consequences(kennis, notices),
        *set_deadlines(kennis, meetings, range(eerste_jaar(kennis), tot_jaar + 1)),
        *(_bijeenkomst(kennis, b, behandelt.get(b.id, ())) for b in meetings),
    ]
    done = _done(recorded)
    return sorted_agenda(_finished(g, done.get(g.id, ())) for g in stream)


def _momenten(
    kennis: Kennis,
    treated: Mapping[Id, Bijeenkomst],
    behandelingen: Mapping[Id, Behandeling],
) -> Iterator[Gebeurtenis]:
    """What the documents name, and of it what a meeting made sure."""
    for moment, acties in momenten_met_acties(kennis):
        gebeurtenis = _moment(kennis, moment, acties)
        bijeenkomst = treated.get(moment.id)
        if bijeenkomst is not None:
            gebeurtenis = replace(
                gebeurtenis,
                periode=dag(bijeenkomst.dag),
                start=bijeenkomst.start,
                eind=bijeenkomst.eind,
                hele_dag=bijeenkomst.start is None,
                plaats=bijeenkomst.plaats,
                geo=bijeenkomst.geo,
                url=bijeenkomst.url,
                gremium=bijeenkomst.gremium,
                bijeenkomst=bijeenkomst.id,
                was=moment.periode,
                wijzigingen=bijeenkomst.wijzigingen,
                revisie=bijeenkomst.revisie + 1,
                gewijzigd=bijeenkomst.gewijzigd,
            )
        if moment.id in behandelingen:
            behandeling = behandelingen[moment.id]
            gebeurtenis = replace(
                gebeurtenis, revisie=behandeling.revisie, gewijzigd=behandeling.gewijzigd
            )
        yield gebeurtenis


def _moment(kennis: Kennis, moment: Moment, acties: tuple[Id, ...]) -> Gebeurtenis:
    stamp = _fact_moment(kennis, moment)
    gemeenten = [p for p in moment.partijen if kennis.partij(p).deelnemer]
    for actie in acties:
        gemeenten += _gemeenten_of(kennis, actie)
    return Gebeurtenis(
        id=moment.id,
        soort=moment.soort,
        titel=moment.titel,
        periode=moment.periode,
        gremium=moment.gremium,
        acties=acties,
        hoofdopgaven=_hoofdopgaven(kennis, acties, moment.hoofdopgaven),
        gemeenten=tuple(dict.fromkeys(gemeenten)),
        toelichting=moment.toelichting,
        vindplaatsen=(moment.vindplaats,),
        aangemaakt=stamp,
        gewijzigd=stamp,
    )


def _bijeenkomst(
    kennis: Kennis, bijeenkomst: Bijeenkomst, behandelt: tuple[Id, ...]
) -> Gebeurtenis:
    acties = tuple(a for a in bijeenkomst.acties if kennis.has_actie(a))
    toelichting = (bijeenkomst.omschrijving or "").strip()
    return Gebeurtenis(
        id=bijeenkomst.id,
        soort="bijeenkomst",
        titel=_titel(kennis, bijeenkomst),
        periode=dag(bijeenkomst.dag),
        start=bijeenkomst.start,
        eind=bijeenkomst.eind,
        hele_dag=bijeenkomst.start is None,
        status=bijeenkomst.status,
        gremium=bijeenkomst.gremium,
        onderwerp=bijeenkomst.onderwerp,
        acties=acties,
        hoofdopgaven=_hoofdopgaven(kennis, acties, ()),
        organisator=bijeenkomst.gemeente,
        plaats=bijeenkomst.plaats,
        geo=bijeenkomst.geo,
        url=bijeenkomst.url,
        toelichting=Tekst(nl=toelichting, en=toelichting) if toelichting else None,
        behandelt=behandelt,
        wijzigingen=bijeenkomst.wijzigingen,
        uid=bijeenkomst.uid,
        revisie=bijeenkomst.revisie,
        aangemaakt=bijeenkomst.aangemaakt,
        gewijzigd=bijeenkomst.gewijzigd,
    )


def _titel(kennis: Kennis, bijeenkomst: Bijeenkomst) -> Tekst:
    """What the griffie called it, or the name of its gremium and what it is about."""
    if bijeenkomst.titel and bijeenkomst.titel.strip():
        return Tekst(nl=bijeenkomst.titel, en=bijeenkomst.titel)
    naam = next(
        (g.naam for g in kennis.convenant.gremia if g.id == bijeenkomst.gremium),
        Tekst(nl=bijeenkomst.gremium, en=bijeenkomst.gremium),
    )
    if not bijeenkomst.onderwerp:
        return naam
    return Tekst(nl=f"{naam.nl} {bijeenkomst.onderwerp}", en=f"{naam.en} {bijeenkomst.onderwerp}")


def _done(vastleggingen: Sequence[Vastlegging]) -> dict[Id, tuple[Vastlegging, ...]]:
    """What is done for all; what one municipality is done with only ends its own reminders."""
    done: dict[Id, tuple[Vastlegging, ...]] = {}
    for vastlegging in vastleggingen:
        if vastlegging.soort == "gereed" and vastlegging.gemeente is None:
            earlier = done.get(vastlegging.gebeurtenis, ())
            done[vastlegging.gebeurtenis] = (*earlier, vastlegging)
    return done


def _finished(gebeurtenis: Gebeurtenis, done: tuple[Vastlegging, ...]) -> Gebeurtenis:
    """With its UID, and `gereed` when it was recorded so; a record withdrawn counts as a change."""
    if not gebeurtenis.uid:
        gebeurtenis = replace(gebeurtenis, uid=uid_of(gebeurtenis.id))
    if not done:
        return gebeurtenis
    gereed = any(v.ingetrokken is None for v in done) and gebeurtenis.status == "gepland"
    moments = [gebeurtenis.gewijzigd, *(v.gewijzigd for v in done)]
    return replace(
        gebeurtenis,
        status="gereed" if gereed else gebeurtenis.status,
        revisie=gebeurtenis.revisie + sum(v.revisie for v in done),
        gewijzigd=max(m for m in moments if m is not None),
    )


def _hoofdopgaven(kennis: Kennis, acties: Iterable[Id], eigen: Iterable[Id]) -> tuple[Id, ...]:
    return tuple(dict.fromkeys([*eigen, *(kennis.actie(a).hoofdopgave for a in acties)]))


def _gemeenten_of(kennis: Kennis, actie: Id) -> Iterator[Id]:
    """The municipalities with a named part in the actie or in an item of it."""
    feit = kennis.actie(actie)
    for betrokkenen in (feit.betrokkenen, *(o.betrokkenen for o in feit.onderdelen)):
        yield from (b.partij for b in betrokkenen if kennis.partij(b.partij).deelnemer)


def _fact_moment(kennis: Kennis, moment: Moment) -> datetime:
    """When this became a fact: the date of its document, or else the first day of the edition.

    A document without a date counts from the first day of the earliest edition.
    """
    bron = kennis.bron(moment.vindplaats.bron)
    editie = next((w.begin for w in kennis.werkplannen if w.bron == bron.id), None)
    op = bron.datum or editie or min(w.begin for w in kennis.werkplannen)
    return datetime.combine(op, time(), UTC)

"""The gebeurtenissen the stream is made of, one by one: of a moment, of a meeting."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time

from zkl_bot.agenda.behandeling import Behandeling
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Tekst
from zkl_bot.kennis.moment import Moment


def uid_of(id: Id) -> str:
    """The iCalendar UID of what has no UID from elsewhere. Never changes."""
    return f"{id}@zkl_bot"


def from_moment(kennis: Kennis, moment: Moment, acties: tuple[Id, ...]) -> Gebeurtenis:
    """What a document names; `acties` are those it is about."""
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


def bespreking_of(
    moment: Gebeurtenis, bijeenkomst: Gebeurtenis | None, behandeling: Behandeling | None
) -> Gebeurtenis:
    """What a document names, with the when and where of the meeting that treats it, if any.

    Without a `behandeling` it goes by the revision of that meeting.
    """
    if bijeenkomst is not None:
        moment = replace(
            moment,
            periode=bijeenkomst.periode,
            start=bijeenkomst.start,
            eind=bijeenkomst.eind,
            hele_dag=bijeenkomst.hele_dag,
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
    if behandeling is not None:
        moment = replace(moment, revisie=behandeling.revisie, gewijzigd=behandeling.gewijzigd)
    return moment


def from_bijeenkomst(
    kennis: Kennis, bijeenkomst: Bijeenkomst, behandelt: tuple[Id, ...]
) -> Gebeurtenis:
    """A meeting, and the besprekingen it treats."""
    acties = tuple(a for a in bijeenkomst.acties if kennis.has_actie(a))
    toelichting = (bijeenkomst.omschrijving or "").strip()
    return Gebeurtenis(
        id=bijeenkomst.id,
        soort="bijeenkomst",
        titel=_titel(kennis, bijeenkomst),
        periode=bijeenkomst.periode,
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


def done_of(vastleggingen: Iterable[Vastlegging]) -> dict[Id, tuple[Vastlegging, ...]]:
    """What is done for all; what one municipality is done with only ends its own reminders."""
    done: dict[Id, tuple[Vastlegging, ...]] = {}
    for vastlegging in vastleggingen:
        if vastlegging.soort == "gereed" and vastlegging.gemeente is None:
            earlier = done.get(vastlegging.gebeurtenis, ())
            done[vastlegging.gebeurtenis] = (*earlier, vastlegging)
    return done


def finished(gebeurtenis: Gebeurtenis, done: tuple[Vastlegging, ...]) -> Gebeurtenis:
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

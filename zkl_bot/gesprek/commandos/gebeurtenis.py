"""The card of one gebeurtenis, and the buttons under everything that names one."""

from datetime import datetime

from zkl_bot.agenda.agenda import is_over
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.gesprek.beurt import Beurt, Knoppen
from zkl_bot.gesprek.commandos.trekker import show_trekkers
from zkl_bot.gesprek.register import Gesprek
from zkl_bot.gesprek.verwijzing import refer, resolve
from zkl_bot.kennis.model import Id
from zkl_bot.texts.bericht import Bijlage, Knop


def event_knoppen(beurt: Beurt, over: Gebeurtenis | None, actie: Id | None = None) -> Knoppen:
    """[.ics] [Volg] [Trekker], as far as they make sense for this gebeurtenis or actie."""
    rij: list[Knop] = []
    if over is not None and over.periode.is_bekend:
        rij.append(Knop("📅 .ics", f"i:{refer(over.id)}"))
    volg = _to_follow(over, actie, beurt.wereld.now)
    if volg:
        soort, onderwerp = volg
        volgt = volg in beurt.persoon.volgt
        woord = beurt.vertaal("Volgt u al") if volgt else beurt.vertaal("Volg")
        rij.append(Knop(f"🔔 {woord}", f"v:{soort}:{refer(onderwerp)}:{0 if volgt else 1}"))
    trekker = actie or (over.acties[0] if over is not None and over.acties else None)
    if trekker:
        rij.append(Knop("👤 " + beurt.vertaal("Trekker"), f"t:{refer(trekker)}"))
    return (tuple(rij),) if rij else ()


def _to_follow(over: Gebeurtenis | None, actie: Id | None, now: datetime) -> tuple[str, Id] | None:
    """The smallest subject that it is part of; of what belongs to none itself, if it is to come."""
    if actie is not None:
        return ("actie", actie)
    if over is None:
        return None
    if over.acties:
        return ("actie", over.acties[0])
    if over.gremium:
        return ("gremium", over.gremium)
    if over.hoofdopgaven:
        return ("hoofdopgave", over.hoofdopgaven[0])
    if onderwerp := over.convenant:
        return ("convenant", onderwerp)
    return None if is_over(over, now) else ("gebeurtenis", over.id)


def event_of_convenant(beurt: Beurt, onderwerp: Id | None) -> Gebeurtenis | None:
    """The gebeurtenis that an answer on opzegging or evaluatie is about: the coming last day, or
    the evaluation of the covenant itself.
    """
    agenda, convenant = beurt.wereld.agenda, beurt.wereld.kennis.convenant
    if onderwerp == convenant.opzegging.id:
        upcoming = agenda.upcoming(beurt.wereld.now)
        return next((g for g in upcoming if g.soort == "opzegging"), None)
    if onderwerp == convenant.evaluatie.id:
        about = (g for g in agenda.gebeurtenissen if g.soort == "evaluatie")
        return next((g for g in about if not g.acties), None)
    return None


def show_gebeurtenis(beurt: Beurt, id: Id) -> None:
    """The card of one gebeurtenis."""
    gebeurtenis = beurt.wereld.agenda.by_id(id)
    if gebeurtenis is None:
        beurt.zeg(
            "gebeurtenis", "weg", knoppen=((Knop("📅 " + beurt.vertaal("Agenda"), "c:agenda"),),)
        )
        return
    beurt.onthoud(gebeurtenis.acties[0] if gebeurtenis.acties else gebeurtenis.id)
    link = f"{beurt.wereld.base_url}/gebeurtenis/{gebeurtenis.id}"
    kennis = beurt.wereld.kennis
    beurt.zeg(
        "gebeurtenis",
        "kaart",
        knoppen=event_knoppen(beurt, gebeurtenis),
        g=gebeurtenis,
        gremium=kennis.gremium(gebeurtenis.gremium) if gebeurtenis.gremium else None,
        acties=[kennis.actie(a) for a in gebeurtenis.acties],
        gemeenten=[kennis.partij(p) for p in gebeurtenis.gemeenten],
        vandaag=beurt.wereld.vandaag,
        link=link,
    )


def _find(beurt: Beurt, parts: list[str]) -> Gebeurtenis | None:
    agenda = beurt.wereld.agenda
    id = resolve(parts[0], (g.id for g in agenda.gebeurtenissen)) if parts else None
    gebeurtenis = agenda.by_id(id) if id else None
    if gebeurtenis is None:
        beurt.zeg(
            "gebeurtenis", "weg", knoppen=((Knop("📅 " + beurt.vertaal("Agenda"), "c:agenda"),),)
        )
    return gebeurtenis


def _card(beurt: Beurt, parts: list[str]) -> None:
    if gebeurtenis := _find(beurt, parts):
        show_gebeurtenis(beurt, gebeurtenis.id)


def _ics(beurt: Beurt, parts: list[str]) -> None:
    gebeurtenis = _find(beurt, parts)
    if gebeurtenis is None:
        return
    inhoud = beurt.wereld.feeds.single(gebeurtenis.id, beurt.taal)
    if inhoud is None:
        beurt.zeg("gebeurtenis", "geen_datum", g=gebeurtenis)
        return
    beurt.zeg(
        "gebeurtenis",
        "ics",
        bijlagen=(Bijlage(f"{gebeurtenis.id}.ics", "text/calendar", inhoud),),
        g=gebeurtenis,
    )


def _trekker(beurt: Beurt, parts: list[str]) -> None:
    kennis = beurt.wereld.kennis
    id = resolve(parts[0], (a.id for w in kennis.werkplannen for a in w.acties)) if parts else None
    if id is None:
        beurt.zeg("hulp", "oude_knop")
    else:
        beurt.onthoud(id)
        show_trekkers(beurt, kennis.actie(id))


GESPREK = Gesprek(knoppen={"g": _card, "i": _ics, "t": _trekker})

"""/convenant and /evaluatie: what was agreed, by subject."""

from zkl_bot.gesprek.beurt import Beurt, Knoppen
from zkl_bot.gesprek.commandos.gebeurtenis import event_knoppen, event_of_convenant
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.verwijzing import refer, resolve
from zkl_bot.kennis.model import Onderwerp
from zkl_bot.texts.bericht import Knop


def _subjects(beurt: Beurt) -> tuple[Onderwerp, ...]:
    convenant = beurt.wereld.kennis.convenant
    rest = (convenant.evaluatie, convenant.opzegging, convenant.toetreding)
    return (*convenant.organen, *convenant.regels, *rest)


def _knoppen(beurt: Beurt) -> Knoppen:
    knoppen = [
        Knop(o.titel.for_taal(beurt.taal)[:50], f"cv:{refer(o.id)}")
        for o in _subjects(beurt)
        if o.feiten
    ]
    return tuple(tuple(knoppen[i : i + 2]) for i in range(0, len(knoppen), 2))


def _convenant(beurt: Beurt, rest: str) -> None:
    kennis = beurt.wereld.kennis
    beurt.onthoud(kennis.convenant.id)
    beurt.zeg(
        "convenant",
        "overzicht",
        knoppen=_knoppen(beurt),
        convenant=kennis.convenant,
        bron=kennis.bron(kennis.convenant.bron),
        partijen=kennis.gemeenten,
    )


def _subject(beurt: Beurt, parts: list[str]) -> None:
    found = {o.id: o for o in _subjects(beurt)}
    id = resolve(parts[0], found) if parts else None
    if id is None:
        beurt.zeg("hulp", "oude_knop")
        return
    beurt.onthoud(id)
    beurt.zeg(
        "convenant",
        "onderwerp",
        knoppen=((Knop("◀ " + beurt.vertaal("Terug"), "c:convenant"),),),
        onderwerp=found[id],
    )


def _evaluatie(beurt: Beurt, rest: str) -> None:
    wereld = beurt.wereld
    onderwerp = wereld.kennis.convenant.evaluatie
    momenten = [g for g in wereld.agenda.gebeurtenissen if g.soort == "evaluatie" and not g.acties]
    beurt.onthoud(onderwerp.id)
    beurt.zeg(
        "convenant",
        "evaluatie",
        knoppen=event_knoppen(beurt, event_of_convenant(beurt, onderwerp.id)),
        onderwerp=onderwerp,
        momenten=momenten,
        vandaag=wereld.vandaag,
    )


GESPREK = Gesprek(
    commandos=(
        Commando("evaluatie", "wanneer het convenant wordt geëvalueerd", _evaluatie),
        Commando("convenant", "wat de gemeenten afspraken", _convenant),
    ),
    knoppen={"cv": _subject},
)

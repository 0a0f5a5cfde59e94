"""The registry: every conversation the bot can hold. To add one, write its module and a line."""

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.commandos import (
    actie,
    agenda,
    annuleer,
    bijeenkomst,
    bronnen,
    convenant,
    correctie,
    gebeurtenis,
    gereed,
    herinneringen,
    importeer,
    instellingen,
    kalender,
    mijngegevens,
    ongedaan,
    opzegging,
    start,
    taal,
    tijdlijn,
    trekker,
    uitnodigen,
    verder,
    vergeetmij,
    volg,
    vraag,
    wijzig,
)
from zkl_bot.gesprek.commandos.hulp import show_help
from zkl_bot.gesprek.register import Commando, Gesprek, OpKnop, OpTekst


def _help(beurt: Beurt, rest: str) -> None:
    show_help(beurt, COMMANDOS.values())


GESPREKKEN: tuple[Gesprek, ...] = (
    start.GESPREK,
    Gesprek(commandos=(Commando("help", "wat u kunt vragen", _help),)),
    vraag.GESPREK,
    actie.GESPREK,
    trekker.GESPREK,
    agenda.GESPREK,
    gebeurtenis.GESPREK,
    kalender.GESPREK,
    kalender.GESPREK_GRIFFIE,
    tijdlijn.GESPREK,
    volg.GESPREK,
    herinneringen.GESPREK,
    opzegging.GESPREK,
    convenant.GESPREK,
    bronnen.GESPREK,
    taal.GESPREK,
    instellingen.GESPREK,
    mijngegevens.GESPREK,
    vergeetmij.GESPREK,
    annuleer.GESPREK,
    correctie.GESPREK,
    correctie.GESPREK_GRIFFIE,
    bijeenkomst.GESPREK,
    wijzig.GESPREK,
    uitnodigen.GESPREK,
    importeer.GESPREK,
    gereed.GESPREK,
    ongedaan.GESPREK,
    verder.GESPREK,
)

COMMANDOS: dict[str, Commando] = {c.naam: c for g in GESPREKKEN for c in g.commandos}
KNOPPEN: dict[str, tuple[Gesprek, OpKnop]] = {
    prefix: (g, knop) for g in GESPREKKEN for prefix, knop in g.knoppen.items()
}
FORMULIEREN: dict[str, tuple[Gesprek, OpTekst]] = {
    naam: (g, tekst) for g in GESPREKKEN for naam, tekst in g.formulieren.items()
}

"""/tijdlijn: the acties against time as a picture, and the same facts in words."""

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.tijdlijn import draw_tijdlijn, make_rijen
from zkl_bot.texts.bericht import Bijlage


def _tijdlijn(beurt: Beurt, rest: str) -> None:
    wereld = beurt.wereld
    rijen = make_rijen(wereld.kennis, wereld.agenda, beurt.taal)
    svg = draw_tijdlijn(wereld.renderer, rijen, wereld.vandaag, beurt.taal)
    beeld = Bijlage("tijdlijn.svg", "image/svg+xml", svg.encode(), beeld=True)
    beurt.zeg("tijdlijn", "beeld", bijlagen=(beeld,))
    beurt.zeg("tijdlijn", "tekst", rijen=rijen, vandaag=wereld.vandaag)


GESPREK = Gesprek(
    commandos=(Commando("tijdlijn", "de acties in de tijd, als plaatje en als tekst", _tijdlijn),)
)

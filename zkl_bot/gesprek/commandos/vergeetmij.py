"""/vergeetmij: deletes all that is kept of somebody, after a confirmation."""

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.effecten import VergeetMij
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.texts.bericht import Knop


def _ask(beurt: Beurt, rest: str) -> None:
    formulier = beurt.open_formulier("vergeetmij")
    beurt.zeg(
        "vergeetmij",
        "zeker",
        knoppen=(
            (
                Knop(beurt.vertaal("Ja, wis alles"), f"vm:{formulier['nummer']}"),
                Knop(beurt.vertaal("Nee, bewaar"), "c:annuleer"),
            ),
        ),
        rol=beurt.persoon.rol,
    )


def _confirmed(beurt: Beurt, parts: list[str]) -> None:
    formulier = beurt.formulier
    if (
        formulier is None
        or formulier["naam"] != "vergeetmij"
        or parts != [str(formulier["nummer"])]
    ):
        beurt.zeg("hulp", "oude_knop")
        return
    beurt.doe(VergeetMij())
    beurt.stand.clear()
    beurt.zeg("vergeetmij", "gewist")


def _typed(beurt: Beurt, tekst: str) -> None:
    beurt.zeg("start", "kies_ja_of_nee")


GESPREK = Gesprek(
    commandos=(Commando("vergeetmij", "wis alles wat van u wordt bewaard", _ask, groep=False),),
    knoppen={"vm": _confirmed},
    formulieren={"vergeetmij": _typed},
    groep=False,
)

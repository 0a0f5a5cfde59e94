"""/vergeetmij: deletes all that is kept of somebody, or of a group, after a confirmation."""

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.effecten import VergeetMij
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.texts.bericht import Knop

NAAM = "vergeetmij"


def _ask(beurt: Beurt, rest: str) -> None:
    if beurt.invoer.groep:
        # No form: that would hold up everybody else's questions.
        beurt.stand["teller"] = int(beurt.stand.get("teller", 0)) % 9999 + 1
        nummer = beurt.stand["wissen"] = beurt.stand["teller"]
        nee = f"vm:{nummer}:nee"
    else:
        nummer, nee = beurt.open_formulier(NAAM)["nummer"], "c:annuleer"
    beurt.zeg(
        NAAM,
        "zeker",
        knoppen=(
            (
                Knop(beurt.vertaal("Ja, wis alles"), f"vm:{nummer}"),
                Knop(beurt.vertaal("Nee, bewaar"), nee),
            ),
        ),
        rol=beurt.persoon.rol,
    )


def _pressed(beurt: Beurt, parts: list[str]) -> None:
    if parts[:1] != [str(_asked(beurt))]:
        beurt.zeg("hulp", "oude_knop")
    elif parts[1:] == ["nee"]:
        beurt.stand.pop("wissen", None)
        beurt.zeg(NAAM, "bewaard")
    else:
        beurt.doe(VergeetMij())
        beurt.stand.clear()
        beurt.zeg(NAAM, "gewist")


def _asked(beurt: Beurt) -> int | None:
    """The number of the question that stands open."""
    if beurt.invoer.groep:
        return beurt.stand.get("wissen")
    formulier = beurt.formulier
    return formulier["nummer"] if formulier and formulier["naam"] == NAAM else None


def _typed(beurt: Beurt, tekst: str) -> None:
    beurt.zeg("start", "kies_ja_of_nee")


GESPREK = Gesprek(
    commandos=(Commando(NAAM, "wis alles wat is bewaard", _ask, beheerder=True),),
    knoppen={"vm": _pressed},
    formulieren={NAAM: _typed},
    beheerder=True,
)

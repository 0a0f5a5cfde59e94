"""/mijngegevens and /privacy: what is kept of somebody or of a group, and all of it as a file."""

import json

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.texts.bericht import Bijlage, Knop


def _mijngegevens(beurt: Beurt, rest: str) -> None:
    gegevens = {k: v for k, v in beurt.wereld.raadpleging.gegevens().items() if v}
    inhoud = json.dumps(gegevens, ensure_ascii=False, indent=2, sort_keys=True).encode()
    beurt.zeg(
        "mijngegevens",
        "bestand" if gegevens else "niets",
        bijlagen=(Bijlage("mijngegevens.json", "application/json", inhoud),) if gegevens else (),
    )


def _privacy(beurt: Beurt, rest: str) -> None:
    groep = beurt.invoer.groep
    knoppen = (
        (
            Knop(
                beurt.vertaal("Wat is er bewaard?") if groep else beurt.vertaal("Mijn gegevens"),
                "c:mijngegevens",
            ),
            Knop(
                beurt.vertaal("Wis alles") if groep else beurt.vertaal("Vergeet mij"),
                "c:vergeetmij",
            ),
        ),
    )
    beurt.zeg(
        "mijngegevens",
        "privacy",
        knoppen=knoppen,
        open_vragen=beurt.wereld.open_vragen,
    )


GESPREK = Gesprek(
    commandos=(
        Commando("privacy", "wat er wordt bewaard", _privacy),
        Commando("mijngegevens", "alles wat is bewaard, als bestand", _mijngegevens),
    )
)

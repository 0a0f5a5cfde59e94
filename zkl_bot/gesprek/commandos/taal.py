"""/taal: Dutch or English."""

from typing import get_args

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.effecten import ZetTaal
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.kennis.model import Taal
from zkl_bot.texts.bericht import Knop

NAMEN: dict[Taal, str] = {"nl": "Nederlands", "en": "English"}
_WOORDEN: dict[str, Taal] = {
    **{taal: taal for taal in get_args(Taal)},
    **{naam.lower(): taal for taal, naam in NAMEN.items()},
    "engels": "en",
    "dutch": "nl",
}


def _taal(beurt: Beurt, rest: str) -> None:
    if not rest:
        knoppen = tuple(Knop(naam, f"taal:{taal}") for taal, naam in NAMEN.items())
        beurt.zeg("taal", "kies", knoppen=(knoppen,))
    elif taal := _WOORDEN.get(rest.lower()):
        _set(beurt, taal)
    else:
        knoppen = tuple(Knop(naam, f"taal:{taal}") for taal, naam in NAMEN.items())
        beurt.zeg("taal", "onbekend", knoppen=(knoppen,), gevraagd=rest[:40])


def _set(beurt: Beurt, taal: Taal) -> None:
    beurt.doe(ZetTaal(taal))
    beurt.taal = taal
    beurt.zeg("taal", "gezet")


def _pressed(beurt: Beurt, parts: list[str]) -> None:
    if parts and (taal := _WOORDEN.get(parts[0])):
        _set(beurt, taal)
    else:
        beurt.zeg("hulp", "oude_knop")


GESPREK = Gesprek(
    commandos=(
        Commando("taal", "Nederlands of Engels (language)", _taal, beheerder=True, toont=True),
    ),
    knoppen={"taal": _pressed},
    beheerder=True,
)

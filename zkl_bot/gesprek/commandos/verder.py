"""“Ga verder”: asks the open step of a form once more, after a side step or an interruption."""

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.commandos import bijeenkomst, wijzig
from zkl_bot.gesprek.register import Gesprek


def _verder(beurt: Beurt, parts: list[str]) -> None:
    naam = (beurt.formulier or {}).get("naam")
    if naam == bijeenkomst.NAAM and beurt.is_griffie:
        bijeenkomst.resume(beurt)
    elif naam == wijzig.NAAM and beurt.is_griffie:
        wijzig.resume(beurt)
    elif naam:
        beurt.zeg("start", "kies_ja_of_nee")
    else:
        beurt.zeg("annuleer", "niets_open")


GESPREK = Gesprek(knoppen={"f": _verder})

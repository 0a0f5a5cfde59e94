"""/bronnen: the documents that all answers rest on."""

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.register import Commando, Gesprek


def _bronnen(beurt: Beurt, rest: str) -> None:
    beurt.zeg("bronnen", "lijst", bronnen=beurt.wereld.kennis.bronnen)


GESPREK = Gesprek(commandos=(Commando("bronnen", "waar de antwoorden vandaan komen", _bronnen),))

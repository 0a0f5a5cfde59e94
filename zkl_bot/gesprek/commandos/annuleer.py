"""/annuleer: stops whatever form is open. Always works."""

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.register import Commando, Gesprek


def _annuleer(beurt: Beurt, rest: str) -> None:
    was_open = beurt.formulier is not None
    beurt.sluit_formulier()
    beurt.zeg("annuleer", "gestopt" if was_open else "niets_open")


GESPREK = Gesprek(commandos=(Commando("annuleer", "stop waar u mee bezig bent", _annuleer),))

"""/help: what one may ask, and the commands that are open to them."""

from collections.abc import Iterable

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.register import Commando
from zkl_bot.texts.bericht import Knop


def show_help(beurt: Beurt, commandos: Iterable[Commando]) -> None:
    """All commands of the menu that this person may use here."""
    zichtbaar = [
        c
        for c in commandos
        if c.menu and (beurt.is_griffie or not c.griffie) and (c.groep or not beurt.invoer.groep)
    ]
    beurt.zeg(
        "hulp",
        "help",
        knoppen=(
            (
                Knop("📅 " + beurt.vertaal("Agenda"), "c:agenda"),
                Knop("📋 " + beurt.vertaal("Acties"), "c:acties"),
            ),
        ),
        algemeen=[(c.naam, beurt.vertaal(c.uitleg)) for c in zichtbaar if not c.griffie],
        griffie=[(c.naam, beurt.vertaal(c.uitleg)) for c in zichtbaar if c.griffie],
    )

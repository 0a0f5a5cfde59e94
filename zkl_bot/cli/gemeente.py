"""A municipality, as somebody names it on the command line."""

from zkl_bot.cli.fout import Mislukt
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id


def find_gemeente(kennis: Kennis, naam: str) -> Id:
    """The id of a municipality of the covenant by id or name. Raises Mislukt."""
    for gemeente in kennis.gemeenten:
        if naam.casefold() in {gemeente.id, gemeente.naam.nl.casefold()}:
            return gemeente.id
    bekend = ", ".join(g.naam.nl for g in kennis.gemeenten)
    raise Mislukt(
        "De gemeente %(naam)r doet niet mee in het convenant; kies uit %(bekend)s.",
        naam=naam,
        bekend=bekend,
    )

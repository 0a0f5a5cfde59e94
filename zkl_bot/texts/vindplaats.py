"""Where a fact stands, as people cite it."""

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal, Vindplaats


def cite(kennis: Kennis, vindplaats: Vindplaats, taal: Taal) -> str:
    """A place in words: "Werkplan 2021-2023, §5.1 (2c)". Raises KeyError for an unknown bron."""
    bron = kennis.bron(vindplaats.bron)
    paragraaf = bron.paragraaf(vindplaats.paragraaf)
    plaats = paragraaf.aanduiding.for_taal(taal) if paragraaf else vindplaats.paragraaf
    if vindplaats.punt:
        plaats = f"{plaats} ({vindplaats.punt})"
    return f"{bron.naam.for_taal(taal)}, {plaats}"

"""Which edition of the work plan a question is about."""

import re

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id
from zkl_bot.vragen.patroon import Wending
from zkl_bot.vragen.vraag import Vraag

_OUD = Wending(
    r"\b(vorige?|oude?|eerdere?|afgelopen|previous|former|old|last) (werkplan|work ?plan|plan)\b"
)


def find_editie(kennis: Kennis, vraag: Vraag) -> Id | None:
    """The bron of the edition that is named by its years or as the one before; else of the
    current one. None when there is only one edition.
    """
    plans = kennis.werkplannen
    if len(plans) < 2:
        return None
    for plan in plans:
        years = plan.jaren.split("-")
        named = rf"\b(werkplan|work ?plan|plan)\w* (van |uit |of |from )?{years[0]}\b"
        if all(year in vraag.tekst for year in years) or re.search(named, vraag.tekst):
            return plan.bron
    return plans[1].bron if _OUD.is_in(vraag.tekst) else plans[0].bron

"""What is on in a period: "wat komt er halverwege 2022 langs bij de raden"."""

import re

from zkl_bot.kennis.model import Vindplaats
from zkl_bot.kennis.periode import MAANDEN, MONTHS
from zkl_bot.vragen.tijden import find_periode
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld

_VRAAGT = re.compile(
    r"\b(wat|welke?|waarover|onderwerp\w*|agenda|kalender|gepland|planning|what|which|topics?|"
    r"planned|schedule\w*)\b"
)
_GEBEURT = re.compile(
    r"\b(langs\w*|besproken|bespreken|behandel\w*|agenda|kalender|gepland|planning|staat er|"
    r"komt er|speelt|gebeurt|op de rol|programma|aan de orde|aan bod|op tafel|"
    r"radenbijeenkomst\w*|raden|raad|"
    r"discussed|planned|scheduled?|come up|coming up|on the agenda|councils?)\b"
)
_MAANDEN = "|".join((*MAANDEN, *(month.lower() for month in MONTHS)))
_VULSEL = re.compile(
    rf"\b(onderwerp\w*|acties?|raden|raad|raadsleden|radenbijeenkomst\w*|raadsbijeenkomst\w*|"
    rf"agenda|kalender|gepland|planning|besproken|bespreken|behandeld|langs\w*|staat|komt|komen|"
    rf"speelt|gebeurt|orde|bod|rol|programma|tafel|kwartaal|maanden|maand|jaar|zomer|begin|eind|einde|medio|"
    rf"midden|halverwege|voorjaar|najaar|helft|topics?|planned|scheduled?|discussed|quarter|months?|"
    rf"{_MAANDEN}|actions?|councils?|meetings?|allemaal|zoal|eerste|tweede|derde|vierde|1e|2e|3e|4e|\d+|werkplan|regio|rond|kwart)\b"
)


def probeer(vraag: Vraag, wereld: Wereld) -> Vorm | None:
    """The moments in the period a question names, when it asks for nothing else."""
    if not _VRAAGT.search(vraag.tekst) or not _GEBEURT.search(vraag.tekst):
        return None
    if vraag.heeft("geld", "hoeveel", "waarom", "resultaat") or vraag.verwijzingen:
        return None
    rest = [w for w in vraag.woorden if not _VULSEL.fullmatch(w) and not w.startswith("=")]
    periode = find_periode(vraag.tekst, wereld.vandaag)
    if rest or not periode or not periode.start or not periode.eind_exclusief:
        return None
    start, eind = periode.start, periode.eind_exclusief
    moments = [m for m in wereld.kennis.momenten() if m.periode.overlapt(start, eind)]
    moments.sort(key=lambda m: m.periode.sorteersleutel)
    planned = tuple(
        g
        for g in wereld.gebeurtenissen
        if g.soort == "bijeenkomst" and g.periode.overlapt(start, eind)
    )
    if not moments and not planned:
        return None
    bronnen: tuple[Vindplaats, ...] = tuple(dict.fromkeys(m.vindplaats for m in moments))
    return Vorm(
        "periode",
        {
            "periode": periode,
            "momenten": tuple(moments[:12]),
            "bijeenkomsten": planned[:8],
            "vandaag": wereld.vandaag,
        },
        bronnen[:4],
        gebeurtenissen=tuple(g.id for g in planned[:8]),
    )

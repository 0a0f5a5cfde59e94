"""What is on in a period: "wat komt er halverwege 2022 langs", "is er deze week iets"."""

from zkl_bot.kennis.model import Vindplaats
from zkl_bot.vragen.patroon import Patroon, Wending
from zkl_bot.vragen.regels.volgende import find_gremia, is_about_meetings
from zkl_bot.vragen.tijden import MAANDNAMEN, find_komende, find_periode
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld

_VRAAGT = Wending(
    r"\b(wat|welke?|waarover|onderwerp\w*|agenda|kalender|gepland|planning|(is|zijn) er|staat er|"
    r"heb(ben)?|what|which|topics?|planned|schedule\w*|(is|are) there|any)\b|bijeenkomsten\b|"
    r"vergaderingen\b|\bphos\b|\bmeetings\b"
)
_GEBEURT = Wending(
    r"\b(langs\w*|besproken|bespreken|behandel\w*|agenda|kalender|gepland|planning|staat er|"
    r"komt er|speelt|gebeurt|op de rol|programma|aan de orde|aan bod|op tafel|"
    r"radenbijeenkomst\w*|raadsbijeenkomst\w*|bijeenkomst\w*|vergadering\w*|overleg\w*|phos?|raden|raad|"
    r"(is|zijn) er|discussed|planned|scheduled?|come up|coming up|on the agenda|councils?|"
    r"meetings?|(is|are) there)\b"
)
_AGENDA = Wending(
    r"\b(agenda|kalender|gepland|planning|\w*bijeenkomst\w*|\w*vergadering\w*|\w*overleg\w*|phos?|"
    r"(is|zijn|staat) er|programma|planned|scheduled?|meetings?|calendar|(is|are) there)\b"
)
"""Words of who wants to know what is in the calendar, and so also that nothing is in it."""
_VULSEL = Patroon(
    rf"\b(onderwerp\w*|acties?|raden|raad|raadsleden|radenbijeenkomst\w*|raadsbijeenkomst\w*|"
    rf"bijeenkomst\w*|vergadering\w*|overleg|overleggen|iets|heb|hebben|"
    rf"agenda|kalender|gepland|planning|besproken|bespreken|behandeld|langs\w*|staat|komt|komen|"
    rf"speelt|gebeurt|stond|stonden|regionale|orde|bod|rol|programma|tafel|kwartaal|maanden|maand|jaar|zomer|begin|eind|"
    rf"einde|medio|midden|halverwege|voorjaar|najaar|helft|week|weken|weekend|vandaag|vanavond|"
    rf"vanmiddag|morgen|morgenavond|overmorgen|gisteren|volgende?|komende?|aankomende?|vorige?|"
    rf"afgelopen|huidige?|lopende?|topics?|planned|scheduled?|discussed|quarter|months?|year|"
    rf"today|tonight|tomorrow|yesterday|next|coming|last|previous|current|calendar|anything|any|"
    rf"{MAANDNAMEN}|actions?|councils?|meetings?|allemaal|zoal|eerste|tweede|derde|vierde|1e|2e|3e|"
    rf"4e|\d+|werkplan|regio|rond|kwart)\b"
)
_NOEMT_RAAD = frozenset({"raadsbijeenkomst"})
"""Whose meetings may be what the councils discuss as well: then its besprekingen are told too."""
MOMENTEN, BIJEENKOMSTEN = 12, 8


def probeer(vraag: Vraag, wereld: Wereld) -> Vorm | None:
    """What is on in the period a question names, when it asks for nothing else."""
    tekst = vraag.tekst
    if not _VRAAGT.is_in(tekst) or not _GEBEURT.is_in(tekst):
        return None
    if vraag.heeft("geld", "hoeveel", "waarom", "resultaat") or vraag.verwijzingen:
        return None
    agenda = _AGENDA.is_in(tekst)
    find = find_komende if agenda else find_periode
    periode = find(tekst, wereld.vandaag)
    if not periode or not periode.start or not periode.eind_exclusief:
        return None
    gremia, words = find_gremia(wereld.kennis, tekst)
    if any(
        not _VULSEL.compile().fullmatch(word) and word not in words and not word.startswith("=")
        for word in vraag.woorden
    ):
        return None
    start, eind = periode.start, periode.eind_exclusief
    moments = [
        m
        for m in wereld.kennis.momenten()
        if m.periode.overlapt(start, eind) and (not gremia or gremia & _NOEMT_RAAD)
    ]
    moments.sort(key=lambda m: m.periode.sorteersleutel)
    known = {m.id for m in moments}
    planned = [
        g
        for g in wereld.gebeurtenissen
        if g.id not in known
        and g.status != "geannuleerd"
        and g.periode.overlapt(start, eind)
        and (not gremia or g.gremium in gremia)
        and (g.soort == "bijeenkomst" or not is_about_meetings(gremia, tekst))
    ]
    if not moments and not planned and not agenda:
        return None
    named = (*(m.vindplaats for m in moments), *(v for g in planned for v in g.vindplaatsen))
    bronnen: tuple[Vindplaats, ...] = tuple(dict.fromkeys(named))
    return Vorm(
        "periode",
        {
            "periode": periode,
            "momenten": tuple(moments[:MOMENTEN]),
            "gebeurtenissen": tuple(planned[:BIJEENKOMSTEN]),
            "voorbij": periode.ligt_achter(wereld.vandaag),
        },
        bronnen[:4],
        kind="antwoord" if moments or planned else "onbekend",
        gebeurtenissen=tuple(g.id for g in planned[:BIJEENKOMSTEN]),
    )

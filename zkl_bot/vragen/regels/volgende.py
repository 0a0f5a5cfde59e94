"""What is next, from the calendar: the griffie's meetings and the moments of the documents."""

import re

from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld
from zkl_bot.vragen.woorden import fold

_VOLGENDE = re.compile(
    r"\b(eerst)?volgende (\w+ )?(radenbijeenkomst|raadsbijeenkomst|bijeenkomst|vergadering|"
    r"overleg|pho|coordinatieoverleg|agendacommissie|moment|datum)\b|\bwat (komt eraan|staat er "
    r"(binnenkort|gepland|op (de|het|mijn) (agenda|programma)))\b|\bwat is er binnenkort\b|"
    r"\bbinnenkort\b.*\b(gepland|agenda|bijeenkomst\w*)\b|\bkomende (weken|maanden|tijd|periode|"
    r"week|bijeenkomst\w*)\b|\bnext (\w+ )?(meeting|event|date)\b|\bwhat('?s| is) (next|"
    r"coming( up)?"
    r"|on the (agenda|calendar))\b|\bupcoming\b|^agenda\W*$|^wat staat er op de agenda"
)
_BIJEENKOMST = re.compile(r"\b(bijeenkomst\w*|vergadering\w*|overleg|meetings?)\b")
_GREMIUM = 5
"""The most events that are named."""


def probeer(vraag: Vraag, wereld: Wereld) -> Vorm | None:
    """The next events, of the gremium that is named if one is."""
    if not _VOLGENDE.search(vraag.tekst):
        return None
    gremia = wereld.kennis.convenant.gremia
    named = {
        g.id
        for g in gremia
        for name in (g.id.partition("-")[0], g.naam.nl, g.naam.en, *g.aliassen)
        if re.search(rf"\b{re.escape(fold(name))}\b", vraag.tekst)
    }
    meetings = bool(named) or bool(_BIJEENKOMST.search(vraag.tekst))
    coming = [
        g
        for g in wereld.gebeurtenissen
        if g.status == "gepland"
        and g.periode.eind_exclusief is not None
        and not g.periode.ligt_achter(wereld.vandaag)
        and (not named or g.gremium in named)
        and (not meetings or g.soort == "bijeenkomst")
    ]
    coming.sort(key=lambda g: (g.start.date(), g.id) if g.start
                else (g.periode.start or wereld.vandaag, g.id))  # fmt: skip
    chosen = tuple(coming[:_GREMIUM])
    bronnen = tuple(dict.fromkeys(v for g in chosen for v in g.vindplaatsen))
    return Vorm(
        "volgende",
        {"gebeurtenissen": chosen, "bijeenkomsten": meetings},
        bronnen[:3],
        kind="antwoord" if chosen else "onbekend",
        gebeurtenissen=tuple(g.id for g in chosen),
    )

"""What is next, from the calendar: the griffie's meetings and the moments of the documents."""

import re

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id
from zkl_bot.vragen.patroon import Wending
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld
from zkl_bot.vragen.woorden import fold, split

_VOLGENDE = Wending(
    r"\b(eerst)?volgende (\w+ )?(radenbijeenkomst|raadsbijeenkomst|bijeenkomst|vergadering|"
    r"overleg|pho|coordinatieoverleg|agendacommissie|moment|datum)\b|\bwat (komt eraan|staat er "
    r"(binnenkort|gepland|op (de|het|mijn) (agenda|programma)))\b|\bwat is er binnenkort\b|"
    r"\bbinnenkort\b.*\b(gepland|agenda|bijeenkomst\w*)\b|\bkomende (weken|maanden|tijd|periode|"
    r"week|bijeenkomst\w*)\b|\bnext (\w+ )?(meeting|event|date)\b|\bwhat('?s| is) (next|"
    r"coming( up)?"
    r"|on the (agenda|calendar))\b|\bupcoming\b|^agenda\W*$|^wat staat er op de agenda"
)
_BIJEENKOMST = Wending(r"\b(bijeenkomst\w*|vergadering\w*|overleg|meetings?)\b")
MEESTE = 5
"""The most events that are named."""


def find_gremia(kennis: Kennis, tekst: str) -> tuple[frozenset[Id], frozenset[str]]:
    """The gremia that a folded text names, and the words of those names."""
    found: set[Id] = set()
    words: set[str] = set()
    for gremium in kennis.convenant.gremia:
        names = (gremium.id.partition("-")[0], gremium.naam.nl, gremium.naam.en, *gremium.aliassen)
        for name in map(fold, names):
            if match := re.search(rf"\b{re.escape(name)}(s|en)?\b", tekst):
                found.add(gremium.id)
                words.update(split(match[0]))
    return frozenset(found), frozenset(words)


def is_about_meetings(gremia: frozenset[Id], tekst: str) -> bool:
    """Whether only meetings are asked for, not all that is in the calendar."""
    return bool(gremia) or _BIJEENKOMST.is_in(tekst)


def probeer(vraag: Vraag, wereld: Wereld) -> Vorm | None:
    """The next events, of the gremium that is named if one is."""
    if not _VOLGENDE.is_in(vraag.tekst):
        return None
    named, _ = find_gremia(wereld.kennis, vraag.tekst)
    meetings = is_about_meetings(named, vraag.tekst)
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
    chosen = tuple(coming[:MEESTE])
    bronnen = tuple(dict.fromkeys(v for g in chosen for v in g.vindplaatsen))
    return Vorm(
        "volgende",
        {"gebeurtenissen": chosen, "bijeenkomsten": meetings},
        bronnen[:3],
        kind="antwoord" if chosen else "onbekend",
        gebeurtenissen=tuple(g.id for g in chosen),
    )

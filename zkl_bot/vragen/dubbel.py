"""Two questions in one: "wie trekt actie 9 en waarom", "waar en wanneer was de conferentie"."""

from collections.abc import Sequence

from zkl_bot.kennis.model import Id, Taal
from zkl_bot.vragen import keus, zekerheid
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.herhaling import without_repetition
from zkl_bot.vragen.patroon import Patroon, Wending
from zkl_bot.vragen.vervolg import complete, remember
from zkl_bot.vragen.vondst import Vondst
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld
from zkl_bot.vragen.zoek import search

LANGSTE = 240
"""Longer texts are no two questions, and would take long to look through."""
BESTE = 2
"""How many of the best are looked at for each of the two."""
_EN: dict[Taal, str] = {"nl": "en", "en": "and"}
_VRAAGWOORD: dict[Taal, str] = {
    "nl": (
        r"(?:(?:in|op|vanaf|sinds|aan|bij|door|met|voor) )?"
        r"(?:wie|wat|waar\w*|wanneer|hoeveel|hoe(?: (?:laat|vaak|lang|veel|groot))?|welke?)"
    ),
    "en": (
        r"(?:(?:in|on|by|since|for|to|with) )?"
        r"(?:who|whom|what|where|when|how(?: (?:many|much|long|often|late))?|which|why)"
    ),
}
_DING = {"nl": "dag|datum|jaar|plek|plaats|moment", "en": "day|date|year|place|moment"}
_NAAST: dict[Taal, Patroon] = {
    taal: Patroon(
        rf"(?i)^(?P<voor>(?:[^,:]{{1,40}}[,:] )?)(?P<een>{woord}) {_EN[taal]} "
        rf"(?P<twee>{woord}(?: (?:{_DING[taal]}))?) (?P<rest>.+)$",
    )
    for taal, woord in _VRAAGWOORD.items()
}
"""Both ask about all that follows: "Waar en op welke dag was het?"."""
_NA: dict[Taal, Patroon] = {
    taal: Patroon(
        rf"(?i)^(?P<een>.*\b{woord}\b.{{6,}}?|\W*(?:kan|kun|mag|is|can|may)\b.{{6,}}?)"
        rf",? (?<!\btot ){_EN[taal]} (?P<twee>{woord}\b.{{2,}})$",
    )
    for taal, woord in _VRAAGWOORD.items()
}
"""The second may lean on the first: "Wie trekt het en met wie samen?"."""
_WIJST_TERUG = Wending(
    r"\b(die|dat|deze|hij|zij|ze|er|daar\w*|er(van|voor|bij|mee|over|aan)|hun|it|that|this|they|"
    r"them|those|these|its|their)\b"
)


def split_dubbel(tekst: str, taal: Taal) -> tuple[str, str] | None:
    """The two questions in a text, the second of which may lean on the first; or None."""
    if len(tekst) > LANGSTE or f" {_EN[taal]} " not in tekst.lower():
        return None
    if match := _NAAST[taal].search(tekst):
        voor, een, twee, rest = match["voor"], match["een"], match["twee"], match["rest"]
        return f"{voor}{een} {rest}", f"{voor}{twee} {rest}"
    if match := _NA[taal].search(tekst):
        return match["een"], match["twee"]
    return None


def answer_both(
    boek: Boek, vraag: Vraag, wereld: Wereld, werkplan: Id | None
) -> tuple[Vorm, Sequence[Vondst]] | None:
    """The answers to both, with what was found for the first; None unless both are sure."""
    parts = split_dubbel(vraag.origineel, boek.taal)
    if not parts:
        return None
    first = boek.read(parts[0])
    found = search(boek, first, None, werkplan)
    if zekerheid.estimate(first, found) < zekerheid.GENOEG:
        return None
    second = boek.read(parts[1])
    vervolg = None
    if _WIJST_TERUG.is_in(second.tekst) or not boek.find_onderwerpen(second.woorden):
        # It is about what the first one asks.
        second, vervolg = complete(boek, second, remember(first, None, None, found))
    others = search(boek, second, vervolg, werkplan)
    if zekerheid.estimate(second, others) < zekerheid.GENOEG:
        return None
    if found[0].passage.id == others[0].passage.id:
        return None
    forms = [
        keus.word(boek, half, best[:BESTE], wereld)[1]
        for half, best in ((first, found), (second, others))
    ]
    if any(form.kind != "antwoord" for form in forms):
        return None
    vorm = Vorm(
        "samen",
        {"delen": tuple(deel for form in forms for deel in form.delen)},
        tuple(bron for form in forms for bron in form.bronnen),
        forms[0].onderwerp,
    )
    return without_repetition(vorm, vraag.taal), found

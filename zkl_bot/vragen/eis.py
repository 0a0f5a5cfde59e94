"""What an answer must hold for what is asked: a number for "hoeveel", a name for "wie heet"."""

from collections.abc import Sequence
from dataclasses import dataclass

from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.vraag import Vraag

GETELD, ANDERS_GETELD, NIET_GETELD = 0.6, 0.4, 0.42
"""From when a passage has what is counted, and what it loses when it counts something else or
nothing."""
HERHAALD = 0.35
"""What it loses when its only number is one that the question names."""
ZONDER_KERN = 0.3
"""What it loses without the very thing that is asked for."""
ZELF_GETELD = 0.86
"""From when it has just that, so that a fact made for a number is one of it."""
OPEN_DEEL = 0.4
"""What is left of that loss where the text says that the source does not tell."""


@dataclass(frozen=True, slots=True)
class Eis:
    """What a passage must hold for a kind of question, and what it loses without."""

    soort: str
    kenmerk: str
    verlies: float


EISEN: dict[str, Eis] = {
    eis.soort: eis
    for eis in (
        Eis("hoeveel", "getal", 0.5),
        Eis("wanneer", "tijd", 0.4),
        Eis("wie", "actor", 0.3),
        Eis("partij", "actor", 0.3),
        Eis("naam", "naam", 0.45),
        Eis("mening", "mening", 0.45),
        Eis("besluit", "besluit", 0.4),
        Eis("uur", "uur", 0.6),
        Eis("plaats", "plaats", 0.3),
        Eis("dag", "dag", 0.4),
        Eis("duur", "duur", 0.4),
        Eis("betaler", "geld", 0.35),
        Eis("persoon", "persoon", 0.45),
        Eis("bedrag", "bedrag", 0.4),
        Eis("procent", "procent", 0.4),
        Eis("kwartaal", "kwartaal", 0.3),
        Eis("maat", "maat", 0.4),
        Eis("gemeente", "partijnaam", 0.3),
        Eis("opsomming", "opsomming", 0.35),
        Eis("frequentie", "frequentie", 0.5),
        Eis("webadres", "webadres", 0.45),
    )
}


def find_lack(passage: Passage, vraag: Vraag, eisen: Sequence[Eis]) -> float:
    """What a passage loses because it cannot hold the kind of thing that is asked for."""
    if not eisen:
        return 0.0
    if passage.regel == "verschil" and vraag.heeft("verschil"):
        return 0.0
    verlies = 0.0
    for eis in eisen:
        if (
            eis.verlies > verlies
            and eis.soort not in passage.soorten
            and not passage.holds(eis.kenmerk)
        ):
            verlies = eis.verlies
    if not verlies and "hoeveel" in vraag.soorten and _repeats(passage, vraag):
        verlies = HERHAALD
    return verlies * OPEN_DEEL if verlies and passage.holds("open") else verlies


def _repeats(passage: Passage, vraag: Vraag) -> bool:
    """Whether the only numbers of a passage are those that the question names itself."""
    own = passage.getallen
    return bool(own) and own <= set(vraag.woorden)


def find_uncounted(boek: Boek, passage: Passage, focus: str, found: float) -> float:
    """What a passage loses when its number is not one of what the question counts."""
    if passage.holds("open"):
        return 0.0
    if found < GETELD:
        return ANDERS_GETELD
    if found >= ZELF_GETELD and not passage.soorten.isdisjoint(("hoeveel", "geld")):
        return 0.0
    words = boek.index.words
    near = any(
        words[index] in passage.bij_getal
        for index, score in boek.index.neighbours(focus).woorden
        if score >= GETELD
    )
    return 0.0 if near else NIET_GETELD


def find_unnamed(boek: Boek, vraag: Vraag, number: int, found: float) -> float:
    """What a passage loses when it has no such thing as is asked for, and nobody asks for it by
    that name.
    """
    if found >= GETELD:
        return 0.0
    if number in boek.kolommen.zonder_vormen:
        return ZONDER_KERN if boek.passages[number].regel == "begrip" else 0.0
    bag = int(boek.met_vormen.searchsorted(number))
    return 0.0 if boek.vormen.asks(vraag.kern, bag) else ZONDER_KERN

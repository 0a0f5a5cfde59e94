"""What a passage gets beside how well it fits the words: for its kind, its subject, its source."""

from collections.abc import Mapping
from dataclasses import dataclass

from zkl_bot.kennis.model import Id
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.vraag import Vraag

SOORT_BONUS, ZACHT_BONUS, WAT_BONUS = 0.12, 0.12, 0.03
PARTIJ_BONUS, PARTIJ_ANDERS = 0.1, 0.4
ALGEMEEN = frozenset({"wat", "hoe", "lijst", "definitie"})
WAT = frozenset({"wat"})
NAAM_ALLEEN = {"begrip": 0.24, "actie": 0.22, "lijst": 0.2}
"""For what tells of a whole subject, when its name is all that is asked."""
KERN_BONUS = 0.2
"""For an actie when its number is all that is asked."""
RIJ_BONUS, ALLE_BONUS, LIJST_JA_NEE = 0.05, 0.18, 0.25
NAAM_BONUS, BOVEN_BONUS = 0.05, 0.02
BRON_BONUS = 0.06
TERM_BONUS = 0.4
"""For what tells of the very name whose meaning is asked for."""
ALLEEN_OP_VRAAG = {"wie": 0.3, "wanneer": 0.2, "partij": 0.2, "lijst": 0.08}
"""Rules whose passages hold many words: what they lose when not asked for."""


@dataclass(frozen=True, slots=True)
class Genoemd:
    """What a question names: subjects, with of how many words the name is, the terms of which it
    asks the meaning, and documents.
    """

    onderwerpen: Mapping[Id, int]
    termen: frozenset[Id]
    bronnen: frozenset[Id]


def read_genoemd(boek: Boek, vraag: Vraag) -> Genoemd:
    """What a question names."""
    size = len(vraag.term)
    terms = boek.find_onderwerpen(vraag.term).items() if size else ()
    return Genoemd(
        boek.find_onderwerpen(vraag.woorden),
        frozenset(id for id, words in terms if words == size and boek.is_begrip(id)),
        boek.find_bronnen(vraag.woorden),
    )


def is_all_a_name(vraag: Vraag, named: Mapping[Id, int], id: Id | None) -> bool:
    """Whether a question asks what a subject is, and has no words but its name."""
    whole = id is not None and id in named and named[id] >= len(vraag.woorden)
    return whole and vraag.soorten <= ALGEMEEN


class Bonus:
    """What passages get for the rank, for one question: made once for all of them."""

    def __init__(self, vraag: Vraag, genoemd: Genoemd) -> None:
        self._vraag = vraag
        self._soorten, self._zacht = vraag.soorten, vraag.zacht
        self._named, self._termen = genoemd.onderwerpen, genoemd.termen
        self._bronnen = genoemd.bronnen
        self._algemeen = vraag.soorten <= ALGEMEEN
        self._only_number = self._algemeen and 0 < len(vraag.verwijzingen) >= len(vraag.woorden) - 1
        self._lijst, self._alle = vraag.heeft("lijst"), vraag.heeft("alle")

    def of(self, passage: Passage) -> float:
        """What one gets."""
        vraag, named = self._vraag, self._named
        regel, id = passage.regel, passage.onderwerp
        bonus = TERM_BONUS if id in self._termen else 0.0
        if self._algemeen:
            if regel == "actie" and self._only_number:
                bonus += KERN_BONUS
            if is_all_a_name(vraag, named, id):
                bonus += NAAM_ALLEEN.get(regel, 0.0)
        common = passage.soorten & self._soorten
        if common and common != WAT:
            bonus += SOORT_BONUS
        elif (
            self._zacht
            and not passage.soorten.isdisjoint(self._zacht)
            and not _is_bijzaak(passage, vraag)
        ):
            bonus += ZACHT_BONUS
        elif common:
            bonus += WAT_BONUS
        else:
            bonus -= ALLEEN_OP_VRAAG.get(regel, 0.0)
        if regel == "partij":
            known = passage.data[0] in vraag.partijen
            bonus += PARTIJ_BONUS * len(vraag.partijen) if known else -PARTIJ_ANDERS
        elif regel == "lijst" and vraag.ja_nee:
            bonus -= LIJST_JA_NEE
        if self._lijst and passage.holds("rij"):
            bonus += RIJ_BONUS
        if self._alle and regel in ("lijst", "partij"):
            bonus += ALLE_BONUS
        if named:
            bonus += self._of_name(passage)
        if self._bronnen:
            told = any(b.bron in self._bronnen for b in passage.bronnen)
            bonus += BRON_BONUS if told else -BRON_BONUS
        return bonus

    def _of_name(self, passage: Passage) -> float:
        """What it gets for being about what is named, or a part of it."""
        named, id = self._named, passage.onderwerp
        if id is not None and id in named:
            return NAAM_BONUS * min(named[id], 3)
        sizes = [named[id] for id in passage.familie if id in named]
        return BOVEN_BONUS * min(max(sizes), 3) if sizes else 0.0


def _is_bijzaak(passage: Passage, vraag: Vraag) -> bool:
    """Whether it only tells when the councils discuss what the question is about."""
    return passage.regel == "wanneer" and set(vraag.woorden).isdisjoint(passage.eigen)

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
    terms = boek.find_onderwerpen(vraag.term).items()
    return Genoemd(
        boek.find_onderwerpen(vraag.woorden),
        frozenset(id for id, words in terms if words == size and boek.is_begrip(id)),
        boek.find_bronnen(vraag.woorden),
    )


def is_all_a_name(vraag: Vraag, named: Mapping[Id, int], id: Id | None) -> bool:
    """Whether a question asks what a subject is, and has no words but its name."""
    whole = id is not None and id in named and named[id] >= len(vraag.woorden)
    return whole and vraag.soorten <= ALGEMEEN


def find_bonus(passage: Passage, vraag: Vraag, genoemd: Genoemd) -> float:
    """What a passage gets for the rank."""
    named, bronnen = genoemd.onderwerpen, genoemd.bronnen
    id = passage.onderwerp
    bonus = TERM_BONUS if id in genoemd.termen else 0.0
    if vraag.soorten <= ALGEMEEN:
        numbers = len(vraag.verwijzingen)
        if passage.regel == "actie" and 0 < numbers >= len(vraag.woorden) - 1:
            bonus += KERN_BONUS
        if is_all_a_name(vraag, named, id):
            bonus += NAAM_ALLEEN.get(passage.regel, 0.0)
    common = passage.soorten & vraag.soorten
    if common and common != WAT:
        bonus += SOORT_BONUS
    elif not passage.soorten.isdisjoint(vraag.zacht) and not _is_bijzaak(passage, vraag):
        bonus += ZACHT_BONUS
    elif common:
        bonus += WAT_BONUS
    else:
        bonus -= ALLEEN_OP_VRAAG.get(passage.regel, 0.0)
    if passage.regel == "partij":
        known = passage.data[0] in vraag.partijen
        bonus += PARTIJ_BONUS * len(vraag.partijen) if known else -PARTIJ_ANDERS
    if vraag.ja_nee and passage.regel == "lijst":
        bonus -= LIJST_JA_NEE
    if "lijst" in vraag.soorten and passage.holds("rij"):
        bonus += RIJ_BONUS
    if "alle" in vraag.soorten and passage.regel in ("lijst", "partij"):
        bonus += ALLE_BONUS
    if id is not None and id in named:
        bonus += NAAM_BONUS * min(named[id], 3)
    elif named:
        sizes = [named[id] for id in passage.familie if id in named]
        if sizes:
            bonus += BOVEN_BONUS * min(max(sizes), 3)
    if bronnen:
        bonus += BRON_BONUS if any(b.bron in bronnen for b in passage.bronnen) else -BRON_BONUS
    return bonus


def _is_bijzaak(passage: Passage, vraag: Vraag) -> bool:
    """Whether it only tells when the councils discuss what the question is about."""
    return passage.regel == "wanneer" and set(vraag.woorden).isdisjoint(passage.eigen)

"""From a question to the passages that answer it best, each with its score."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from zkl_bot.kennis.model import Id
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.vraag import Vraag

GENOEG = 0.60
"""The part of a question that must be explained; below it the sources don't tell."""
SOORT_BONUS = 0.12
ZONDER_KENMERK = 0.30
"""What a passage loses that lacks what is asked for: a number, a time, somebody."""
NAAM_BONUS, BOVEN_BONUS = 0.05, 0.02
BRON_BONUS = 0.06
EIGEN_BONUS = 0.06
VERVOLG_BONUS = 0.12
VERVOLG_GEWICHT = 0.35
"""What the words of the question before count in a follow-up."""
ALLEEN_OP_VRAAG = {"wie": 0.3, "wanneer": 0.2, "partij": 0.2, "lijst": 0.12}
"""Rules whose passages hold many words: what they lose when not asked for."""
KANDIDATEN = 40


@dataclass(frozen=True, slots=True)
class Vondst:
    """A passage with how much of the question it explains and its rank among the others."""

    passage: Passage
    dekking: float
    score: float


@dataclass(frozen=True, slots=True)
class Vervolg:
    """What a follow-up builds on: the words of the question before, and its subject."""

    woorden: tuple[str, ...]
    onderwerp: Id | None


def search(boek: Boek, vraag: Vraag, vervolg: Vervolg | None = None,
           werkplan: Id | None = None) -> list[Vondst]:  # fmt: skip
    """The best passages, best first. `werkplan` is the edition that is asked about."""
    neighbours = boek.index.neighbours
    words = [(word, neighbours(word).gewicht) for word in vraag.woorden]
    words = [(word, weight) for word, weight in words if weight > 0]
    total = sum(weight for _, weight in words)
    extra: list[tuple[str, float]] = []
    if vervolg:
        seen = set(vraag.woorden)
        extra = [
            (word, neighbours(word).gewicht * VERVOLG_GEWICHT)
            for word in vervolg.woorden
            if word not in seen
        ]
    if not words and not extra:
        return []
    covered = _cover(boek, words)
    before = _cover(boek, extra) if extra else {}
    extra_total = sum(weight for _, weight in extra)
    named = boek.find_onderwerpen(vraag.woorden)
    bronnen = boek.find_bronnen(vraag.woorden)
    passages = boek.passages
    ranked: list[tuple[float, float, int]] = []
    candidates = set(covered) | set(before)
    whole = total + extra_total
    rough = nlargest(
        KANDIDATEN * 3, candidates, key=lambda n: covered.get(n, 0.0) + before.get(n, 0.0)
    )
    for number in rough:
        passage = passages[number]
        if passage.werkplan and werkplan and passage.werkplan != werkplan:
            continue
        share = (covered.get(number, 0.0) + before.get(number, 0.0)) / whole
        lack = _lack(passage, vraag)
        bonus = passage.voorkeur + _bonus(passage, vraag, named, bronnen)
        if vervolg and vervolg.onderwerp and vervolg.onderwerp in passage.familie:
            bonus += VERVOLG_BONUS
        ranked.append((share - lack + bonus, share - lack, number))
    best = nlargest(KANDIDATEN, ranked)
    found = []
    for score, share, number in best:
        passage = passages[number]
        own = sum(
            weight
            for word, weight in words
            if any(
                boek.index.words[i] in passage.eigen
                for i, s in neighbours(word).woorden[:12]
                if s > 0.8
            )
        )
        found.append(Vondst(passage, share, score + EIGEN_BONUS * (own / total if total else 0.0)))
    found.sort(key=lambda v: (-v.score, v.passage.tekens, v.passage.id))
    return found


def _cover(boek: Boek, words: Sequence[tuple[str, float]]) -> dict[int, float]:
    """Per passage the weight of the words that it explains."""
    totals: dict[int, float] = {}
    for (_, weight), best in zip(words, boek.index.match(words), strict=True):
        for number, value in best.items():
            totals[number] = totals.get(number, 0.0) + weight * value
    return totals


def _lack(passage: Passage, vraag: Vraag) -> float:
    """What a passage loses because it cannot hold the kind of thing that is asked for."""
    lack = 0.0
    soorten, has = passage.soorten, passage.kenmerken
    if vraag.heeft("hoeveel") and "hoeveel" not in soorten and "getal" not in has:
        lack += ZONDER_KENMERK
    elif vraag.heeft("wanneer") and "wanneer" not in soorten and "tijd" not in has:
        lack += ZONDER_KENMERK
    elif vraag.heeft("wie") and "wie" not in soorten and "actor" not in has:
        lack += ZONDER_KENMERK
    return lack


def _bonus(passage: Passage, vraag: Vraag, named: dict[Id, int], bronnen: frozenset[Id]) -> float:
    bonus = 0.0
    if not passage.soorten.isdisjoint(vraag.soorten):
        bonus += SOORT_BONUS
    else:
        bonus -= ALLEEN_OP_VRAAG.get(passage.regel, 0.0)
    if passage.onderwerp in named:
        bonus += NAAM_BONUS * min(named[passage.onderwerp], 3)
    else:
        sizes = [named[id] for id in passage.familie if id in named]
        if sizes:
            bonus += BOVEN_BONUS * min(max(sizes), 3)
    if bronnen:
        bonus += BRON_BONUS if any(b.bron in bronnen for b in passage.bronnen) else -BRON_BONUS
    return bonus

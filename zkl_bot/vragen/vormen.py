"""How near a question is to the ways in which people ask for each fact.

Beside the index, which asks how much of a question a passage explains, this compares the whole
question with one bag of words per fact: every way of asking that was written down for it, its
text and its trefwoorden. What counts is how much likelier the terms (see `termen`) of the question
are in that bag than in all of them together; the cosine would hold against a fact that people ask
for it in many ways. Questions that no source answers have bags too, of one text each, and there it
is the cosine: near to those and not to a fact is not knowing.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log, sqrt
from operator import mul
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.onthouder import Onthouder
from zkl_bot.vragen.rijen import Gewichten, Rijen, different
from zkl_bot.vragen.termen import Termen
from zkl_bot.vragen.thesaurus import Paren, Tellingen, with_lent
from zkl_bot.vragen.woorden import fold, split_folded
from zkl_bot.vragen.zakken import Zakken

GEWOON = 0.25
"""In what share of the bags a term is too common."""
ACHTERGROND = 600.0
"""How many words of all bags are mixed into each: what none of its texts has may yet be asked."""
SCHAAL = 0.9
"""What makes a likelihood about as large as a cosine."""
MEEST_VERDACHT = 2.5
"""How much one term can tell of whether any source answers a question, either way."""
TEKSTEN = 8
"""Of how many texts, those of one question, their terms are remembered."""
STAPPEN = 50
"""In how many steps that is kept for each one it may tell."""

T = TypeVar("T", int, str)


class Vormen(Onthouder):
    """Bags of texts, compared with a question by their terms. The first `feiten` bags are those of
    facts; the others have one text each.
    """

    def __init__(self, zakken: Zakken, taal: Taal, feiten: int = 0, paren: Paren = ()) -> None:
        """`paren` are other words for words of the texts."""
        self.aantal = total = zakken.aantal
        self._termen = Termen(taal)
        terms, bags = self._termen.learn(zakken, (word for word, _ in paren))
        # How often each term stands in each bag.
        both, times = different(terms * max(total, 1) + bags)
        terms, bags = np.divmod(both, max(total, 1))
        size, single = len(self._termen), self._termen.enkel
        spread = np.bincount(terms, minlength=size)
        # A pair of words that was written once says nothing of how people ask; it only fills.
        # A term that nearly every bag has tells none apart, and takes longest to look up.
        kept = spread <= max(GEWOON * total, 10)
        kept[single:] &= np.bincount(terms, times, size)[single:] > 1
        self._gewoon = frozenset(np.flatnonzero(~kept[:single]).tolist())
        has = kept[terms]
        terms = self._termen.keep_pairs(kept[single:])[terms[has]]
        bags, times = bags[has], times[has]
        own = Tellingen(
            terms, bags, (1 + np.log(times)).astype(np.float32), np.ones(len(bags), np.float32)
        )
        # What no source answers is meant as narrowly as it is written.
        whole = with_lent(own, [*self._number(paren)], feiten)
        self._verdacht = array("b", _suspicions(own, times, feiten, len(self._termen)))
        """How much likelier a term is where no source answers, in STAPPEN."""
        terms, bags, often = whole.termen, whole.zakken, whole.keren
        spread = np.bincount(terms, whole.telt, len(self._termen))
        self._onbekend = log(1 + total) + 1
        idf = np.log((1 + total) / (1 + spread)) + 1
        self._idf = array("f", idf.astype(np.float32))
        """How rare a term is."""
        norms = np.sqrt(np.bincount(own.zakken, (own.keren * idf[own.termen]) ** 2, total))
        self._schaal: Gewichten = (1 / np.where(norms > 0, norms, 1)).astype(np.float32)[feiten:]
        """What makes every bag that is not of a fact equally long."""
        self._feiten = feiten
        of_facts = bags < feiten
        asked = np.bincount(terms[of_facts], whole.telt[of_facts], len(self._termen))
        shares = (asked + 0.5) / (asked.sum() + 0.5 * max(len(asked), 1))
        background = shares.astype(np.float32)
        """How likely each term is when nothing is known."""
        self._zeldzaamheid = array("f", -np.log(background))
        self._zeldzaam = -log(0.5 / (asked.sum() + 0.5 * max(len(asked), 1)))
        """How unlikely a term is that nobody asks with: minus the logarithm."""
        words = np.bincount(own.zakken, times, total)[:feiten]
        self._korting: Gewichten = np.log(ACHTERGROND / (words + ACHTERGROND)).astype(np.float32)
        """What each term of a question counts in a bag that lacks it: below zero."""
        # What a term counts in a bag of a fact, and in another, by how often it stands there.
        likelier = np.log1p((1 / (ACHTERGROND * background))[terms] * np.exp(often - 1))
        cosine = (idf * idf).astype(np.float32)[terms] * often
        self._rijen = Rijen(len(self._termen), terms, bags, np.where(of_facts, likelier, cosine))

        self._remember()

    def _remember(self) -> None:
        self._find = lru_cache(maxsize=TEKSTEN)(self._look_up)

    def _number(self, paren: Paren) -> Iterator[tuple[int, int]]:
        """The terms of pairs of words, as far as they tell something."""
        for ander, woord in paren:
            lener, gever = self._termen.number(ander), self._termen.number(woord)
            if lener is None or gever is None or lener == gever:
                continue
            if self._gewoon.isdisjoint((lener, gever)):
                yield lener, gever

    def compare(self, tekst: str) -> Gewichten:
        """How near a question is to each bag: 0 to about 1."""
        known, unknown = self._find(tekst)
        if not known:
            return np.zeros(self.aantal, dtype=np.float32)
        numbers, often = _count(known)
        norm = self._onbekend**2 * sum(times * times for times in _count(unknown)[1])
        norm += sum(w * w for w in map(mul, map(self._idf.__getitem__, numbers), often))
        all_once = len(numbers) == len(known)  # as nearly always
        bags, values = self._rijen.gather(numbers, None if all_once else often)
        found: Gewichten = np.bincount(bags, values, self.aantal).astype(np.float32)
        facts, others = found[: self._feiten], found[self._feiten :]
        # The most there can be is what a bag would have that holds this question and no more.
        most = sum(map(mul, map(self._zeldzaamheid.__getitem__, numbers), often))
        most += len(set(unknown)) * self._zeldzaam
        facts += np.float32(sum(often)) * self._korting
        facts *= SCHAAL / (most or 1.0)
        np.maximum(facts, 0.0, out=facts)
        others *= self._schaal
        others *= np.float32(1 / sqrt(norm))
        return found

    def suspect(self, tekst: str) -> float:
        """How much likelier the terms of a question are among questions that no source answers than
        among the ways of asking for facts: the sum of the logarithms, below zero for less likely.
        """
        numbers = dict.fromkeys(self._find(tekst)[0])
        steps: int = sum(map(self._verdacht.__getitem__, numbers))
        return steps / STAPPEN

    def asks(self, woord: str, zak: int) -> bool:
        """Whether anybody asks with a word for what a bag is of, or for nearly everything."""
        number = self._termen.number(woord)
        return number in self._gewoon or (
            number is not None and self._rijen.find(number, zak) > 0.0
        )

    def find_nearest(self, tekst: str, andere: Iterable[str]) -> float:
        """The highest cosine, 0 to 1, of a text with one of a few others."""
        own = self._weigh(tekst)
        return max((_cosine(own, self._weigh(other)) for other in andere), default=0.0)

    def _look_up(self, tekst: str) -> tuple[list[int], list[str]]:
        """The terms of a text that tell something: known ones, and words that nobody asks with."""
        numbers, unknown = self._termen.find(split_folded(fold(tekst)))
        return [n for n in numbers if n not in self._gewoon], unknown

    def _weigh(self, tekst: str) -> dict[int | str, float]:
        """What each term of a text counts."""
        numbers, unknown = self._find(tekst)
        known = {number: self._idf[number] for number in numbers}
        return known | dict.fromkeys(unknown, self._onbekend)


def _suspicions(own: Tellingen, keren: NDArray[np.int64], feiten: int, size: int) -> Iterable[int]:
    """How much likelier each term is in the bags that are not of facts, as a logarithm in STAPPEN;
    nothing when there are none. `keren` are how many times each term stands in each bag.
    """
    of_facts = own.zakken < feiten
    if of_facts.all():
        return bytes(size)
    known, unknown = (
        np.bincount(own.termen[which], keren[which], size) + 0.5 for which in (of_facts, ~of_facts)
    )
    odds = np.log(unknown / unknown.sum()) - np.log(known / known.sum())
    odds = odds.clip(-MEEST_VERDACHT, MEEST_VERDACHT)
    steps: list[int] = np.rint(odds * STAPPEN).astype(np.int64).tolist()
    return steps


def _count(terms: Sequence[T]) -> tuple[list[T], list[float]]:
    """The different terms, and what being there so many times counts."""
    different = list(dict.fromkeys(terms))
    if len(different) == len(terms):  # as nearly always
        return different, [1.0] * len(different)
    counts = Counter(terms)
    return different, [1 + log(counts[term]) for term in different]


def _cosine(een: Mapping[int | str, float], ander: Mapping[int | str, float]) -> float:
    shared = sum(weight * ander[term] for term, weight in een.items() if term in ander)
    norms = sqrt(sum(w * w for w in een.values()) * sum(w * w for w in ander.values()))
    return shared / norms if norms else 0.0

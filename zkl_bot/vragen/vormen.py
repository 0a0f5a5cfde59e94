"""How near a question is to the ways in which people ask for each fact.

Beside the index, which asks how much of a question a passage explains, this compares the whole
question with one bag of words per fact: every way of asking that was written down for it, its
text and its trefwoorden. Terms are stems, pairs of neighbouring stems, and the beginning and end
of long words (for compounds); they weigh by how rare they are, and the measure is the cosine.
Questions that no source answers have bags too: near to those and not to a fact is not knowing.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt

import Stemmer

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.woorden import fold, split_folded

_STEM: dict[Taal, Stemmer.Stemmer] = {
    "nl": Stemmer.Stemmer("dutch"),
    "en": Stemmer.Stemmer("english"),
}
GEWOON, NABIJ = 0.25, 0.25
"""In what share of the bags a term is too common, and the part of the nearest's that is near."""
LANG, HEEL_LANG, RAND = 7, 9, 5
"""From how many letters a word counts by its first and by its last five letters too."""


@lru_cache(maxsize=32768)
def _of_word(woord: str, taal: Taal) -> tuple[str, ...]:
    """The terms of one word, its stem first."""
    found = [_STEM[taal].stemWord(woord)]
    if len(woord) >= LANG:
        found.append("^" + woord[:RAND])
    if len(woord) >= HEEL_LANG:
        found.append(woord[-RAND:] + "$")
    return tuple(found)


def terms(tekst: str, taal: Taal) -> list[str]:
    """The terms of a text, pairs of neighbouring stems included."""
    words = [_of_word(woord, taal) for woord in split_folded(fold(tekst))]
    found = [term for word in words for term in word]
    found += (f"{a[0]} {b[0]}" for a, b in pairwise(words))
    return found


class Vormen:
    """Bags of texts, compared with a question by the cosine of their terms."""

    def __init__(self, bundels: Sequence[Iterable[str]], taal: Taal) -> None:
        self.taal: Taal = taal
        counts = [Counter(t for tekst in bundel for t in terms(tekst, taal)) for bundel in bundels]
        spread: Counter[str] = Counter()
        often: Counter[str] = Counter()
        for count in counts:
            spread.update(count.keys())
            often.update(count)
        total = len(bundels)
        # A pair of words that was written once says nothing of how people ask; it only fills.
        # A term that nearly every bag has tells none apart, and takes longest to look up.
        most = max(GEWOON * total, 10)
        kept = [
            term for term in spread if spread[term] <= most and (often[term] > 1 or " " not in term)
        ]
        self._gewoon = frozenset(term for term in spread if spread[term] > most)
        self._terms = {term: number for number, term in enumerate(kept)}
        self._idf = array("f", [log((1 + total) / (1 + spread[term])) + 1 for term in kept])
        self._onbekend = log(1 + total) + 1
        gathered: list[list[tuple[int, float]]] = [[] for _ in kept]
        for number, count in enumerate(counts):
            weights = {
                at: (1 + log(times)) * self._idf[at]
                for term, times in count.items()
                if (at := self._terms.get(term)) is not None
            }
            norm = sqrt(sum(w * w for w in weights.values())) or 1.0
            for at, weight in weights.items():
                gathered[at].append((number, weight / norm))
        self._starts = array("I", [0])
        self._numbers, self._values = array("H"), array("f")
        for pairs in gathered:
            self._numbers.extend(number for number, _ in pairs)
            self._values.extend(value for _, value in pairs)
            self._starts.append(len(self._numbers))

    def compare(self, tekst: str) -> dict[int, float]:
        """The cosine, 0 to 1, of a question with each bag that is anywhere near it."""
        count = Counter(terms(tekst, self.taal))
        norm = 0.0
        found: dict[int, float] = {}
        for term, times in count.items():
            at = self._terms.get(term)
            if at is None:
                # Unknown pairs are common and tell nothing; an unknown word does.
                if " " not in term and term not in self._gewoon:
                    norm += ((1 + log(times)) * self._onbekend) ** 2
                continue
            weight = (1 + log(times)) * self._idf[at]
            norm += weight * weight
            begin, end = self._starts[at], self._starts[at + 1]
            for number, value in zip(
                self._numbers[begin:end], self._values[begin:end], strict=True
            ):
                found[number] = found.get(number, 0.0) + weight * value
        scale = sqrt(norm) or 1.0
        least = NABIJ * max(found.values(), default=0.0)
        return {number: value / scale for number, value in found.items() if value >= least}

"""The terms by which texts are compared, each with a number.

Terms are stems, pairs of neighbouring stems, and the beginning and end of long words (for
compounds).
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import Stemmer
from numpy.typing import NDArray

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.onthouder import Onthouder
from zkl_bot.vragen.rijen import different
from zkl_bot.vragen.zakken import Zakken

_STEM: dict[Taal, Stemmer.Stemmer] = {
    "nl": Stemmer.Stemmer("dutch", 0),
    "en": Stemmer.Stemmer("english", 0),
}
LANG, HEEL_LANG, RAND = 7, 9, 5
"""From how many letters a word counts by its first and by its last five letters too."""
MAX_ONTHOUDEN = 2048
"""Of how many words of questions is remembered what their terms are."""
MEEST = 3
"""The most terms of one word."""
GEEN = -1

Reeks = NDArray[np.int64]


def stem(woord: str, taal: Taal) -> str:
    """The stem of a folded word."""
    found: str = _STEM[taal].stemWord(woord)
    return found


def of_word(woord: str, taal: Taal) -> tuple[str, ...]:
    """The terms of one word, its stem first."""
    found = [stem(woord, taal)]
    if len(woord) >= LANG:
        found.append("^" + woord[:RAND])
    if len(woord) >= HEEL_LANG:
        found.append(woord[-RAND:] + "$")
    return tuple(found)


class Termen(Onthouder):
    """Terms and their numbers: first those of one word, then the pairs."""

    def __init__(self, taal: Taal) -> None:
        self._taal: Taal = taal
        self._enkel: dict[str, int] = {}
        self._paren: NDArray[np.unsignedinteger] = np.empty(0, dtype=np.uint32)
        """The numbers of the two stems of each pair, as one number, in order."""
        self._bits = 0
        """How many bits of it are of the second one."""

        self._remember()

    def _remember(self) -> None:
        self._of_word = lru_cache(maxsize=MAX_ONTHOUDEN)(self._look_up)

    def __len__(self) -> int:
        return len(self._enkel) + len(self._paren)

    @property
    def enkel(self) -> int:
        """How many are of one word."""
        return len(self._enkel)

    def learn(self, zakken: Zakken, ook: Iterable[str] = ()) -> tuple[Reeks, Reeks]:
        """Gives all terms of some bags a number, and the stems of the words `ook`. Of each term of
        each text: which one it is, and in which bag.
        """
        own = [[self._enkel.setdefault(term, len(self._enkel))
                for term in of_word(word, self._taal)] for word in zakken.woorden]  # fmt: skip
        for word in ook:
            self._enkel.setdefault(of_word(word, self._taal)[0], len(self._enkel))
        own.append([])  # what TUSSEN finds, being the last one
        terms, bags = [], []
        for place in range(MEEST):
            of_words = np.array([t[place] if place < len(t) else GEEN for t in own], dtype=np.int64)
            found = of_words[zakken.woord]
            terms.append(found[found != GEEN])
            bags.append(zakken.zak[found != GEEN])
            if place == 0:
                stems = found
        first, second = stems[:-1], stems[1:]
        both = (first != GEEN) & (second != GEEN)
        small = self.enkel <= 1 << 16
        self._bits = 16 if small else 32
        pairs = (first[both] << self._bits | second[both]).astype(np.uint32 if small else np.uint64)
        self._paren = different(pairs)[0]
        terms.append(self.enkel + self._paren.searchsorted(pairs))
        bags.append(zakken.zak[:-1][both])
        return np.concatenate(terms), np.concatenate(bags).astype(np.int64)

    def keep_pairs(self, kept: NDArray[np.bool_]) -> Reeks:
        """Forgets the other pairs. Gives by old number the new one of what stays."""
        self._paren = self._paren[kept]
        return np.concatenate((np.arange(self.enkel), self.enkel - 1 + kept.cumsum()))

    def number(self, woord: str) -> int | None:
        """The number of the stem of a word; None when no text has it."""
        stem = self._of_word(woord)[0]
        return None if stem == GEEN else stem

    def _look_up(self, woord: str) -> tuple[int, tuple[int, ...], tuple[str, ...]]:
        """The number of the stem of a word, of all its terms, and the terms without one."""
        terms = of_word(woord, self._taal)
        numbers = [self._enkel.get(term, GEEN) for term in terms]
        unknown = [term for term, number in zip(terms, numbers, strict=True) if number == GEEN]
        return numbers[0], tuple(n for n in numbers if n != GEEN), tuple(unknown)

    def find(self, woorden: Sequence[str]) -> tuple[list[int], list[str]]:
        """The numbers of the terms of a text, and its terms of one word that have none."""
        numbers: list[int] = []
        unknown: list[str] = []
        pairs: list[int] = []
        previous = GEEN
        for word in woorden:
            stem, known, strange = self._of_word(word)
            numbers += known
            unknown += strange
            if stem >= 0 and previous >= 0:
                pairs.append(previous << self._bits | stem)
            previous = stem
        if pairs and len(self._paren):
            keys = np.array(pairs, dtype=self._paren.dtype)
            places = self._paren.searchsorted(keys)
            places[places == len(self._paren)] = 0
            numbers += (self.enkel + places[self._paren[places] == keys]).tolist()
        return numbers, unknown

"""Which passages explain how much of a question.

Per word of the question the best of: the same word or stem, a synonym, a compound that holds it
or that it holds (fiets in fietspadennetwerk), a shared beginning, a typing error. The score of a
passage is the part of the question's weight that it explains. Rare words weigh more, and a word
the sources don't know weighs most: that is what makes the bot say it does not know.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Any

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.lexicon import GEWOON, LICHT, STOP
from zkl_bot.vragen.woorden import split, stems

STAM, SYNONIEM, TYPFOUT, BEGIN = 0.97, 0.9, 0.85, 0.65
"""How good a match is, of one with the same word."""
LICHT_RAAK, LICHT_MIS = 0.25, 0.1
GEWOON_RAAK, GEWOON_MIS = 0.55, 0.22
"""What words of little meaning and ordinary words count, had and lacked; an unknown one is 1."""
VERWIJZING = 1.3
"""What a number that names something counts, such as "actie 9"."""
LANGSTE = 40
"""Longer runs of letters are no words."""
MAX_BUREN = 48
"""The most words one word of a question may be taken for."""


@dataclass(frozen=True, slots=True)
class Buren:
    """The words of the sources a word of a question may be taken for, and what it weighs."""

    gewicht: float
    """What it counts in a passage that has it."""
    mis: float
    """What it counts in a passage that lacks it."""
    woorden: tuple[tuple[int, float], ...]


class Index:
    """An index over passages, each a mapping from word to the weight of the field it is in."""

    def __init__(
        self,
        passages: Sequence[Mapping[str, float]],
        eigen: Sequence[Iterable[str]],
        synoniemen: Iterable[Sequence[str]],
        taal: Taal,
    ) -> None:
        """`eigen` holds, per passage, the words that count for how rare a word is."""
        self.taal = taal
        self.aantal = len(passages)
        self._ids: dict[str, int] = {}
        gathered: list[tuple[list[int], list[float]]] = []
        for number, passage in enumerate(passages):
            for word, weight in passage.items():
                index = self._ids.get(word)
                if index is None:
                    self._ids[word] = len(gathered)
                    gathered.append(([number], [weight]))
                else:
                    numbers, weights = gathered[index]
                    numbers.append(number)
                    weights.append(weight)
        self._postings = [(array("I", n), array("f", w)) for n, w in gathered]
        self.words = list(self._ids)
        self._frequency = array("I", [0] * len(self.words))
        for words in eigen:
            for word in words:
                self._frequency[self._ids[word]] += 1
        self._by_stem: dict[str, list[int]] = {}
        for word, index in self._ids.items():
            for stem in stems(word, taal):
                self._by_stem.setdefault(stem, []).append(index)
        plain = sorted(word for word in self.words if word.isalpha() and len(word) >= 4)
        self._sorted = plain
        self._text = "\n" + "\n".join(plain) + "\n"
        self._by_length: dict[int, list[str]] = {}
        for word in plain:
            self._by_length.setdefault(len(word), []).append(word)
        self._synonyms: dict[str, list[int]] = {}
        self._read_synonyms(synoniemen)
        self._gewoon = {key for word in GEWOON[taal] for key in (word, *stems(word, taal))}
        self._log_max = log((self.aantal + 1) / 0.5)
        self.neighbours = lru_cache(maxsize=8192)(self._neighbours)

    def __getstate__(self) -> dict[str, Any]:
        """What is kept of it: all but the memory of words looked up."""
        return {name: value for name, value in vars(self).items() if name != "neighbours"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.neighbours = lru_cache(maxsize=8192)(self._neighbours)

    def _read_synonyms(self, groups: Iterable[Sequence[str]]) -> None:
        for number, group in enumerate(groups):
            parts = [split(member) for member in group]
            members = [found[0] for found in parts if len(found) == 1]
            targets = {index for word in members for index in self._same(word)}
            if (whole := self._ids.get(f"={number}")) is not None:
                targets.add(whole)
            for word in [*members, f"={number}"]:
                for key in (word, f"{word}^", *stems(word, self.taal)):
                    self._synonyms.setdefault(key, []).extend(targets)

    def _same(self, word: str) -> set[int]:
        """The same word, or one with the same stem."""
        found = {index for stem in stems(word, self.taal) for index in self._by_stem.get(stem, ())}
        if (index := self._ids.get(word)) is not None:
            found.add(index)
        return found

    def __contains__(self, word: str) -> bool:
        return word in self._ids

    def _neighbours(self, word: str) -> Buren:
        found: dict[int, float] = {}

        def add(index: int, score: float) -> None:
            if found.get(index, 0.0) < score:
                found[index] = score

        for index in self._same(word):
            add(index, STAM)
        if (exact := self._ids.get(word)) is not None:
            found[exact] = 1.0
        known = bool(found)
        for key in (word, *stems(word, self.taal)):
            for index in self._synonyms.get(key, ()):
                add(index, SYNONIEM)
        sure = [index for index, score in found.items() if score >= SYNONIEM]
        if word.isalpha() and 4 <= len(word) <= LANGSTE:
            for other, score in self._compounds(word):
                add(self._ids[other], score)
            if not known:
                for other, score in self._alike(word):
                    add(self._ids[other], score)
        best = sorted(found.items(), key=lambda pair: -pair[1])[:MAX_BUREN]
        return Buren(*self._weights(word, sure or [i for i, _ in best], known), tuple(best))

    def _weights(self, word: str, same: Sequence[int], known: bool) -> tuple[float, float]:
        """What a word counts in a passage that has it, and in one that lacks it."""
        if word in STOP[self.taal]:
            return 0.0, 0.0
        if word[0].isdigit():
            return (0.3, LICHT_MIS) if len(word) < 3 else (0.45, 0.4)
        if "#" in word or word[0] == "§":
            return VERWIJZING, VERWIJZING
        idf = 1.0
        if same:
            frequency = sum(self._frequency[index] for index in same)
            idf = max(0.15, log((self.aantal + 1) / (frequency + 0.5)) / self._log_max)
        if word in LICHT[self.taal]:
            return min(idf, LICHT_RAAK), LICHT_MIS
        if word in self._gewoon or not self._gewoon.isdisjoint(stems(word, self.taal)):
            return min(idf, GEWOON_RAAK), GEWOON_MIS
        if not same:
            return 1.0, 1.0
        weight = min(idf, 1.0) if known else max(0.5, min(idf, 1.0))
        return weight, weight

    def _compounds(self, word: str) -> Iterable[tuple[str, float]]:
        """Words that hold this one, and words this one holds, at least four letters long."""
        text = self._text
        at = text.find(word)
        seen = 0
        while at >= 0 and seen < MAX_BUREN:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            other = text[start:end]
            if other != word:
                edge = at == start or at + len(word) == end
                if edge or len(word) >= 6:
                    yield other, 0.86 if edge else 0.7
                    seen += 1
            at = text.find(word, end)
        length = len(word)
        for start in range(length - 3):
            for end in range(start + 4, length + 1):
                part = word[start:end]
                if part != word and part in self._ids:
                    edge = start == 0 or end == length
                    if edge:
                        share = len(part) / length
                        yield part, 0.4 + 0.5 * share if share < 0.8 else 0.86

    def _alike(self, word: str) -> Iterable[tuple[str, float]]:
        """Words with the same beginning, and words one or two typing errors away."""
        length = len(word)
        limit = 1 if length < 8 else 2
        for size in range(length - limit, length + limit + 1):
            choices = self._by_length.get(size)
            if choices:
                for other, distance, _ in extract(
                    word, choices, scorer=OSA.distance, score_cutoff=limit, limit=6
                ):
                    yield other, TYPFOUT - 0.08 * (distance - 1)
        if length >= 6:
            stem = word[: max(5, length - 4)]
            at = bisect_left(self._sorted, stem)
            while at < len(self._sorted) and self._sorted[at].startswith(stem):
                other = self._sorted[at]
                if len(other) - len(stem) <= 6:
                    yield other, BEGIN
                at += 1

    def match(self, words: Sequence[str]) -> list[dict[int, float]]:
        """Per word how well each passage has it, 0 to 1."""
        result = []
        for word in words:
            best: dict[int, float] = {}
            for index, score in self.neighbours(word).woorden:
                numbers, weights = self._postings[index]
                for number, weight in zip(numbers, weights, strict=True):
                    value = score * weight
                    if value > best.get(number, 0.0):
                        best[number] = value
            result.append(best)
        return result

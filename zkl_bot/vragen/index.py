"""Which passages explain how much of a question.

Per word of the question the best of: the same word or stem, a synonym, what the thesaurus says
that an unknown word stands for, a compound that holds it or that it holds (fiets in
fietspadennetwerk), a shared beginning, a typing error. The score of a passage is the part of the
question's weight that it explains. Rare words weigh more, and a word the sources don't know weighs
most: that is what makes the bot say it does not know.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from math import log

import numpy as np

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.buren import Buren, pack, unpack
from zkl_bot.vragen.lexicon import GEWOON, LICHT, STOP
from zkl_bot.vragen.onthouder import Onthouder
from zkl_bot.vragen.rijen import Getallen, Gewichten, Rijen
from zkl_bot.vragen.telling import Telling
from zkl_bot.vragen.thesaurus import Paren
from zkl_bot.vragen.woorden import split, stems

STAM, SYNONIEM, ANDERS, TYPFOUT, BEGIN = 0.97, 0.9, 0.87, 0.85, 0.65
"""How good a match is, of one with the same word."""
LICHT_RAAK, LICHT_MIS = 0.25, 0.1
GEWOON_RAAK, GEWOON_MIS = 0.55, 0.22
"""What words of little meaning and ordinary words count, had and lacked; an unknown one is 1."""
VAAK_GEVRAAGD = 3
"""For how many facts people must ask with a word, before it tells nothing of what they ask."""
GEVRAAGD_MIS = 0.45
"""What a word counts, lacked, that the sources don't have but people ask with."""
LANG = 8
"""From how many letters two slips are still the same word, and one in what others ask with."""
DEEL = 0.9
"""How well a section serves for the chapter it is in."""
VERWIJZING = 1.3
"""What a number that names something counts, such as "actie 9"."""
LANGSTE = 40
"""Longer runs of letters are no words."""
MAX_ONTHOUDEN = 2048
"""Of how many words of questions is remembered what they may be taken for."""
MAX_BUREN = 48
"""The most words one word of a question may be taken for."""


class Index(Onthouder):
    """An index over passages, each a mapping from word to the weight of the field it is in."""

    def __init__(
        self,
        passages: Sequence[Mapping[str, float]],
        eigen: Sequence[Iterable[str]],
        synoniemen: Iterable[Sequence[str]],
        taal: Taal,
        gevraagd: Mapping[str, int] | None = None,
        *,
        paren: Paren = (),
    ) -> None:
        """`eigen` holds, per passage, the words that count for how rare a word is; `gevraagd`,
        per stem, for how many facts people ask with it; `paren` what words that the passages lack
        may stand for.
        """
        self.taal = taal
        self.aantal = len(passages)
        self._ids: dict[str, int] = {}
        rows, numbers, weights = array("I"), array("I"), array("f")
        for number, passage in enumerate(passages):
            rows.extend(self._ids.setdefault(word, len(self._ids)) for word in passage)
            numbers.extend([number] * len(passage))
            weights.extend(passage.values())
        self._rijen = Rijen(len(self._ids), *map(np.array, (rows, numbers, weights)))
        self.words = list(self._ids)
        self._frequency = array("I", [0] * len(self.words))
        for words in eigen:
            for word in words:
                self._frequency[self._ids[word]] += 1
        by_stem: dict[str, list[int]] = {}
        for word, index in self._ids.items():
            for stem in stems(word, taal):
                by_stem.setdefault(stem, []).append(index)
        # Most stems are of one word, and a number takes less room than a tuple of it.
        self._by_stem = {s: f[0] if len(f) == 1 else tuple(f) for s, f in by_stem.items()}
        # Of a word that the sources have, they tell what it weighs.
        self._gevraagd = Telling({s: n for s, n in (gevraagd or {}).items() if s not in by_stem})
        self._gewoon = Telling({stem: 1 for word in GEWOON[taal] for stem in stems(word, taal)})
        plain = sorted(word for word in self.words if word.isalpha() and len(word) >= 4)
        self._sorted = plain
        text = self._text = "\n" + "\n".join(plain) + "\n"
        # Where in it the ends of words begin, from four letters, in the order of what they read.
        self._ends = array("I", (at for at in range(len(text)) if text.find("\n", at) - at >= 4))
        self._ends = array("I", sorted(self._ends, key=lambda at: text[at : at + LANGSTE]))
        self._by_length: dict[int, list[str]] = {}
        for word in plain:
            self._by_length.setdefault(len(word), []).append(word)
        self._synonyms = self._read_synonyms(synoniemen)
        self._others = self._read_others(paren)
        self._log_max = log((self.aantal + 1) / 0.5)
        self._kept: dict[str, bytes] = {}
        self._remember()

    def _remember(self) -> None:
        self.neighbours = lru_cache(maxsize=MAX_ONTHOUDEN)(self._look_up)

    def _read_synonyms(self, groups: Iterable[Sequence[str]]) -> dict[str, tuple[int, ...]]:
        synonyms: dict[str, list[int]] = {}
        for number, group in enumerate(groups):
            parts = [split(member) for member in group]
            members = [found[0] for found in parts if len(found) == 1]
            targets = {index for word in members for index in self._same(word)}
            if (whole := self._ids.get(f"={number}")) is not None:
                targets.add(whole)
            for word in [*members, f"={number}"]:
                for key in (word, f"{word}^", *stems(word, self.taal)):
                    synonyms.setdefault(key, []).extend(targets)
        return {key: tuple(found) for key, found in synonyms.items()}

    def _read_others(self, paren: Paren) -> dict[str, tuple[int, ...]]:
        others: dict[str, list[int]] = {}
        for word, meant in paren:
            # Of a word that the sources have themselves, they tell what it means.
            if not self._same(word) and (targets := self._same(meant)):
                for key in {word, *stems(word, self.taal)}:
                    if key not in self._by_stem:
                        others.setdefault(key, []).extend(targets)
        # A word and its stems mostly stand for the same: that is kept once.
        kept: dict[tuple[int, ...], tuple[int, ...]] = {}
        tuples = ((key, tuple(dict.fromkeys(found))) for key, found in others.items())
        return {key: kept.setdefault(found, found) for key, found in tuples}

    def _same(self, word: str) -> set[int]:
        """The same word, or one with the same stem."""
        found: set[int] = set()
        for stem in stems(word, self.taal):
            having = self._by_stem.get(stem, ())
            found.update((having,) if isinstance(having, int) else having)
        if (index := self._ids.get(word)) is not None:
            found.add(index)
        return found

    def _asked_with(self, word: str) -> int:
        """For how many facts people ask with a word that the sources don't have."""
        return max((self._gevraagd[stem] for stem in stems(word, self.taal)), default=0)

    def _is_gewoon(self, word: str) -> bool:
        """Whether it is an ordinary word, or a form of one."""
        gewoon = self._gewoon
        return word in GEWOON[self.taal] or any(gewoon[s] for s in stems(word, self.taal))

    def _sections(self, word: str) -> list[int]:
        """The sections of a chapter: what stands in one of them, stands in the chapter."""
        if word[:1] != "§" or "." in word:
            return []
        parts = (f"{word}.{number}" for number in range(1, 10))
        return [self._ids[part] for part in parts if part in self._ids]

    def __contains__(self, word: str) -> bool:
        return word in self._ids

    @property
    def holds(self) -> Callable[[str], bool]:
        """Whether a word is in it: for who asks that of many."""
        return self._ids.__contains__

    def _knows(self, word: str) -> bool:
        """Whether the sources or the word lists have this word, in one form or another."""
        keys = (word, *stems(word, self.taal))
        return (
            bool(self._same(word))
            or any(key in self._synonyms for key in keys)
            or any(key in LICHT[self.taal] for key in keys)
            or self._is_gewoon(word)
        )

    def keep(self, words: Iterable[str]) -> None:
        """Finds out now what these words may be taken for, and keeps that with the index."""
        self._kept = {word: pack(self._neighbours(word)) for word in words}

    @property
    def kept(self) -> Iterable[str]:
        """Those words."""
        return self._kept

    def _look_up(self, word: str) -> Buren:
        packed = self._kept.get(word)
        return self._neighbours(word) if packed is None else unpack(packed)

    def _neighbours(self, word: str) -> Buren:
        found: dict[int, float] = {}
        slips: set[int] = set()

        def add(index: int, score: float) -> None:
            if found.get(index, 0.0) < score:
                found[index] = score

        for index in self._same(word):
            add(index, STAM)
        if (exact := self._ids.get(word)) is not None:
            found[exact] = 1.0
        for index in self._sections(word):
            add(index, DEEL)
        known = bool(found)
        keys = (word, *stems(word, self.taal))
        for key in keys:
            for index in self._synonyms.get(key, ()):
                add(index, SYNONIEM)
        others = [] if known else [i for key in keys for i in self._others.get(key, ())]
        for index in others:
            add(index, ANDERS)
        sure = [index for index, score in found.items() if score >= ANDERS]
        if word.isalpha() and 4 <= len(word) <= LANGSTE:
            for other, score in self._compounds(word):
                add(self._ids[other], score)
            if not known and not others:
                # What many ask with is written like that, but for a slip in a long word.
                asked = bool(self._asked_with(word))
                for other, score in self._slips(word, 1) if asked else self._alike(word):
                    add(self._ids[other], score)
                    if score > BEGIN:
                        slips.add(self._ids[other])
        best = sorted(found.items(), key=lambda pair: -pair[1])[:MAX_BUREN]
        weight, lacked = self._weights(word, sure or [i for i, _ in best], known)
        meant = self.words[best[0][0]] if best and best[0][0] in slips else ""
        return Buren(weight, lacked, tuple(best), self._knows(word), *self._having(best), meant)

    def _having(self, words: Sequence[tuple[int, float]]) -> tuple[Getallen, Gewichten]:
        """The passages that have some words, each with the best of what it has."""
        numbers, values = self._rijen.gather([w for w, _ in words], [s for _, s in words])
        if len(words) > 1:
            best: Gewichten = np.zeros(self.aantal, dtype=np.float32)
            np.maximum.at(best, numbers, values)
            found = best.nonzero()[0]
            return found, best[found]
        return numbers.astype(np.intp), values

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
        if self._is_gewoon(word):
            return min(idf, GEWOON_RAAK), GEWOON_MIS
        asked = 0 if known else self._asked_with(word)
        if asked >= VAAK_GEVRAAGD:
            return min(idf, GEWOON_RAAK), GEWOON_MIS
        if asked:
            return min(idf, GEVRAAGD_MIS), GEVRAAGD_MIS
        if not same:
            return 1.0, 1.0
        weight = min(idf, 1.0) if known else max(0.5, min(idf, 1.0))
        return weight, weight

    def _compounds(self, word: str) -> Iterable[tuple[str, float]]:
        """Words that hold this one, and words this one holds, at least four letters long."""
        text, length = self._text, len(word)
        seen = end = 0
        for at in self._find(word):
            if at < end:
                continue  # it is in the same word once more
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            other = text[start:end]
            if other != word:
                edge = at == start or at + length == end
                if edge or length >= 6:
                    yield other, 0.86 if edge else 0.7
                    seen += 1
                    if seen == MAX_BUREN:
                        break
        parts = [word[:end] for end in range(4, length)]
        parts += [word[start:] for start in range(1, length - 3)]
        for part in parts:
            if part in self._ids:
                share = len(part) / length
                yield part, 0.4 + 0.5 * share if share < 0.8 else 0.86

    def _find(self, word: str) -> list[int]:
        """Every place in the text of all words where this one stands."""
        text, ends, length = self._text, self._ends, len(word)

        def read(at: int) -> str:
            return text[at : at + length]

        first = bisect_left(ends, word, key=read)
        return sorted(ends[first : bisect_right(ends, word, lo=first, key=read)])

    def _alike(self, word: str) -> Iterable[tuple[str, float]]:
        """Words with the same beginning, and words one or two typing errors away."""
        length = len(word)
        yield from self._slips(word, 1 if length < LANG else 2)
        if length >= 6:
            stem = word[: max(5, length - 4)]
            at = bisect_left(self._sorted, stem)
            while at < len(self._sorted) and self._sorted[at].startswith(stem):
                other = self._sorted[at]
                if len(other) - len(stem) <= 6:
                    yield other, BEGIN
                at += 1

    def _slips(self, word: str, limit: int) -> Iterable[tuple[str, float]]:
        """Words so many typing errors away; of a short word that people ask with, none."""
        length = len(word)
        if length < LANG and self._asked_with(word):
            return
        # Loaded when there is something to look up with it: most questions have no typing errors.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        for size in range(length - limit, length + limit + 1):
            choices = self._by_length.get(size)
            if choices:
                for other, distance, _ in extract(
                    word, choices, scorer=OSA.distance, score_cutoff=limit, limit=6
                ):
                    yield other, TYPFOUT - 0.08 * (distance - 1)

    def match(self, words: Sequence[str]) -> Gewichten:
        """How well each passage (columns) has each word (rows), 0 to 1."""
        best: Gewichten = np.zeros((len(words), self.aantal), dtype=np.float32)
        for row, word in zip(best, words, strict=True):
            buren = self.neighbours(word)
            row[buren.passages] = buren.raak
        return best

    def weight(self, word: str, number: int) -> float:
        """What a word itself weighs in a passage; 0 when the passage lacks it."""
        index = self._ids.get(word)
        return 0.0 if index is None else self._rijen.find(index, number)

    def having(self, words: Iterable[str]) -> Getallen:
        """The passages that have one of these words themselves, or a section of that chapter."""
        found = [self._ids[word] for word in words if word in self._ids]
        found += (index for word in words for index in self._sections(word))
        rows = [self._rijen.numbers(index) for index in found]
        return np.concatenate(rows) if rows else np.empty(0, dtype=np.int64)

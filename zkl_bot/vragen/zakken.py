"""Bags of texts as numbers: which words stand in which bag, text after text.

Some hundred thousand words are read here at every start that has nothing to go by, so each
different word is looked at once.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.rijen import different
from zkl_bot.vragen.woorden import WOORD, fold, split_folded, stems

_TOKEN = re.compile(rf"{WOORD}|\n")
TUSSEN = -1
"""Stands after every text."""


@dataclass(frozen=True, slots=True)
class Zakken:
    """Bags of texts, every word of them a number."""

    aantal: int
    woorden: list[str]
    """The different words, by their number."""
    woord: NDArray[np.int32]
    """The words of all texts, in order, with TUSSEN after each text."""
    zak: NDArray[np.int32]
    """In which bag each of these stands."""


def read_zakken(bundels: Iterable[Iterable[str]]) -> Zakken:
    """Reads the texts of all bags."""
    numbers: dict[str, int] = {}
    known: dict[str, tuple[int, ...]] = {"\n": (TUSSEN,)}
    found, sizes = array("i"), array("i")
    for bundel in bundels:
        before = len(found)
        folded = fold("".join(f"{' '.join(tekst.split())}\n" for tekst in bundel))
        for token in _TOKEN.findall(folded):
            if token not in known:
                words = split_folded(token)
                known[token] = tuple(numbers.setdefault(word, len(numbers)) for word in words)
            found.extend(known[token])
        sizes.append(len(found) - before)
    return Zakken(
        len(sizes),
        list(numbers),
        np.array(found, dtype=np.int32),
        np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
    )


def count_stems(zakken: Zakken, most: int, taal: Taal) -> Counter[str]:
    """Per stem, in how many of the first bags, `most` of them, there is a word of it."""
    numbers: dict[str, int] = {}
    has = (zakken.woord != TUSSEN) & (zakken.zak < most)
    words, bags = zakken.woord[has], zakken.zak[has].astype(np.int64)
    found = [[numbers.setdefault(stem, len(numbers)) for stem in stems(word, taal)]
             for word in zakken.woorden]  # fmt: skip
    keys = [np.empty(0, dtype=np.int64)]
    for place in range(max(map(len, found), default=0)):
        # The first stem of each word, then the second: a word has one of each stemmer.
        stem = np.array([f[place] if place < len(f) else -1 for f in found])[words]
        keys.append(different((stem * most + bags)[stem >= 0])[0])
    spread = np.bincount(different(np.concatenate(keys))[0] // max(most, 1), minlength=len(numbers))
    return +Counter(dict(zip(numbers, spread.tolist(), strict=True)))


def find_common(zakken: Zakken, most: int) -> list[str]:
    """The words that stand most in the texts, at most `most` of them."""
    times = np.bincount(zakken.woord[zakken.woord != TUSSEN], minlength=len(zakken.woorden))
    return [zakken.woorden[number] for number in np.argsort(-times, kind="stable")[:most]]

"""Other words for those that people ask with: what is told of a word holds a little for them too.

Nobody can write down every way in which people ask. Who asks for the afmelding of a gemeente means
its opzegging, so every text that has the one is taken to have a bit of the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zkl_bot.vragen.woorden import fold, split_folded

Paren = tuple[tuple[str, str], ...]
"""Another word, and the one that it may stand for."""


def read_paren(thesaurus: Mapping[str, Sequence[str]]) -> Paren:
    """All pairs of a thesaurus, as they are typed in a question; without those of several words."""
    words = (word for woord, anderen in thesaurus.items() for word in (woord, *anderen))
    read = {word: split_folded(fold(word)) for word in words}
    return tuple(
        dict.fromkeys(
            (read[ander][0], read[woord][0])
            for woord, anderen in thesaurus.items()
            for ander in anderen
            if len(read[ander]) == len(read[woord]) == 1 and read[ander] != read[woord]
        )
    )


GELEEND, GELEEND_TELT = 0.7, 0.5
"""What a word counts where it is lent from another, and what that counts for how common it is."""
BREED = 100
"""From how many bags a word is so common that it lends nothing, and gets nothing."""


@dataclass(frozen=True, slots=True)
class Tellingen:
    """In which bag which term stands, how often, and what that counts for how common the term is:
    1, or less for what is lent. Of each term the bags are in order.
    """

    termen: NDArray[np.int64]
    zakken: NDArray[np.int64]
    keren: NDArray[np.float32]
    telt: NDArray[np.float32]


def with_lent(eigen: Tellingen, paren: Sequence[tuple[int, int]], aantal: int) -> Tellingen:
    """The same, with what terms get of others: the first term of each of `paren` stands in every
    one of the first `aantal` bags that has the second one, for the most that it is worth there.
    Where a term stands itself, it gets nothing.
    """
    order = eigen.termen.argsort(kind="stable")
    order = order[eigen.zakken[order] < aantal]
    termen, zakken, keren = eigen.termen[order], eigen.zakken[order], eigen.keren[order]
    lener, gever = np.array(paren, dtype=np.int64).reshape(-1, 2).T
    spread = np.bincount(termen, minlength=max(lener.max(initial=0), gever.max(initial=0)) + 1)
    rare = (spread[lener] <= BREED) & (spread[gever] <= BREED)
    lener, gever = lener[rare], gever[rare]
    sizes = spread[gever]
    # The places of all rows that are lent, one row after another.
    before = sizes.cumsum() - sizes
    places = np.arange(sizes.sum()) + (termen.searchsorted(gever) - before).repeat(sizes)
    # A term and a bag as one number.
    keys, values = lener.repeat(sizes) * aantal + zakken[places], keren[places]
    new = ~np.isin(keys, termen * aantal + zakken)
    keys, values = keys[new], values[new]
    order = np.lexsort((-values, keys))
    keys, values = keys[order], values[order]
    most = np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)]
    lent, bags = np.divmod(keys[most], max(aantal, 1))
    order = np.append(eigen.zakken, bags).argsort(kind="stable")
    return Tellingen(
        np.append(eigen.termen, lent)[order],
        np.append(eigen.zakken, bags)[order],
        np.append(eigen.keren, values[most] * np.float32(GELEEND))[order],
        np.append(eigen.telt, np.full(len(lent), GELEEND_TELT, dtype=np.float32))[order],
    )

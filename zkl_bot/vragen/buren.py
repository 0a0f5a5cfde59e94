"""What a word of a question may be taken for, as an object and packed.

Looking that up takes longest of all that a new word asks for, so for the words that people ask
most with it is done beforehand. Packed they take a third of the room, and no time to load.
"""

import pickle
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from zkl_bot.vragen.rijen import Getallen, Gewichten, shorten


@dataclass(frozen=True, slots=True)
class Buren:
    """The words of the sources a word of a question may be taken for, and what it weighs."""

    gewicht: float
    """What it counts in a passage that has it."""
    mis: float
    """What it counts in a passage that lacks it."""
    woorden: tuple[tuple[int, float], ...]
    bekend: bool
    """Whether the sources or the word lists have it, in one form or another."""
    passages: Getallen
    """The passages that have one of those words: as wide as an index is, for it is one."""
    raak: Gewichten
    """How well each of these has it, 0 to 1."""
    bedoeld: str = ""
    """The word that it is a typing error for."""

    def of_passage(self, number: int) -> float:
        """How well one passage has it, 0 to 1."""
        at = int(self.passages.searchsorted(number))
        found = at < len(self.passages) and self.passages[at] == number
        return float(self.raak[at]) if found else 0.0


def pack(buren: Buren) -> bytes:
    """The same in few bytes."""
    passages = shorten(buren.passages)
    found: tuple[Any, ...] = (
        buren.gewicht, buren.mis, buren.woorden, buren.bekend, passages.dtype.char,
        passages.tobytes(), buren.raak.tobytes(), buren.bedoeld,
    )  # fmt: skip
    return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Buren:
    """What `pack` packed."""
    gewicht, mis, woorden, bekend, kort, passages, raak, bedoeld = pickle.loads(packed)  # noqa: S301 - ours
    dtype: DTypeLike = kort
    return Buren(
        gewicht, mis, woorden, bekend,
        np.frombuffer(passages, dtype).astype(np.intp), np.frombuffer(raak, np.float32), bedoeld,
    )  # fmt: skip

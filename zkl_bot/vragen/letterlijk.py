"""Questions that are put just as somebody wrote down that a fact is asked for.

Likelihoods can get such a question wrong: among thousands of ways of asking, some of another fact
are as near. But who asks it so, asks for that.
"""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np

from zkl_bot.vragen.woorden import split

_BYTES = 8


class Letterlijk:
    """By the words of a way of asking the number of what is asked for with it."""

    def __init__(self, vragen: Iterable[tuple[str, int]]) -> None:
        known: dict[int, int] = {}
        for tekst, number in vragen:
            key = _key(tekst)
            # What is asked for in the same words as something else, is not known by them.
            known[key] = number if known.get(key, number) == number else -1
        keys = sorted(key for key, number in known.items() if number >= 0)
        self._keys = np.array(keys, dtype=np.uint64)
        self._numbers = np.array([known[key] for key in keys], dtype=np.int32)

    def find(self, vraag: str) -> int | None:
        """The number of what a question asks for word by word, or None."""
        key = np.uint64(_key(vraag))
        at = int(self._keys.searchsorted(key))
        if at < len(self._keys) and self._keys[at] == key:
            return int(self._numbers[at])
        return None


def _key(tekst: str) -> int:
    words = " ".join(split(tekst)).encode()
    return int.from_bytes(blake2b(words, digest_size=_BYTES).digest(), "big")

"""Words with a small number each, in a tenth of the room of a dict."""

from collections.abc import Mapping

import numpy as np

MEEST = 255


class Telling:
    """Looked up by halving, so it is for what is looked up seldom. Words are ASCII."""

    def __init__(self, aantallen: Mapping[str, int]) -> None:
        """Numbers from 1; what is more than MEEST counts as MEEST."""
        self._words = np.array(sorted(aantallen), dtype=np.bytes_)
        self._numbers = np.array(
            [min(aantallen[word], MEEST) for word in sorted(aantallen)], dtype=np.uint8
        )

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, word: str) -> int:
        """The number of a word; 0 when it is not there."""
        # A longer one would make numpy copy the whole, and cannot be there anyway.
        asked = word.encode()
        if not len(self) or len(asked) > self._words.itemsize:
            return 0
        at = int(self._words.searchsorted(asked))
        return int(self._numbers[at]) if at < len(self) and self._words[at] == asked else 0

"""Typed words while they are taken apart: what was read is blanked, so that the rest stays put."""

import re
from itertools import pairwise

_RAND = " ,;-"
_LOWER = {ord(c): ord(c.lower()) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_VULLING = re.compile(
    r"(?:\s|-|,|\b(?:om|op|van|vanaf|aanvang|tot|t/m|en|uur|ongeveer|circa|at|on|from|to|until"
    r"|till|and|about)\b)*"
)
"""Words between a day and its times that say nothing by themselves."""
_VERVOEGING = re.compile(r"\b(om|op|van|vanaf|aanvang|at|on|from)$", re.IGNORECASE)


class Getypt:
    """What was typed: `left` is what was not understood yet, in small letters, at its place."""

    def __init__(self, tekst: str) -> None:
        self.typed = " ".join(tekst.replace("–", "-").split())
        self.left = self.typed.translate(_LOWER)
        self._taken: list[tuple[int, int]] = []

    def take(self, start: int, end: int) -> str:
        """Blanks one piece that was understood; gives it as it was typed."""
        self.left = f"{self.left[:start]}{' ' * (end - start)}{self.left[end:]}"
        self._taken.append((start, end))
        return self.typed[start:end]

    @property
    def last(self) -> int:
        """Where the last piece ends that was understood."""
        return max((end for _, end in self._taken), default=0)

    @property
    def voor(self) -> str:
        """What stands before the first piece."""
        first = min((start for start, _ in self._taken), default=len(self.typed))
        return _without_joint(self.typed[:first])

    @property
    def na(self) -> str:
        """What stands behind the first piece and was not understood, fillers between apart."""
        pieces = sorted(self._taken)
        between = [
            self.typed[end:start]
            for (_, end), (start, _) in pairwise(pieces)
            if not _VULLING.fullmatch(self.left[end:start])
        ]
        behind = self.typed[self.last :].strip(_RAND) if pieces else ""
        return " ".join(filter(None, (*map(_without_joint, between), behind)))


def _without_joint(words: str) -> str:
    return _VERVOEGING.sub("", words.strip(_RAND)).strip(_RAND)

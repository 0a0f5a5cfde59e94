"""Typing errors: a word that nobody knows, read as the one that was meant.

A slip in "hoeveel" or "wethouder" hides what is asked for, and one in the name of a party who is
meant; so they are put right before a question is read.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.index import Index
from zkl_bot.vragen.lexicon import CHAT, GEWOON, NUMMERS, STOP, VRAAGWOORDEN
from zkl_bot.vragen.onthouder import Onthouder
from zkl_bot.vragen.woorden import fold

KORTST = 5
"""How many letters a word has at least to be put right."""
LANG = 10
"""From how many letters two slips are still the same word."""
MAX_ONTHOUDEN = 4096
_WOORD = re.compile(rf"[^\W\d_]{{{KORTST},40}}")


class Schrijffouten(Onthouder):
    """Puts typing errors right, in one language."""

    def __init__(self, index: Index, namen: Iterable[str], taal: Taal) -> None:
        """`namen` are names of parties: a slip in one of those is one too."""
        self._index = index
        words = {word for name in namen for word in fold(name).split() if len(word) > KORTST}
        self._bekend = sorted(VRAAGWOORDEN[taal] | {word for word in words if word.isalpha()})
        self._zeker = STOP[taal].union(GEWOON[taal], NUMMERS, CHAT, self._bekend)
        self._remember()

    def _remember(self) -> None:
        self._of_word = lru_cache(maxsize=MAX_ONTHOUDEN)(self._put_right)

    def prepare(self, woorden: Iterable[str]) -> None:
        """Does now what the first word that nobody knows would wait for, and what these would."""
        self.correct(" ".join(("x" * KORTST, *woorden)))

    def correct(self, tekst: str) -> str:
        """A text without its typing errors; as it is when there are none."""
        return _WOORD.sub(self._replace, tekst)

    def _replace(self, match: re.Match[str]) -> str:
        return self._of_word(match[0])

    def _put_right(self, woord: str) -> str:
        folded = fold(woord)
        if folded in self._zeker:
            return woord
        right = self._find(folded)
        return woord if right == folded else right

    def _find(self, woord: str) -> str:
        if woord in self._index:
            return woord
        buren = self._index.neighbours(woord)
        # Loaded when there is something to put right: most questions have no typing errors.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extractOne

        found = extractOne(woord, self._bekend, scorer=OSA.distance, score_cutoff=1)
        # "Gemeentes" is no slip, though known by its stem, as "gemeentte" is.
        if found and not (buren.bekend and woord.startswith(found[0])):
            return str(found[0])
        meant = "" if buren.bekend else buren.bedoeld
        slips = 2 if len(woord) >= LANG else 1
        near = meant[:1] == woord[0] and OSA.distance(woord, meant) <= slips
        return meant if near else woord

"""Which of many patterns may be in a text, so that only those are tried.

Most patterns hold letters that must be in a word of a text for them to match. A Zeef remembers of
each word which of its patterns that may be, so what many patterns look for in a text costs little
more than its words.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

try:
    from re import _constants as constants
    from re import _parser as parser
except ImportError:  # then every pattern is tried: slower, the same result
    parser = None

if TYPE_CHECKING:
    from zkl_bot.vragen.patroon import Zeefpatroon

LETTERS = 3
TEKSTEN, WOORDEN = 8, 4096
"""Of how many texts, those of one question, and of how many words is remembered what may match."""
Nodig = tuple[str, ...]
"""Letters of which at least one run must be in a word; empty when that is not known."""
_WOORD = re.compile(r"[^\W_]+")
Tabel = dict[str, list[tuple[str, tuple[int, ...]]]]
"""By the first letters of what a word must hold, that whole and the patterns that need it."""


def find_needed(patroon: str) -> Nodig:
    """What a text must have one of for a pattern to match."""
    if parser is None:
        return ()
    parsed = parser.parse(patroon)
    return () if parsed.state.flags & re.IGNORECASE else _of_sequence(parsed)


def _of_sequence(sequence: Iterable[tuple[Any, Any]]) -> Nodig:
    """The best of what its parts need: of which the shortest is longest."""
    needed: list[Nodig] = []
    run = ""
    for kind, value in sequence:
        letter = chr(value) if kind is constants.LITERAL else " "
        if letter.isalnum():
            run += letter
            continue
        needed.append((run,))
        run = ""
        needed.append(_of_part(kind, value))
    needed.append((run,))
    return max((n for n in needed if n and all(n)), key=lambda n: (min(map(len, n)), -len(n)),
               default=())  # fmt: skip


def _of_part(kind: Any, value: Any) -> Nodig:
    if kind is constants.SUBPATTERN:
        return () if value[1] & re.IGNORECASE else _of_sequence(value[-1])
    if kind is constants.BRANCH:
        each = [_of_sequence(branch) for branch in value[1]]
        return tuple(dict.fromkeys(n for needed in each for n in needed)) if all(each) else ()
    if kind in (constants.MAX_REPEAT, constants.MIN_REPEAT) and value[0] > 0:
        return _of_sequence(value[2])
    return ()


class Zeef:
    """Patterns that are looked for in the same texts."""

    def __init__(self) -> None:
        self.patronen: list[Zeefpatroon] = []
        self._known: Mapping[str, Nodig] = {}
        self._table: Tabel | None = None
        self._of_word = lru_cache(maxsize=WOORDEN)(self._find_of_word)
        self.may_match = lru_cache(maxsize=TEKSTEN)(self._find)
        """The numbers of the patterns that may be in a text."""

    def add(self, patroon: "Zeefpatroon") -> int:
        """Has a pattern take part. Gives its number; they ascend."""
        self.patronen.append(patroon)
        self._forget()
        return len(self.patronen) - 1

    def find_needed(self) -> dict[str, Nodig]:
        """What each pattern needs: takes long to find out, and is the same for the same program."""
        known = self._known
        return {p.tekst: known[p.tekst] if p.tekst in known else find_needed(p.tekst)
                for p in self.patronen}  # fmt: skip

    def take(self, needed: Mapping[str, Nodig]) -> None:
        """Uses what was found out before."""
        self._known = needed
        self._forget()

    def _forget(self) -> None:
        self._table = None
        self._of_word.cache_clear()
        self.may_match.cache_clear()

    def prepare(self, woorden: Iterable[str]) -> None:
        """Does now what the first texts would wait for, and what those with some words would."""
        for patroon in self.patronen:
            patroon.compile()
        for woord in ("", *woorden):
            self._of_word(woord)

    def _read(self) -> Tabel:
        numbers: dict[str, list[int]] = {"": []}
        needed = self.find_needed()
        for number, patroon in enumerate(self.patronen):
            for run in needed[patroon.tekst] or ("",):
                numbers.setdefault(run, []).append(number)
        table: Tabel = {}
        for run, found in numbers.items():
            table.setdefault(run[:LETTERS], []).append((run, tuple(found)))
        return table

    def _find_of_word(self, woord: str) -> frozenset[int]:
        if self._table is None:
            self._table = self._read()
        length, table = len(woord), self._table
        parts = {woord[at : at + size] for size in range(LETTERS + 1) for at in range(length)}
        parts.add("")  # what needs nothing may be in any word
        return frozenset(
            number
            for part in table.keys() & parts
            for run, numbers in table[part]
            if run in woord
            for number in numbers
        )

    def _find(self, tekst: str) -> frozenset[int]:
        # What needs nothing is in any word, also in the empty one.
        return self._of_word("").union(*map(self._of_word, _WOORD.findall(tekst)))


ONZE = Zeef()
"""What is looked for in a folded question."""

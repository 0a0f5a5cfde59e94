"""Many patterns over one text, of which only those are tried that may match.

Most patterns hold letters that must be in a text for them to match. A Zeef looks up three letters
of the text at a time which patterns these may be the beginning of; what is left is then searched
for, in order. A pattern is only compiled when it is tried, since for one question most never are;
who answers many prepares for it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

try:
    from re import _constants as constants
    from re import _parser as parser
except ImportError:  # then every pattern is tried: slower, the same result
    parser = None

K = TypeVar("K")
LETTERS = 3
Nodig = tuple[str, ...]
"""Texts of which at least one must be there; empty when that is not known."""


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
        if kind is constants.LITERAL:
            run += chr(value)
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


@lru_cache(maxsize=4)
def _cut(tekst: str) -> frozenset[str]:
    """All runs of letters of a text. Cached: several look at the same text, one after another."""
    return frozenset(tekst[at : at + LETTERS] for at in range(len(tekst) - LETTERS + 1))


class Zeef(Generic[K]):
    """Named patterns; a name may have several."""

    def __init__(self, patronen: Iterable[tuple[K, str]]) -> None:
        self._patronen: Sequence[tuple[K, str]] = tuple(patronen)
        self._compiled: dict[int, re.Pattern[str]] = {}

    @cached_property
    def _needed(self) -> tuple[list[tuple[str, int]], dict[str, list[tuple[str, int]]]]:
        """What must be in a text for each pattern to be tried: by its first letters where it is
        that long.
        """
        short: list[tuple[str, int]] = []
        by_letters: dict[str, list[tuple[str, int]]] = {}
        for number, (_, patroon) in enumerate(self._patronen):
            for text in find_needed(patroon) or ("",):
                known = by_letters.setdefault(text[:LETTERS], []) if text[LETTERS - 1 :] else short
                known.append((text, number))
        return short, by_letters

    def _candidates(self, tekst: str) -> list[int]:
        short, by_letters = self._needed
        letters = _cut(tekst)
        found = {number for text, number in short if text in tekst}
        for key in by_letters.keys() & letters:
            found.update(number for text, number in by_letters[key] if text in tekst)
        return sorted(found)

    def prepare(self) -> None:
        """Does now what the first texts would wait for."""
        self._candidates("")
        for number in range(len(self._patronen)):
            self._compile(number)

    def _compile(self, number: int) -> re.Pattern[str]:
        if number not in self._compiled:
            self._compiled[number] = re.compile(self._patronen[number][1])
        return self._compiled[number]

    def search(self, tekst: str) -> Iterator[K]:
        """The names of the patterns that are in a text, in their order."""
        for number in self._candidates(tekst):
            if self._compile(number).search(tekst):
                yield self._patronen[number][0]

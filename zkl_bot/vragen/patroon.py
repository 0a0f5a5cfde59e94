"""Patterns that are only compiled when they are tried, and only tried where they may match.

For one question most are never tried, and so never compiled; who answers many prepares for it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from zkl_bot.vragen.zeef import ONZE, Zeef

K = TypeVar("K")
_TEKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[(|)]", re.DOTALL)
"""What tells where a pattern parts, and what only looks like it: what is escaped, and sets."""


def split_alternatives(patroon: str) -> list[str]:
    """The alternatives of a pattern, each a pattern by itself: it matches where one of them does.

    What begins with a flag for the whole stays whole.
    """
    if patroon.startswith("(?") and patroon[2:3].isalpha():
        return [patroon]
    found = []
    begin = depth = 0
    for match in _TEKEN.finditer(patroon):
        sign = match[0]
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign == "|" and not depth:
            found.append(patroon[begin : match.start()])
            begin = match.end()
    return [*found, patroon[begin:]]


class Patroon:
    """A pattern, compiled when it is first tried."""

    __slots__ = ("_compiled", "tekst")
    vlaggen = re.RegexFlag(0)

    def __init__(self, tekst: str) -> None:
        self.tekst = tekst
        self._compiled: re.Pattern[str] | None = None

    def compile(self) -> re.Pattern[str]:
        """The compiled pattern."""
        if self._compiled is None:
            self._compiled = re.compile(self.tekst, self.vlaggen)
        return self._compiled

    def search(self, tekst: str) -> re.Match[str] | None:
        """Where it is in a text first, or None."""
        return self.compile().search(tekst)

    def sub(self, nieuw: str | Callable[[re.Match[str]], str], tekst: str) -> str:
        """A text with something else wherever it is in it."""
        return self.compile().sub(nieuw, tekst)


class Zeefpatroon(Patroon):
    """One that is looked for in the texts of a zeef."""

    __slots__ = ("nummer", "zeef")
    # Folded texts have no other letters, and looking up what a letter is takes longer.
    vlaggen = re.ASCII

    def __init__(self, tekst: str, zeef: Zeef = ONZE) -> None:
        super().__init__(tekst)
        self.zeef = zeef
        self.nummer = zeef.add(self)

    def search(self, tekst: str) -> re.Match[str] | None:
        """Where it is in a text first, or None."""
        return super().search(tekst) if self.nummer in self.zeef.may_match(tekst) else None

    def sub(self, nieuw: str | Callable[[re.Match[str]], str], tekst: str) -> str:
        """A text with something else wherever it is in it."""
        return super().sub(nieuw, tekst) if self.nummer in self.zeef.may_match(tekst) else tekst


class Patronen(Generic[K]):
    """Named patterns of which only is asked whether they are in a text."""

    def __init__(self, patronen: Iterable[tuple[K, str]], zeef: Zeef = ONZE) -> None:
        self._zeef = zeef
        # Each alternative needs something else of a text, so most are never tried.
        self._by_number = {
            patroon.nummer: (naam, patroon)
            for naam, tekst in patronen
            for patroon in (Zeefpatroon(each, zeef) for each in split_alternatives(tekst))
        }
        self._numbers = frozenset(self._by_number)

    def search(self, tekst: str) -> Iterator[K]:
        """The names of the patterns that are in a text, in their order, each once."""
        found: set[K] = set()
        for number in sorted(self._numbers & self._zeef.may_match(tekst)):
            naam, patroon = self._by_number[number]
            if naam not in found and patroon.compile().search(tekst):
                found.add(naam)
                yield naam


class Wending(Patronen[None]):
    """A turn of phrase: a pattern of which only is asked whether it is in a text."""

    def __init__(self, tekst: str, zeef: Zeef = ONZE) -> None:
        super().__init__(((None, tekst),), zeef)

    def is_in(self, tekst: str) -> bool:
        """Whether it is in a text."""
        maybe = self._numbers & self._zeef.may_match(tekst)
        return any(self._by_number[number][1].compile().search(tekst) for number in maybe)

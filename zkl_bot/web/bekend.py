"""Requests that were answered before, in their own words, each with its answer."""

from collections import Counter
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from zkl_bot.web.feedtelling import Sleutel
from zkl_bot.web.klaar import Antwoord, Bericht
from zkl_bot.web.verbinding import RUW

Scope = MutableMapping[str, Any]
Vraag = bytes | tuple[str, str, bytes, tuple[tuple[bytes, bytes], ...]]
"""A request in its own words: all its bytes, or else method, path, query and headers."""

MAX_KNOWN = 4096
"""How many requests are remembered; then it starts over."""
MAX_ADRES, MAX_HEADERS = 256, 2048
"""Characters of the address, and bytes of the headers, of a request that is remembered."""


def vraag_of(scope: Scope) -> Vraag:
    """The request that ASGI calls by this scope."""
    ruw: bytes | None = scope.get(RUW)
    if ruw is not None:
        return ruw
    return scope["method"], scope["path"], scope["query_string"], tuple(scope["headers"])


@dataclass(slots=True)
class Bekend:
    """The answer to a request that was seen before, and how often it was given since counted."""

    start: Bericht
    body: Bericht
    status: int
    sleutel: Sleutel
    aantal: int = 0


class Bekenden(dict[Vraag, Bekend]):
    """The requests that are known, until what they ask for changes."""

    def remember(self, vraag: Vraag, scope: Scope, antwoord: Antwoord, sleutel: Sleutel) -> None:
        """Keeps the answer, but of odd requests, which may be of any length."""
        size = sum(len(naam) + len(value) for naam, value in scope["headers"])
        adres = len(scope["path"]) + len(scope["query_string"])
        if size <= MAX_HEADERS and adres <= MAX_ADRES and len(self) < MAX_KNOWN:
            self[vraag] = Bekend(antwoord.start, antwoord.body, antwoord.status, sleutel)

    def collect(self, count: Callable[[Sleutel, int], None], statussen: Counter[int]) -> None:
        """Counts what was answered from here since the last time."""
        for known in self.values():
            if known.aantal:
                count(known.sleutel, known.aantal)
                statussen[known.status] += known.aantal
                known.aantal = 0
        if len(self) >= MAX_KNOWN:
            self.clear()

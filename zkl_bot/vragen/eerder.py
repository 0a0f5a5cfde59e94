"""What a question leaves behind for the one after it: ids, kinds and words of the sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from zkl_bot.kennis.model import Id
from zkl_bot.vragen.soort import Soort

MAX_EERDER = 3
"""How many questions back are looked at: what is longer ago is not meant."""
_SOORTEN: tuple[Soort, ...] = get_args(Soort)


@dataclass(frozen=True, slots=True)
class Eerder:
    """What a follow-up needs to know of the questions before it.

    `woorden` holds what counted in each of them, the last one first.
    """

    woorden: tuple[tuple[str, ...], ...] = ()
    verwijzingen: tuple[str, ...] = ()
    soorten: frozenset[Soort] = frozenset()
    onderwerp: Id | None = None
    passage: str = ""
    """The passage that answered the last one."""

    def as_json(self) -> dict[str, Any]:
        """The same as plain JSON."""
        return {
            "woorden": [list(words) for words in self.woorden],
            "verwijzingen": list(self.verwijzingen),
            "soorten": sorted(self.soorten),
            "onderwerp": self.onderwerp,
            "passage": self.passage,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Eerder":
        """What `as_json` gave, also by an earlier version: what it lacks is empty."""
        return cls(
            tuple(tuple(words) for words in kept.get("woorden", ())),
            tuple(kept.get("verwijzingen", ())),
            frozenset(s for s in _SOORTEN if s in kept.get("soorten", ())),
            kept.get("onderwerp"),
            kept.get("passage", ""),
        )

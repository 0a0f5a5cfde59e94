"""A passage that was found, and what a follow-up builds on."""

from dataclasses import dataclass

from zkl_bot.kennis.model import Id
from zkl_bot.vragen.passage import Passage

VERVOLG_BONUS, VERVOLG_VAST, ZELFDE_BONUS, ZELFDE_VAST = 0.12, 0.3, 0.08, 0.8
"""What a passage about the subject of the question before gets, and the one that answered it; the
second of each where the question says that it is about the same."""

EIGEN_GRENS = 0.86
"""Above it a word is in a passage's own text or title, not in what is around it."""


@dataclass(slots=True)
class Vondst:
    """A passage with how much of the question it explains and its rank among the others.

    Only the search changes one. It is not frozen since a dozen are made for every question, and
    making a frozen one takes four times as long.
    """

    passage: Passage
    dekking: float
    score: float
    eigen: float = 0.0
    """The part of the question that stands in its own text or title."""
    tekort: float = 0.0
    """What it lost because it lacks what is asked for."""
    onbekender: float = 0.0
    """How many times nearer the question is to one that no source answers than to any fact."""
    onbekend: float = 0.0
    """How near the question is to one that no source answers."""
    vermoeden: float = 0.0
    """How much likelier its words are in such questions than in ways of asking for facts."""
    vreemd: float = 0.0
    """How many words of the question nobody asks for the best with."""
    vreemde_partij: float = 0.0
    """How many of those name a party."""
    benoemd: bool = False
    """Whether the question asks what the subject of the best is, and names it whole; or asks for
    the best word by word."""


@dataclass(frozen=True, slots=True)
class Vervolg:
    """What a follow-up builds on: the words of the question before, and its subject."""

    woorden: tuple[str, ...]
    onderwerp: Id | None
    passage: str = ""
    """The passage that answered it."""
    vast: bool = False
    """Whether it says that it is about the same subject."""
    hetzelfde: bool = False
    """Whether it asks of the very thing that was told."""

    @property
    def bonus(self) -> float:
        """What a passage about that subject gets."""
        return VERVOLG_VAST if self.vast else VERVOLG_BONUS

    @property
    def zelfde(self) -> float:
        """What that passage gets."""
        return ZELFDE_VAST if self.hetzelfde else ZELFDE_BONUS

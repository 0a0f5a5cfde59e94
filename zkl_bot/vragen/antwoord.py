"""An answer, before it is put into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from zkl_bot.kennis.model import Id, Taal, Vindplaats
from zkl_bot.vragen.eerder import Eerder

AntwoordKind = Literal["antwoord", "keuze", "onbekend", "hulp"]
"""antwoord: facts; keuze: which of these do you mean; onbekend: the sources don't tell; hulp:
a reply to something that is not a question about the sources."""


@dataclass(frozen=True, slots=True)
class Uitleg:
    """Why this answer: which words counted, how far they were explained, what was close."""

    woorden: tuple[tuple[str, float, str], ...] = ()
    """Each word that counted, its weight, and the word of the sources it was taken for."""
    regel: str = ""
    """The kind of question that answered."""
    score: float = 0.0
    """The share of the question that the answer explains, 0 to 1 and a little above."""
    dichtbij: tuple[tuple[str, float], ...] = ()
    """What else came close, with its score."""


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The answer to a question: a template with its data, and where it stands.

    `bronnen` is never empty for a factual answer. `onderwerp` is what a follow-up is about;
    `suggesties` are questions, in `taal`, that the system surely answers.
    """

    kind: AntwoordKind
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    bronnen: tuple[Vindplaats, ...] = ()
    onderwerp: Id | None = None
    suggesties: tuple[str, ...] = ()
    gebeurtenissen: tuple[Id, ...] = ()
    taal: Taal = "nl"
    """The language of the question, in which to answer."""
    uitleg: Uitleg = Uitleg()
    eerder: Eerder | None = None
    """What to give with the next question of the same person."""

    def __post_init__(self) -> None:
        if self.kind == "antwoord" and not self.bronnen and not self.gebeurtenissen:
            raise ValueError("a factual answer names its source")

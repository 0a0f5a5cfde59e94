"""How the words of other programs map to ours: gremia, columns, states. Data, in intake.yaml."""

import re
import unicodedata
from typing import Literal

from pydantic import Field, field_validator

from zkl_bot.kennis.model import Id, Model, NietLeeg

_WORD = re.compile(r"[a-z0-9]+")

Kolom = Literal[
    "titel",
    "datum",
    "aanvang",
    "einde",
    "einddatum",
    "plaats",
    "omschrijving",
    "url",
    "status",
    "uid",
    "gremium",
    "gemeente",
    "onderwerp",
]
"""What a column of a table can hold."""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without accents or punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


class Gremiumregel(Model):
    """A meeting is of this gremium when all words of one of the groups are in its names.

    With `rest_is_onderwerp` the other words of its title say what it is about.
    """

    gremium: Id
    woorden: tuple[tuple[NietLeeg, ...], ...] = Field(min_length=1)
    rest_is_onderwerp: bool = False

    @field_validator("woorden")
    @classmethod
    def _plain(cls, groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        for group in groups:
            if not group or any(words_of(word) != [word] for word in group):
                raise ValueError("verwacht losse woorden in kleine letters, zonder accenten")
        return groups

    @property
    def genoemd(self) -> tuple[Id, ...]:
        """The gremia it names."""
        return (self.gremium,)

    def matching(self, words: set[str]) -> tuple[str, ...] | None:
        """The group that matches, or None."""
        return next((group for group in self.woorden if words.issuperset(group)), None)


class Intakeregels(Model):
    """intake.yaml. The first Gremiumregel that matches counts; `standaard` when none does."""

    standaard: Id | None = None
    gremia: tuple[Gremiumregel, ...] = ()
    kolommen: dict[Kolom, tuple[NietLeeg, ...]] = Field(default_factory=dict)
    geannuleerd: tuple[NietLeeg, ...] = ()
    """Words that, alone or before a colon, say that a meeting is off."""
    actiewoorden: tuple[NietLeeg, ...] = ()
    """Words after which the number of an actie stands."""

    @property
    def genoemd(self) -> tuple[Id, ...]:
        """The gremia it names itself."""
        return (self.standaard,) if self.standaard else ()

"""How people ask: questions written down per fact, and questions no source answers.

They are no facts and need no vindplaats. The question answering compares a question with them.
"""

from pydantic import Field

from zkl_bot.kennis.model import Id, Model, NietLeeg, Taal


class Vraagvorm(Model):
    """Ways in which people ask for one feit, per language."""

    feit: Id
    nl: tuple[NietLeeg, ...] = ()
    en: tuple[NietLeeg, ...] = ()

    def for_taal(self, taal: Taal) -> tuple[str, ...]:
        """The ways in one language."""
        return self.en if taal == "en" else self.nl


class Onbekend(Model):
    """Questions of one kind that sound as if the sources could tell, but they don't."""

    soort: Id
    nl: tuple[NietLeeg, ...] = ()
    en: tuple[NietLeeg, ...] = ()

    def for_taal(self, taal: Taal) -> tuple[str, ...]:
        """The questions in one language."""
        return self.en if taal == "en" else self.nl


class Vraagvormen(Model):
    """One file of `data/vraagvormen/`, or all of them together."""

    vraagvormen: tuple[Vraagvorm, ...] = Field(default=())
    onbekend: tuple[Onbekend, ...] = Field(default=())

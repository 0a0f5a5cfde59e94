"""How people ask: questions written down per fact, and questions no source answers.

They are no facts and need no vindplaats. The question answering compares a question with them.
"""

from pydantic import Field

from zkl_bot.kennis.model import Id, Model, NietLeeg, Taal


class Vragen(Model):
    """Questions, per language."""

    nl: tuple[NietLeeg, ...] = ()
    en: tuple[NietLeeg, ...] = ()

    def for_taal(self, taal: Taal) -> tuple[str, ...]:
        """The questions in one language."""
        return self.en if taal == "en" else self.nl


class Vraagvorm(Vragen):
    """Ways in which people ask for one feit; of `ja` and `nee` it is known what the feit says."""

    feit: Id
    ja: Vragen = Field(default_factory=Vragen)
    nee: Vragen = Field(default_factory=Vragen)

    def all_of_taal(self, taal: Taal) -> tuple[str, ...]:
        """All ways in one language."""
        return (*self.for_taal(taal), *self.ja.for_taal(taal), *self.nee.for_taal(taal))


class Onbekend(Vragen):
    """Questions of one kind that sound as if the sources could tell, but they don't."""

    soort: Id


class Vraagvormen(Model):
    """One file of `data/vraagvormen/`, or all of them together."""

    vraagvormen: tuple[Vraagvorm, ...] = Field(default=())
    onbekend: tuple[Onbekend, ...] = Field(default=())

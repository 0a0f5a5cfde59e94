"""Other words that people use for the words of the sources and of who asks.

They are no facts and need no vindplaats. The question answering reads a question with them.
"""

from pydantic import Field

from zkl_bot.kennis.model import Model, NietLeeg, Taal


class Thesaurus(Model):
    """data/thesaurus.yaml: per language, by word, the other words for it."""

    nl: dict[NietLeeg, tuple[NietLeeg, ...]] = Field(default_factory=dict)
    en: dict[NietLeeg, tuple[NietLeeg, ...]] = Field(default_factory=dict)

    def for_taal(self, taal: Taal) -> dict[str, tuple[str, ...]]:
        """Those of one language."""
        return self.en if taal == "en" else self.nl

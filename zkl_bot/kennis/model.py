"""What all facts have in common: they are frozen, strict and bilingual."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""A stable identifier: lower-case ASCII words with hyphens. Never reused, never renamed."""

NietLeeg = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

Taal = Literal["nl", "en"]
"""A language the bot speaks."""


class Model(BaseModel):
    """Base of every fact: immutable, and a misspelled key in the YAML is a fault.

    What checks a fact is only made when there is one to check: most who start have facts that
    were checked before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Tekst(Model):
    """The same words in Dutch and in English."""

    nl: NietLeeg
    en: NietLeeg

    def for_taal(self, taal: Taal) -> str:
        """The words in one language."""
        return self.en if taal == "en" else self.nl


class Vindplaats(Model):
    """Where a fact stands: a source document, a section, and if need be a point in it."""

    bron: Id
    paragraaf: NietLeeg
    punt: NietLeeg | None = None


FeitSoort = Literal[
    "wie", "wanneer", "wat", "waarom", "resultaat", "geld", "aantal", "hoe", "regel", "definitie"
]
"""The kind of question a fact answers best."""


class Feit(Model):
    """One fact, in our own words, that can stand alone as an answer.

    `trefwoorden` are words people type (Dutch and English) that the text itself lacks.
    """

    id: Id
    soort: FeitSoort
    tekst: Tekst
    trefwoorden: tuple[NietLeeg, ...] = ()
    vindplaats: Vindplaats


class Onderwerp(Model):
    """A subject people ask about, with the facts that belong to it.

    `aliassen` are other names for the subject, Dutch and English, as people type them.
    """

    id: Id
    titel: Tekst
    aliassen: tuple[NietLeeg, ...] = ()
    feiten: tuple[Feit, ...] = Field(default=())

"""The smaller documents: kader, collegebericht and recept, and what is unclear in them all."""

from pydantic import Field

from zkl_bot.kennis.model import Id, Model, NietLeeg, Onderwerp, Tekst, Vindplaats
from zkl_bot.kennis.moment import Moment


class Punt(Onderwerp):
    """A numbered point of the kader."""

    nummer: int = Field(ge=1)
    vindplaats: Vindplaats


class Kader(Onderwerp):
    """The framework for the official cooperation of Heemstede and Bloemendaal."""

    bron: Id
    punten: tuple[Punt, ...]
    vervolg: tuple[Onderwerp, ...]
    momenten: tuple[Moment, ...] = ()


class Collegebericht(Onderwerp):
    """A message of a college to its council, by part."""

    bron: Id
    onderdelen: tuple[Onderwerp, ...]
    momenten: tuple[Moment, ...] = ()


class Ingredient(Onderwerp):
    """One ingredient of the recept."""

    vindplaats: Vindplaats


class Spreker(Onderwerp):
    """Somebody quoted in the recept: name, office, and what the quote comes down to."""

    naam: NietLeeg
    functie: Tekst
    vindplaats: Vindplaats


class Recept(Onderwerp):
    """The province's letter and recipe for strong municipalities and regions."""

    bron: Id
    ingredienten: tuple[Ingredient, ...]
    sprekers: tuple[Spreker, ...]
    onderdelen: tuple[Onderwerp, ...] = ()
    momenten: tuple[Moment, ...] = ()


class Begrip(Onderwerp):
    """A term or abbreviation.

    `betekenis` is None where the documents use it without saying what it stands for.
    """

    betekenis: Tekst | None
    vindplaats: Vindplaats


class Onduidelijkheid(Model):
    """Where the documents disagree or are vague: both sides, each with its place."""

    id: Id
    titel: Tekst
    onderwerpen: tuple[Id, ...]
    """Ids of the acties, organen and other subjects that it touches."""
    aliassen: tuple[NietLeeg, ...] = ()
    tekst: Tekst
    vindplaatsen: tuple[Vindplaats, ...] = Field(min_length=1)

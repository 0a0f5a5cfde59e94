"""One edition of the work plan: hoofdopgaven, acties and what joins or divides them."""

from datetime import date
from typing import Literal

from pydantic import Field

from zkl_bot.kennis.model import Feit, Id, Model, NietLeeg, Onderwerp, Tekst, Vindplaats
from zkl_bot.kennis.moment import Moment

RolInActie = Literal[
    "trekker",
    "coordinerend",
    "bestuurlijk-trekker",
    "ambtelijk-trekker",
    "regie",
    "financier",
    "cofinancier",
    "samenwerking",
    "partner",
]
"""What a party does in an actie; `samenwerking` is "i.s.m." in the documents."""


class Betrokkenheid(Model):
    """One party's part in an actie or in an item of it."""

    partij: Id
    rol: RolInActie
    toelichting: Tekst | None = None
    vindplaats: Vindplaats


class Hoofdopgave(Onderwerp):
    """One of the main tasks; `kleur` is a CSS3 colour name, as RFC 7986 COLOR wants it.

    By `themawoorden`, Dutch and English, people name it when they set it beside another one.
    """

    nummer: int = Field(ge=1)
    themawoorden: tuple[NietLeeg, ...] = ()
    kleur: NietLeeg
    vindplaats: Vindplaats


class Onderdeel(Onderwerp):
    """An item inside an actie that has its own number ("2c") or its own name."""

    nummer: NietLeeg
    betrokkenen: tuple[Betrokkenheid, ...] = ()
    vindplaats: Vindplaats


class Actie(Onderwerp):
    """An actie of the work plan.

    `feiten` hold why, what it involves, results, money and numbers (by their soort);
    `besprekingen` are the moments the text gives; those of the table are in Tabelrij.
    """

    nummer: int = Field(ge=1)
    kort: Tekst
    """A short name for lists and calendar titles."""
    kern: Tekst
    """The gist in one or two sentences."""
    hoofdopgave: Id
    betrokkenen: tuple[Betrokkenheid, ...]
    besprekingen: tuple[Moment, ...] = ()
    onderdelen: tuple[Onderdeel, ...] = ()
    vindplaats: Vindplaats


class Samenhang(Onderwerp):
    """A koppelkans (acties that strengthen each other) or a vraagstuk (that may clash)."""

    nummer: int = Field(ge=1)
    acties: tuple[Id, ...] = ()
    hoofdopgaven: tuple[Id, ...] = ()
    vindplaats: Vindplaats


class Tabelrij(Model):
    """A row of the planning table, of which the text version lost the columns.

    `kruisjes` is the number of X marks, or None where the row says n.t.b.
    """

    naam: NietLeeg
    acties: tuple[Id, ...] = ()
    kruisjes: int | None
    vindplaats: Vindplaats


class Werkplan(Onderwerp):
    """One edition. `voorvoegsel` comes before the ids of its acties ("" or "2027-").

    `begin` orders the editions: the one begun last is the current one. It is the first day
    of the edition's first year; what the text says about its term is in `feiten`.
    """

    bron: Id
    voorvoegsel: str = Field(default="", pattern=r"^([a-z0-9]+-)*$")
    begin: date
    jaren: NietLeeg
    """The years in its title, such as "2021-2023"."""
    hoofdopgaven: tuple[Hoofdopgave, ...]
    acties: tuple[Actie, ...]
    criteria: tuple[Onderwerp, ...] = ()
    koppelkansen: tuple[Samenhang, ...] = ()
    vraagstukken: tuple[Samenhang, ...] = ()
    tabel: tuple[Tabelrij, ...] = ()
    projecten: tuple[Onderwerp, ...] = ()
    momenten: tuple[Moment, ...] = ()


__all__ = [
    "Actie",
    "Betrokkenheid",
    "Feit",
    "Hoofdopgave",
    "Onderdeel",
    "RolInActie",
    "Samenhang",
    "Tabelrij",
    "Werkplan",
]

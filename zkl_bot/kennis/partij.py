"""The parties that take part: municipalities, province, region, park and others."""

from typing import Literal

from zkl_bot.kennis.model import Id, Model, NietLeeg, Tekst


class Partij(Model):
    """Somebody who can lead or support an actie.

    `deelnemer` is true for the municipalities that are party to the convenant;
    `organisatiecode` is a municipality's official code (CBS), as ORI wants it.
    """

    id: Id
    naam: Tekst
    soort: Literal["gemeente", "provincie", "regio", "park", "overig"]
    deelnemer: bool = False
    organisatiecode: NietLeeg | None = None
    aliassen: tuple[NietLeeg, ...] = ()

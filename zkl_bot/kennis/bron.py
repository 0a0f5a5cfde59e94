"""The source documents and the sections a vindplaats may point to."""

from datetime import date
from typing import Literal

from zkl_bot.kennis.model import Id, Model, NietLeeg, Tekst


class Paragraaf(Model):
    """A section of a source document.

    `aanduiding` is how people see it ("§7.1", "hoofdstuk 8", "punt 5", "colofon");
    `punten` are the places inside it that facts may name ("2c", "kans 5", "tabel").
    """

    id: NietLeeg
    aanduiding: Tekst
    titel: NietLeeg
    punten: tuple[NietLeeg, ...] = ()


class Bron(Model):
    """A source document: what it is, of when, by whom adopted, and its sections."""

    id: Id
    titel: NietLeeg
    naam: Tekst
    """The short name in a citation, such as "Werkplan 2021-2023"."""
    soort: Literal["convenant", "werkplan", "kader", "collegebericht", "recept"]
    datum: date | None
    datum_toelichting: Tekst
    vastgesteld_door: Tekst
    aliassen: tuple[NietLeeg, ...] = ()
    paragrafen: tuple[Paragraaf, ...]

    def paragraaf(self, id: str) -> Paragraaf | None:
        """The section with this id, or None when the document has no such section."""
        return next((p for p in self.paragrafen if p.id == id), None)

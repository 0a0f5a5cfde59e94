"""Moments that the documents name, with the period in which they fall."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainSerializer

from zkl_bot.kennis.model import Id, Model, NietLeeg, Tekst, Vindplaats
from zkl_bot.kennis.periode import Periode, parse_periode


def _read(value: Any) -> Any:
    return parse_periode(value) if isinstance(value, str) else value


PeriodeUitTekst = Annotated[
    Periode, BeforeValidator(_read), PlainSerializer(lambda p: p.label, return_type=str)
]
"""A Periode written in YAML as its Dutch words, such as "derde kwartaal 2022"."""

MomentSoort = Literal["bespreking", "evaluatie", "mijlpaal", "einde", "overleg", "verleden"]
"""bespreking: the councils discuss it; verleden: something dated that already was (a signing)."""


class Moment(Model):
    """Something the documents place in time, certain or vague."""

    id: Id
    soort: MomentSoort
    titel: Tekst
    periode: PeriodeUitTekst
    acties: tuple[Id, ...] = ()
    hoofdopgaven: tuple[Id, ...] = ()
    partijen: tuple[Id, ...] = ()
    gremium: Id | None = None
    toelichting: Tekst | None = None
    aliassen: tuple[NietLeeg, ...] = ()
    vindplaats: Vindplaats

"""The forms in which open data goes out: a promise to others, apart from our own types.

The docstrings and descriptions are published in the OpenAPI description, so they are in Dutch.
"""

import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from zkl_bot.agenda.gebeurtenis import GebeurtenisSoort, Status
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.model import FeitSoort, Taal, Tekst, Vindplaats
from zkl_bot.kennis.periode import Precisie
from zkl_bot.kennis.werkplan import RolInActie

LANGSTE_VRAAG = 10_000
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2999
"""A moment outside these is taken as if it were in the nearest of them."""


class Vorm(BaseModel):
    """Basis: namen van velden in camelCase, zoals de API Design Rules willen."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class TekstVorm(Vorm):
    """Dezelfde woorden in het Nederlands en het Engels."""

    nl: str
    en: str


class VindplaatsVorm(Vorm):
    """Waar het staat: document, paragraaf en zo nodig een punt daarin."""

    bron: str
    paragraaf: str
    punt: str | None = None


class PeriodeVorm(Vorm):
    """Wanneer, in de woorden van de bron. Is dat vaag, dan zijn de dagen er om te sorteren."""

    label: TekstVorm
    van: date | None = Field(description="Eerste dag (Europe/Amsterdam); null bij n.t.b.")
    tot_en_met: date | None = Field(description="Laatste dag.")
    precisie: Precisie


class GebeurtenisVorm(Vorm):
    """Eén gebeurtenis uit de agenda."""

    id: str
    url: str = Field(description="De pagina ervan.")
    soort: GebeurtenisSoort
    titel: TekstVorm
    periode: PeriodeVorm
    start: datetime | None = Field(description="Het tijdstip van het begin, als dat bekend is.")
    eind: datetime | None
    status: Status
    gremium: str | None
    onderwerp: str | None
    acties: list[str]
    hoofdopgaven: list[str]
    gemeenten: list[str] = Field(description="Over welke het gaat; leeg: alle.")
    organisator: str | None
    plaats: str | None
    stukken: str | None = Field(description="Adres van de vergaderstukken.")
    toelichting: TekstVorm | None
    bijeenkomst: str | None = Field(description="De bijeenkomst die deze bespreking behandelt.")
    behandelt: list[str] = Field(description="De besprekingen die een bijeenkomst behandelt.")
    bronnen: list[VindplaatsVorm]
    revisie: int
    gewijzigd: datetime | None


class BetrokkeneVorm(Vorm):
    """De rol van een partij in een actie."""

    partij: str
    naam: TekstVorm
    rol: RolInActie
    bron: VindplaatsVorm


class FeitVorm(Vorm):
    """Eén feit, in eigen woorden."""

    id: str
    soort: FeitSoort
    tekst: TekstVorm
    bron: VindplaatsVorm


class OnderdeelVorm(Vorm):
    """Een onderdeel van een actie."""

    id: str
    nummer: str
    titel: TekstVorm
    betrokkenen: list[BetrokkeneVorm]
    feiten: list[FeitVorm]
    bron: VindplaatsVorm


class ActieKort(Vorm):
    """Een actie, in een lijst."""

    id: str
    nummer: int
    url: str = Field(description="De pagina ervan.")
    titel: TekstVorm
    kort: TekstVorm
    kern: TekstVorm
    werkplan: str
    hoofdopgave: str
    betrokkenen: list[BetrokkeneVorm]
    bron: VindplaatsVorm


class SamenhangVorm(Vorm):
    """Wat acties verbindt, of tegenover elkaar kan zetten."""

    id: str
    titel: TekstVorm
    acties: list[str]
    feiten: list[FeitVorm]


class ActieVorm(ActieKort):
    """Een actie met alles wat ervan bekend is."""

    feiten: list[FeitVorm]
    onderdelen: list[OnderdeelVorm]
    gebeurtenissen: list[str]
    samenhang: list[SamenhangVorm]


class ParagraafVorm(Vorm):
    """Een paragraaf van een bron."""

    id: str
    aanduiding: TekstVorm
    titel: str


class BronVorm(Vorm):
    """Een bron: een document."""

    id: str
    naam: TekstVorm
    titel: str
    soort: str
    datum: date | None
    datum_toelichting: TekstVorm
    vastgesteld_door: TekstVorm
    paragrafen: list[ParagraafVorm]


class BegripVorm(Vorm):
    """Een begrip; zonder betekenis als de documenten die niet geven."""

    id: str
    begrip: TekstVorm
    betekenis: TekstVorm | None
    bron: VindplaatsVorm


class KalenderVorm(Vorm):
    """Een kalender om u op te abonneren."""

    naam: str
    url: str = Field(description="Het adres van de kalender (iCalendar).")
    titel: TekstVorm
    omschrijving: TekstVorm
    aantal: int = Field(description="Hoeveel gebeurtenissen er nu in staan.")


def _is_written(value: object) -> object:
    """Only a written day or moment: not a number of seconds, in text or not."""
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value):
        return value
    raise PydanticCustomError("datetime_parsing", "no day or moment")


def _as_moment(moment: datetime) -> datetime:
    """An aware moment within the years we know. Without an offset it is Amsterdam time."""
    year = min(max(moment.year, EERSTE_JAAR), LAATSTE_JAAR)
    if year != moment.year:
        moment = moment.replace(year=year, month=1, day=1)
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)


Moment = Annotated[
    datetime,
    BeforeValidator(_is_written),
    AfterValidator(_as_moment),
    WithJsonSchema({"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}),
]
"""A day (its midnight in Amsterdam) or a moment."""


class VraagVorm(BaseModel):
    """Een vraag, met dezelfde namen als `zkl-bot ask --json -`.

    `vraag` mag ook in plaats van `question`.
    """

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, StringConstraints(max_length=100)] | None = Field(
        None, description="Komt zo terug in het antwoord."
    )
    question: Annotated[str, StringConstraints(max_length=LANGSTE_VRAAG)] = Field(
        validation_alias=AliasChoices("question", "vraag")
    )
    context: list[Annotated[str, StringConstraints(max_length=1000)]] = Field(
        default=[], max_length=10, description="Eerdere vragen, de oudste eerst."
    )
    now: Moment | None = Field(
        None, description="De dag of het moment waarop de vraag gesteld is; anders nu."
    )
    taal: Taal = Field("nl", description="Voor als de vraag zelf dat niet laat zien.")


class AntwoordVorm(BaseModel):
    """Een antwoord, met dezelfde namen als `zkl-bot ask --json`."""

    id: str | None = None
    answer: str
    sources: list[VindplaatsVorm]
    kind: Literal["antwoord", "keuze", "onbekend", "hulp"]
    suggestions: list[str]


class Location(BaseModel):
    """Waar het misging: de naam van een parameter, of een plaats in de JSON (RFC 6901)."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    index: int | None = None
    pointer: str | None = None


class InputFault(BaseModel):
    """Eén fout in de invoer."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    in_: str = Field(alias="in", description="`query`, `path`, `header` of `body`.")
    location: Location | None = None
    code: str = Field(description="De soort fout, voor programma's.")
    detail: str = Field(description="Wat er verwacht werd, voor mensen.")


class Problem(BaseModel):
    """Een fout (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")

    type: str
    title: str
    status: int
    detail: str
    errors: list[InputFault] | None = Field(None, description="Wat er aan de invoer mankeert.")


def tekst(value: Tekst) -> TekstVorm:
    """Words going out."""
    return TekstVorm(nl=value.nl, en=value.en)


def plaats(value: Vindplaats) -> VindplaatsVorm:
    """A place going out."""
    return VindplaatsVorm(bron=value.bron, paragraaf=value.paragraaf, punt=value.punt)

"""The forms in which open data goes out: a promise to others, apart from our own types."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from zkl_bot.agenda.gebeurtenis import GebeurtenisSoort, Status
from zkl_bot.kennis.model import FeitSoort, Taal, Tekst, Vindplaats
from zkl_bot.kennis.periode import Precisie
from zkl_bot.kennis.werkplan import RolInActie

LANGSTE_VRAAG = 10_000


class Vorm(BaseModel):
    """Base: field names in camelCase, as the Dutch API Design Rules have them."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class TekstVorm(Vorm):
    """The same words in Dutch and in English."""

    nl: str
    en: str


class VindplaatsVorm(Vorm):
    """Where it stands: source document, section, and if need be a point in it."""

    bron: str
    paragraaf: str
    punt: str | None = None


class PeriodeVorm(Vorm):
    """When, in the words of the source. The days only serve sorting when it is vague."""

    label: TekstVorm
    van: date | None = Field(description="First local day (Europe/Amsterdam); null for n.t.b.")
    tot_en_met: date | None = Field(description="Last local day.")
    precisie: Precisie


class GebeurtenisVorm(Vorm):
    """One event of the agenda."""

    id: str
    url: str = Field(description="Its page.")
    soort: GebeurtenisSoort
    titel: TekstVorm
    periode: PeriodeVorm
    start: datetime | None = Field(description="The exact beginning, where known.")
    eind: datetime | None
    status: Status
    gremium: str | None
    onderwerp: str | None
    acties: list[str]
    hoofdopgaven: list[str]
    gemeenten: list[str] = Field(description="Those it is about; empty: all of them.")
    organisator: str | None
    plaats: str | None
    stukken: str | None = Field(description="Address of the meeting papers.")
    toelichting: TekstVorm | None
    bijeenkomst: str | None = Field(description="The meeting that treats this discussion.")
    behandelt: list[str] = Field(description="The discussions a meeting treats.")
    bronnen: list[VindplaatsVorm]
    revisie: int
    gewijzigd: datetime | None


class BetrokkeneVorm(Vorm):
    """A party's part in an action."""

    partij: str
    naam: TekstVorm
    rol: RolInActie
    bron: VindplaatsVorm


class FeitVorm(Vorm):
    """One fact, in our own words."""

    id: str
    soort: FeitSoort
    tekst: TekstVorm
    bron: VindplaatsVorm


class OnderdeelVorm(Vorm):
    """An item inside an action."""

    id: str
    nummer: str
    titel: TekstVorm
    betrokkenen: list[BetrokkeneVorm]
    feiten: list[FeitVorm]
    bron: VindplaatsVorm


class ActieKort(Vorm):
    """An action, in a list."""

    id: str
    nummer: int
    url: str = Field(description="Its page.")
    titel: TekstVorm
    kort: TekstVorm
    kern: TekstVorm
    werkplan: str
    hoofdopgave: str
    betrokkenen: list[BetrokkeneVorm]
    bron: VindplaatsVorm


class SamenhangVorm(Vorm):
    """What joins actions, or may set them against each other."""

    id: str
    titel: TekstVorm
    acties: list[str]
    feiten: list[FeitVorm]


class ActieVorm(ActieKort):
    """An action with all that is known of it."""

    feiten: list[FeitVorm]
    onderdelen: list[OnderdeelVorm]
    gebeurtenissen: list[str]
    samenhang: list[SamenhangVorm]


class ParagraafVorm(Vorm):
    """A section of a source document."""

    id: str
    aanduiding: TekstVorm
    titel: str


class BronVorm(Vorm):
    """A source document."""

    id: str
    naam: TekstVorm
    titel: str
    soort: str
    datum: date | None
    datum_toelichting: TekstVorm
    vastgesteld_door: TekstVorm
    paragrafen: list[ParagraafVorm]


class BegripVorm(Vorm):
    """A term; without a meaning where the documents give none."""

    id: str
    begrip: TekstVorm
    betekenis: TekstVorm | None
    bron: VindplaatsVorm


class KalenderVorm(Vorm):
    """A calendar to subscribe to."""

    naam: str
    url: str = Field(description="The iCalendar feed.")
    titel: TekstVorm
    omschrijving: TekstVorm
    aantal: int = Field(description="How many events are in it now.")


class VraagVorm(BaseModel):
    """A question. `vraag` is also taken for `question`."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, StringConstraints(max_length=LANGSTE_VRAAG)] = Field(
        validation_alias=AliasChoices("question", "vraag")
    )
    context: list[Annotated[str, StringConstraints(max_length=1000)]] = Field(
        default=[], max_length=10, description="Earlier questions, oldest first."
    )
    taal: Taal = Field("nl", description="Where the question itself doesn't tell.")


class AntwoordVorm(BaseModel):
    """An answer, with the same names as `zkl-bot ask --json`."""

    answer: str
    sources: list[VindplaatsVorm]
    kind: Literal["antwoord", "keuze", "onbekend", "hulp"]
    suggestions: list[str]


class InvalidParam(Vorm):
    """A parameter that was wrong, and why."""

    name: str
    reason: str


class Problem(Vorm):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str | None = None
    invalid_params: list[InvalidParam] | None = None


def tekst(value: Tekst) -> TekstVorm:
    """Words going out."""
    return TekstVorm(nl=value.nl, en=value.en)


def plaats(value: Vindplaats) -> VindplaatsVorm:
    """A place going out."""
    return VindplaatsVorm(bron=value.bron, paragraaf=value.paragraaf, punt=value.punt)

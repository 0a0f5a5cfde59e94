"""Reminder rules as data: for which gebeurtenis, for whom, when, in which words."""

from datetime import date, time
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from zkl_bot.kennis.model import Id, Model, NietLeeg, Tekst, Vindplaats
from zkl_bot.kennis.periode import MAANDEN
from zkl_bot.kennis.rol import Rol

NACHT = (time(1), time(4))
"""Nothing is set from 01:00 up to 04:00 local time: there an hour is skipped or comes twice."""

Voorkeursoort = Literal[
    "besprekingen", "bijeenkomsten", "deadlines", "opzegging", "evaluatie", "mijlpalen"
]
"""The kinds a person can switch on or off; each rule belongs to one."""
VOORKEURSOORTEN: tuple[Voorkeursoort, ...] = get_args(Voorkeursoort)

RegelSoort = Literal[
    "bijeenkomst",
    "bespreking",
    "opzegging",
    "uittreding",
    "verplichtingen",
    "evaluatie",
    "einde",
    "mijlpaal",
    "overleg",
    "deadline",
]
"""The kinds of gebeurtenis a rule can be about."""


def is_toegestaan(tijd: time) -> bool:
    """Whether something may be set at this local time of day."""
    return not NACHT[0] <= tijd < NACHT[1]


def _read_tijd(value: Any) -> Any:
    """YAML reads 09:00 as text but 19:00 as a number of minutes (base sixty)."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1440:
        return time(value // 60, value % 60)
    return value


Tijd = Annotated[
    time,
    BeforeValidator(_read_tijd),
    PlainSerializer(lambda t: t.strftime("%H:%M"), return_type=str),
]


def _read_dag_van_jaar(value: Any) -> Any:
    """From "1 oktober" to (10, 1). Raises ValueError when there is no such day every year."""
    if not isinstance(value, str):
        return value
    dag, _, maand = value.partition(" ")
    if maand not in MAANDEN or not dag.isdigit():
        raise ValueError("verwacht een dag van het jaar, zoals '1 oktober'")
    maandnummer = MAANDEN.index(maand) + 1
    try:
        date(2023, maandnummer, int(dag))
    except ValueError:
        raise ValueError(f"{value!r} bestaat niet in elk jaar") from None
    return (maandnummer, int(dag))


DagVanJaar = Annotated[
    tuple[int, int],
    BeforeValidator(_read_dag_van_jaar),
    PlainSerializer(lambda d: f"{d[1]} {MAANDEN[d[0] - 1]}", return_type=str),
]
"""A day of every year as (month, day), written in YAML as "1 oktober"."""


class Doelgroep(Model):
    """Who gets it: people with one of these roles, or everyone who follows it.

    `gemeente` narrows the roles: `betrokken` are those of the municipalities the gebeurtenis
    is about, `trekker` those of the municipality that leads one of its acties.
    """

    rollen: tuple[Rol, ...] = ()
    gemeente: Literal["betrokken", "trekker"] | None = None
    volgers: bool = False

    @model_validator(mode="after")
    def _someone(self) -> Self:
        if not self.rollen and not self.volgers:
            raise ValueError("verwacht rollen, of 'volgers: true'")
        if self.gemeente and not self.rollen:
            raise ValueError("'gemeente' hoort bij rollen")
        return self


class Tijdstip(Model):
    """When: a distance from the gebeurtenis, or a day of its year.

    The distance counts back from the `anker` (the first day, or the day after the last), or
    forward when `kant` is `erna`. With `elke_maanden` it recurs from then on: `keren` times,
    or without end (until it is recorded as done). With `binnen` only days inside the period
    count, with `tot_eind` only days before its end.
    """

    dagen: int = Field(default=0, ge=0, le=366)
    weken: int = Field(default=0, ge=0, le=104)
    maanden: int = Field(default=0, ge=0, le=36)
    kant: Literal["ervoor", "erna"] = "ervoor"
    anker: Literal["begin", "eind"] = "begin"
    datum: DagVanJaar | None = None
    elke_maanden: int | None = Field(default=None, ge=1, le=24)
    keren: int | None = Field(default=None, ge=1, le=100)
    binnen: bool = False
    tot_eind: bool = False
    werkdag: Literal["vorige", "volgende", "geen"] = "vorige"
    """What to do with a day that is not a working day."""
    tijd: Tijd | None = None
    rollen: tuple[Rol, ...] = ()
    """Only people with these roles; empty for all the rule is for."""
    opnieuw: bool = False
    """This repeats what nobody marked as done; the words say so."""
    aan_griffie: bool = False
    """This raises with the griffie what nobody marked as done; the words say so."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        distance = self.dagen or self.weken or self.maanden
        if self.datum and (distance or self.elke_maanden):
            raise ValueError("'datum' gaat niet samen met dagen, weken, maanden of elke_maanden")
        if self.keren and not self.elke_maanden:
            raise ValueError("'keren' hoort bij elke_maanden")
        if self.tijd and not is_toegestaan(self.tijd):
            raise ValueError("geen tijd tussen 01:00 en 04:00: dan verspringt de klok")
        return self


class Herinneringsregel(Model):
    """One rule; `aan: false` switches it off. `reden` tells people why they get it.

    `geldig` is how long a reminder stays useful: up to the beginning of the gebeurtenis, its
    end, or so many days after the moment itself, though what comes before the gebeurtenis never
    beyond its end. `zonder_datum` limits it to what has only a vague period. A bespreking that a
    bijeenkomst treats never has reminders of its own, since those of the bijeenkomst tell it.
    `template` is in `texts/templates/herinnering/`.
    """

    id: Id
    naam: Tekst
    reden: Tekst
    voorkeur: Voorkeursoort
    aan: bool = True
    soort: RegelSoort
    gremia: tuple[Id, ...] = ()
    zonder_datum: bool = False
    over_acties: bool | None = None
    """Only what belongs to an actie (true), or only what does not (false)."""
    voor: tuple[Doelgroep, ...] = Field(min_length=1)
    wanneer: tuple[Tijdstip, ...] = Field(min_length=1)
    tijd: Tijd = time(9)
    geldig: Literal["begin", "eind"] | Annotated[int, Field(ge=1, le=366)] = "eind"
    template: NietLeeg
    knop_gereed: bool = False
    """Whether an ambtenaar or griffie gets the button "Gereed" under it."""

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if not is_toegestaan(self.tijd):
            raise ValueError("geen tijd tussen 01:00 en 04:00: dan verspringt de klok")
        if self.gremia and self.soort != "bijeenkomst":
            raise ValueError("'gremia' hoort bij soort bijeenkomst")
        return self


class VrijePeriode(Model):
    """Days off that are data, not law: reces or school holidays. Both days are included."""

    naam: NietLeeg
    van: date
    tot_en_met: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.tot_en_met < self.van:
            raise ValueError("tot_en_met ligt voor van")
        return self


class Deadline(Model):
    """A last day that the griffie sets, since no source gives it; off and without a day until then.

    Either every year `op` a day, or `weken_ervoor` each bijeenkomst of these `gremia`. The
    agenda holds its days as gebeurtenissen of soort deadline, with the ids `<id>-<year>` or
    `<id>-<bijeenkomst>`.
    """

    id: Id
    titel: Tekst
    aan: bool = True
    op: DagVanJaar | None = None
    gremia: tuple[Id, ...] = ()
    weken_ervoor: int | None = Field(default=None, ge=1, le=52)
    toelichting: Tekst | None = None
    vindplaats: Vindplaats | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.op and (self.weken_ervoor or self.gremia):
            raise ValueError("'op' gaat niet samen met 'weken_ervoor' of 'gremia'")
        if self.weken_ervoor and not self.gremia:
            raise ValueError("'weken_ervoor' hoort bij 'gremia'")
        if self.aan and not (self.op or self.weken_ervoor):
            raise ValueError("aan vraagt een dag: 'op', of 'weken_ervoor' met 'gremia'")
        return self


class Herinneringen(Model):
    """herinneringen.yaml: the rules, and the days off beside weekends and public holidays."""

    deadlines: tuple[Deadline, ...] = ()
    regels: tuple[Herinneringsregel, ...] = ()
    reces: tuple[VrijePeriode, ...] = ()
    schoolvakanties: tuple[VrijePeriode, ...] = ()

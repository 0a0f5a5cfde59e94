"""One thing on the calendar, whether a document names it or the griffie plans it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from zkl_bot.kennis.model import Id, Tekst, Vindplaats
from zkl_bot.kennis.periode import Periode

GebeurtenisSoort = Literal[
    "bijeenkomst",
    "bespreking",
    "opzegging",
    "uittreding",
    "verplichtingen",
    "deadline",
    "evaluatie",
    "einde",
    "mijlpaal",
    "overleg",
    "verleden",
]
"""Beside those of kennis.moment: `opzegging` is the yearly last day for a notice; of a notice
that was given, `uittreding` is the day it takes effect and `verplichtingen` the last day of the
financial commitments; `deadline` is a last day that the griffie set in herinneringen.yaml;
`bijeenkomst` is what the griffie plans."""
SOORTEN: tuple[GebeurtenisSoort, ...] = get_args(GebeurtenisSoort)

CONVENANT: Mapping[GebeurtenisSoort, Id] = {
    "opzegging": "opzegging",
    "uittreding": "opzegging",
    "verplichtingen": "opzegging",
    "evaluatie": "evaluatie",
}
"""Which subject of the convenant a soort is about."""

Status = Literal["gepland", "geannuleerd", "gereed"]
"""`gereed`: recorded as done; nothing is ever assumed done because its date is past."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebeurtenis:
    """An event of the one stream. Ids are stable: UIDs, links, follows, reminders hang on them.

    `periode` always says when, in words and days (Europe/Amsterdam). `start` and `eind` are the
    exact moments (aware, UTC) where known: a bijeenkomst, or a bespreking that a bijeenkomst
    treats. `was` then holds the vague period the source gave. `revisie` counts changes that
    concern people (time, place, status, agenda); `gewijzigd` is when the last one was made.
    """

    id: Id
    soort: GebeurtenisSoort
    titel: Tekst
    periode: Periode
    start: datetime | None = None
    eind: datetime | None = None
    hele_dag: bool = False
    """A bijeenkomst of which only the day is known."""
    status: Status = "gepland"
    gremium: Id | None = None
    onderwerp: str | None = None
    """What a PHO is about, as the griffie wrote it."""
    acties: tuple[Id, ...] = ()
    hoofdopgaven: tuple[Id, ...] = ()
    gemeenten: tuple[Id, ...] = ()
    """The municipalities it is about; empty when it concerns them all."""
    organisator: Id | None = None
    """The municipality whose griffie organises a bijeenkomst."""
    plaats: str | None = None
    geo: tuple[float, float] | None = None
    """Latitude and longitude of the place (WGS 84), where the source gave them."""
    url: str | None = None
    toelichting: Tekst | None = None
    vindplaatsen: tuple[Vindplaats, ...] = ()
    """Where the documents name it; empty for what only the griffie planned."""
    bijeenkomst: Id | None = None
    """The bijeenkomst that treats this bespreking."""
    behandelt: tuple[Id, ...] = ()
    """The besprekingen a bijeenkomst treats."""
    hoort_bij: Id | None = None
    """The bijeenkomst that a deadline is for."""
    was: Periode | None = None
    wijzigingen: tuple[str, ...] = field(default=())
    """What changed last, such as "19:30 → 20:00", newest first."""
    uid: str = ""
    """The iCalendar UID; set by the agenda, kept from the source for what was imported."""
    revisie: int = 0
    aangemaakt: datetime | None = None
    gewijzigd: datetime | None = None

    @property
    def is_vaag(self) -> bool:
        """No exact moment and no single day: an indication."""
        return self.start is None and not self.periode.is_dag

    @property
    def eerste_dag(self) -> date | None:
        """The first local day, or None for n.t.b."""
        return self.periode.start

    @property
    def convenant(self) -> Id | None:
        """The subject of the convenant it is about; None for the evaluation of an actie."""
        return None if self.acties else CONVENANT.get(self.soort)

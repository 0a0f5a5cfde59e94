"""A meeting as the griffie planned or imported it, apart from any database."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.model import Id
from zkl_bot.kennis.periode import Periode, dag, dagen

BijeenkomstStatus = Literal["gepland", "geannuleerd"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bijeenkomst:
    """A meeting of a gremium.

    `dag` is the local day (Europe/Amsterdam); `start` and `eind` are aware moments in UTC, and
    None while only the day is known; of several whole days `eind` is the midnight after the last.
    Without a `titel` it goes by the name of its gremium.
    `revisie`, `wijzigingen` and `gewijzigd` are kept by the store; see Gebeurtenis.
    """

    id: Id
    uid: str
    gremium: Id
    dag: date
    start: datetime | None = None
    eind: datetime | None = None
    titel: str | None = None
    onderwerp: str | None = None
    plaats: str | None = None
    geo: tuple[float, float] | None = None
    """Latitude and longitude of the place (WGS 84), where the source gave them."""
    url: str | None = None
    omschrijving: str | None = None
    gemeente: Id | None = None
    """The municipality whose griffie organises it."""
    acties: tuple[Id, ...] = ()
    status: BijeenkomstStatus = "gepland"
    wijzigingen: tuple[str, ...] = ()
    revisie: int = 0
    herkomst: str | None = None
    """The import source it came from; None when made by hand."""
    herkomst_stempel: str | None = None
    """Digest of the imported content, to see what the source changed."""
    met_de_hand: bool = False
    """Edited by hand since the import."""
    aangemaakt: datetime
    gewijzigd: datetime

    def __post_init__(self) -> None:
        if self.eind is not None and self.start is None:
            end = self.eind.astimezone(AMSTERDAM)
            if end.time() != time() or end.date() - self.dag < timedelta(days=2):
                raise ValueError("whole days end at the midnight after the last of several")
        elif self.eind is not None and self.start is not None and self.eind <= self.start:
            raise ValueError("a Bijeenkomst ends after it starts")
        if self.start is not None and self.start.astimezone(AMSTERDAM).date() != self.dag:
            raise ValueError("the dag of a Bijeenkomst is the local day of its start")

    @property
    def periode(self) -> Periode:
        """Its day, or the whole days it takes."""
        if self.start is not None or self.eind is None:
            return dag(self.dag)
        return dagen(self.dag, self.eind.astimezone(AMSTERDAM).date())

    @property
    def volgorde(self) -> tuple[date, datetime, Id]:
        """Sorts by day, then by start (a whole day first), then by id."""
        dagbegin = datetime.combine(self.dag, time(), AMSTERDAM)
        return (self.dag, self.start or dagbegin, self.id)

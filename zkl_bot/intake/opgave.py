"""What a source states about one meeting, before it is compared with what is known."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from zkl_bot.agenda.bijeenkomst import BijeenkomstStatus
from zkl_bot.clock import AMSTERDAM
from zkl_bot.gesprek.raadpleging import BestandFout

MAX_BYTES = 5 * 1024 * 1024
"""The biggest file or answer that is read."""
MAX_OPGAVEN = 5000
"""The most meetings one source may hold, series written out."""
MAX_TEKST = 10_000
"""Longer texts are cut."""


class IntakeFault(BestandFout):
    """Raised for a source that cannot be used, as a whole; says in Dutch where and why."""

    def __init__(self, reden: str, regel: int | None = None) -> None:
        super().__init__(f"regel {regel}: {reden}" if regel else reden)
        self.reden = reden
        self.regel = regel


def end_of_days(eerste: date, na: date) -> datetime | None:
    """The `eind` of whole days from the first up to the one after the last; None for one day."""
    if na - eerste < timedelta(days=2):
        return None
    return datetime.combine(na, time(), AMSTERDAM).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opgave:
    """One meeting as the source gives it.

    `dag` is the local day (Europe/Amsterdam); `start` and `eind` are aware, in UTC, and None
    where only the day is known; of several whole days `eind` is the midnight after the last.
    `gremium` and `organisatie` are the source's own words (a name, a code); `agendapunten` their
    titles. `regel` is where in the source it begins.
    """

    uid: str
    dag: date
    titel: str
    start: datetime | None = None
    eind: datetime | None = None
    plaats: str | None = None
    geo: tuple[float, float] | None = None
    url: str | None = None
    omschrijving: str | None = None
    status: BijeenkomstStatus = "gepland"
    gremium: str | None = None
    organisatie: str | None = None
    onderwerp: str | None = None
    agendapunten: tuple[str, ...] = ()
    regel: int | None = None


@dataclass(frozen=True, slots=True)
class Lezing:
    """All that was read from a source.

    `volledig`: whether what is not in it is no longer in the source either; False for an
    answer that only holds what changed. `waarschuwingen` are for people.
    """

    opgaven: tuple[Opgave, ...]
    waarschuwingen: tuple[str, ...] = ()
    volledig: bool = True
    verwijderd: tuple[str, ...] = field(default=())
    """UIDs that the source says it has removed."""

"""What changed about a bijeenkomst, as people want to read it: the old and the new."""

from datetime import datetime

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.periode import dag

_WAT_TELT = (
    "dag",
    "start",
    "eind",
    "plaats",
    "url",
    "titel",
    "onderwerp",
    "omschrijving",
    "gremium",
    "gemeente",
    "acties",
    "status",
    "geo",
)


def is_changed(oud: Bijeenkomst, nieuw: Bijeenkomst) -> bool:
    """Whether anything differs that people or their calendars see."""
    return any(getattr(oud, naam) != getattr(nieuw, naam) for naam in _WAT_TELT)


def describe(oud: Bijeenkomst, nieuw: Bijeenkomst) -> tuple[str, ...]:
    """The changes of when and where, each as "19:30 → 20:00"; times are local.

    Understood in any language but for dates and places, which are Dutch.
    """
    regels: list[str] = []
    if oud.dag != nieuw.dag:
        regels.append(f"{_dag(oud)} → {_dag(nieuw)}")
    if _tijd(oud.start) != _tijd(nieuw.start):
        regels.append(f"{_tijd(oud.start)} → {_tijd(nieuw.start)}")
    elif _tijd(oud.eind) != _tijd(nieuw.eind):
        regels.append(f"{_span(oud)} → {_span(nieuw)}")
    if oud.plaats != nieuw.plaats:
        regels.append(f"{oud.plaats or '–'} → {nieuw.plaats or '–'}")
    return tuple(regels)


def _dag(bijeenkomst: Bijeenkomst) -> str:
    return dag(bijeenkomst.dag).label


def _tijd(moment: datetime | None) -> str:
    return moment.astimezone(AMSTERDAM).strftime("%H:%M") if moment else "–"


def _span(bijeenkomst: Bijeenkomst) -> str:
    return f"{_tijd(bijeenkomst.start)}-{_tijd(bijeenkomst.eind)}"

"""What changed about a bijeenkomst, as people want to read it: the old and the new."""

import re
from datetime import datetime

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.model import Taal
from zkl_bot.kennis.periode import PeriodeFault, dag, parse_periode

_DATUM = re.compile(r"\b\d{1,2} [a-z]{3,9} \d{4}\b")
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
    """One change of when and where as "19:30 → 20:00"; empty when those stay. Times are local.

    Several at once are one line: "22 juni 2022 → 29 juni 2022; 19:30 → 20:00". Dates are Dutch;
    see `in_taal`.
    """
    regels: list[str] = []
    if (oud.dag, oud.start, oud.eind) != (nieuw.dag, nieuw.start, nieuw.eind):
        if oud.periode != nieuw.periode:
            regels.append(f"{_dag(oud)} → {_dag(nieuw)}")
        if _tijd(oud.start) != _tijd(nieuw.start):
            regels.append(f"{_tijd(oud.start)} → {_tijd(nieuw.start)}")
        elif oud.start and _tijd(oud.eind) != _tijd(nieuw.eind):
            regels.append(f"{_span(oud)} → {_span(nieuw)}")
    if oud.plaats != nieuw.plaats:
        regels.append(f"{oud.plaats or '–'} → {nieuw.plaats or '–'}")
    return ("; ".join(regels),) if regels else ()


def in_taal(regel: str, taal: Taal) -> str:
    """A line of `describe` with its dates in that language."""
    if taal == "nl":
        return regel

    def translated(match: re.Match[str]) -> str:
        try:
            return parse_periode(match[0]).label_for(taal)
        except PeriodeFault:
            return match[0]

    return _DATUM.sub(translated, regel)


def _dag(bijeenkomst: Bijeenkomst) -> str:
    periode = bijeenkomst.periode
    if periode == dag(bijeenkomst.dag):
        return periode.label
    assert periode.laatste_dag is not None
    return f"{dag(bijeenkomst.dag).label} – {dag(periode.laatste_dag).label}"


def _tijd(moment: datetime | None) -> str:
    return moment.astimezone(AMSTERDAM).strftime("%H:%M") if moment else "–"


def _span(bijeenkomst: Bijeenkomst) -> str:
    return f"{_tijd(bijeenkomst.start)}-{_tijd(bijeenkomst.eind)}"

"""Periods that are named from where one stands: "morgen", "volgende week", "dit kwartaal"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from zkl_bot.kennis.periode import MAANDEN, RANG, Periode, dag, dagen, parse_periode


def _day(vandaag: date, later: int) -> Periode:
    return dag(vandaag + timedelta(days=later))


def _week(vandaag: date, later: int) -> Periode:
    monday = vandaag + timedelta(days=7 * later - vandaag.weekday())
    return dagen(monday, monday + timedelta(days=7))


def _weekend(vandaag: date, later: int) -> Periode:
    monday = vandaag + timedelta(days=7 * later - vandaag.weekday())
    return dagen(monday + timedelta(days=5), monday + timedelta(days=7))


def maand(year: int, month: int) -> Periode:
    """A month of a year; a `month` above 12 or below 1 is one of the years after or before."""
    year, month = year + (month - 1) // 12, (month - 1) % 12
    return parse_periode(f"{MAANDEN[month]} {year}")


def komende_maand(month: int, vandaag: date) -> Periode:
    """The first month of that number, 1 to 12, that is not over on a local day."""
    return maand(vandaag.year + (month < vandaag.month), month)


def kwartaal(year: int, number: int) -> Periode:
    """A quarter of a year; a `number` above 4 or below 1 is one of the years after or before."""
    year, number = year + (number - 1) // 4, (number - 1) % 4
    return parse_periode(f"{RANG[number]} kwartaal {year}")


def _month(vandaag: date, later: int) -> Periode:
    return maand(vandaag.year, vandaag.month + later)


def _quarter(vandaag: date, later: int) -> Periode:
    return kwartaal(vandaag.year, (vandaag.month + 2) // 3 + later)


def _year(vandaag: date, later: int) -> Periode:
    return parse_periode(str(vandaag.year + later))


_Stap = Callable[[date, int], Periode]
_DIT = r"(?:dit|deze|huidige?|lopende?|this|current) "
_VOLGEND = r"(?:volgend|volgende|komend|komende|aankomend|aankomende|next|coming) "
_VORIG = r"(?:vorig|vorige|afgelopen|last|previous) "
_NAMEN: tuple[tuple[str, _Stap], ...] = (
    (r"weekend", _weekend),
    (r"week", _week),
    (r"(?:maand|month)", _month),
    (r"(?:kwartaal|quarter)", _quarter),
    (r"(?:jaar|year)", _year),
)
_PATRONEN: tuple[tuple[re.Pattern[str], _Stap, int], ...] = (
    (re.compile(r"\b(?:overmorgen|the day after tomorrow)\b"), _day, 2),
    (re.compile(r"\b(?:vandaag|vanavond|vanmiddag|today|tonight)\b"), _day, 0),
    (re.compile(r"\b(?:morgen|morgenavond|tomorrow)\b"), _day, 1),
    (re.compile(r"\b(?:gisteren|yesterday)\b"), _day, -1),
    *(
        (re.compile(rf"\b{which}{name}\b"), step, later)
        for name, step in _NAMEN
        for which, later in ((_DIT, 0), (_VOLGEND, 1), (_VORIG, -1))
    ),
)


def find_relatief(tekst: str, vandaag: date) -> Periode | None:
    """The first such period that a text in lower case names, seen from a local day, or None."""
    for pattern, step, later in _PATRONEN:
        if pattern.search(tekst):
            return step(vandaag, later)
    return None


def read_relatief(tekst: str, vandaag: date) -> Periode | None:
    """The same of a text that is nothing else."""
    for pattern, step, later in _PATRONEN:
        if pattern.fullmatch(tekst):
            return step(vandaag, later)
    return None

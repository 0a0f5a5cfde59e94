"""Periods as people type them behind /agenda: "maart", "volgende maand", "2027", "Q3 2022"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from zkl_bot.kennis.periode import MAANDEN, MONTHS, PeriodeFault, parse_periode

_KWARTAAL = ("eerste", "tweede", "derde", "vierde")
_MAAND = {
    **{m: i for i, m in enumerate(MAANDEN, 1)},
    **{m.lower(): i for i, m in enumerate(MONTHS, 1)},
    **{m[:3]: i for i, m in enumerate(MAANDEN, 1)},
    **{m[:3].lower(): i for i, m in enumerate(MONTHS, 1)},
    "mrt": 3,
    "sept": 9,
}


@dataclass(frozen=True, slots=True)
class Span:
    """Local days from `van` up to and including `tot`."""

    van: date
    tot: date


def month_number(woord: str) -> int | None:
    """1 to 12 for the name of a month, Dutch or English, whole or three letters."""
    return _MAAND.get(woord.lower().strip("."))


def _month(year: int, month: int) -> Span:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return Span(date(year, month, 1), following - timedelta(days=1))


def _year(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31))


def _relative(words: str, vandaag: date) -> Span | None:
    monday = vandaag - timedelta(days=vandaag.weekday())
    next_monday = monday + timedelta(days=7)
    match words:
        case "vandaag" | "today":
            return Span(vandaag, vandaag)
        case "morgen" | "tomorrow":
            return Span(vandaag + timedelta(days=1), vandaag + timedelta(days=1))
        case "deze week" | "this week":
            return Span(monday, monday + timedelta(days=6))
        case "volgende week" | "next week":
            return Span(next_monday, next_monday + timedelta(days=6))
        case "deze maand" | "this month":
            return _month(vandaag.year, vandaag.month)
        case "volgende maand" | "next month":
            return _month(vandaag.year, vandaag.month + 1)
        case "dit jaar" | "this year":
            return _year(vandaag.year)
        case "volgend jaar" | "next year":
            return _year(vandaag.year + 1)
        case "vorig jaar" | "last year":
            return _year(vandaag.year - 1)
        case "dit kwartaal" | "this quarter":
            first = (vandaag.month - 1) // 3 * 3 + 1
            return Span(date(vandaag.year, first, 1), _month(vandaag.year, first + 2).tot)
    return None


def read_span(tekst: str, vandaag: date) -> Span | None:
    """The days that the words mean, seen from `vandaag` (a local day); None when unclear.

    A month without a year is the coming one.
    """
    words = " ".join(tekst.lower().split())
    if relative := _relative(words, vandaag):
        return relative
    if match := re.fullmatch(r"([a-z.]+)(?: (\d{4}))?", words):
        month = month_number(match[1])
        if month:
            year = int(match[2]) if match[2] else vandaag.year + (month < vandaag.month)
            return _month(year, month) if 1 <= year <= 9998 else None
    if match := re.fullmatch(r"(?:q|k|kwartaal |quarter )([1-4])(?: (\d{4}))?", words):
        words = f"{_KWARTAAL[int(match[1]) - 1]} kwartaal {match[2] or vandaag.year}"
    try:
        periode = parse_periode(words)
    except PeriodeFault:
        return None
    if periode.start is None or periode.laatste_dag is None:
        return None
    return Span(periode.start, periode.laatste_dag)

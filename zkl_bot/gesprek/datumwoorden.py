"""Dates and times as people type them: "di 12 jan 19.30", "12-1-2027 10:00", "morgen 20 uur".

Dutch order: the day before the month. All are local (Europe/Amsterdam).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from zkl_bot.clock import AMSTERDAM
from zkl_bot.gesprek.getypt import Getypt
from zkl_bot.gesprek.periodewoorden import month_number
from zkl_bot.gesprek.tijdwoorden import GEEN_TIJD, Tijden, take_tijden

Twijfel = Literal["onleesbaar", "bestaat_niet", "jaar", "weekdag", "verleden"]
"""Why a date is not taken as it stands; `kandidaten` are what may have been meant."""

_WEEKDAGEN = {
    **{w: i for i, w in enumerate(("ma", "di", "wo", "do", "vr", "za", "zo"))},
    **{
        w: i
        for i, w in enumerate(
            ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
        )
    },
    **{w: i for i, w in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    **{
        w: i
        for i, w in enumerate(
            ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        )
    },
}
_DAGEN = {
    "vandaag": 0,
    "today": 0,
    "morgen": 1,
    "tomorrow": 1,
    "overmorgen": 2,
}
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d)|\b)")
_CIJFERS = re.compile(r"(?<!\d-)\b(\d{1,2})([-/])(\d{1,2})(?:\2(\d{4}|\d{2}))?\b(?![.:]\d)")
_PUNTEN = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_WOORDEN = re.compile(r"\b(\d{1,2})e? ([a-z]+)\.?(?: (\d{4}))?\b")
_ENGELS = re.compile(r"\b([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?\b")
_NIET_GEWOON = re.compile(
    r"\b(?:eerste|tweede|derde|vierde|laatste|first|second|third|fourth|last)\b"
    r"|\b(?:over|in) \w+ (?:week|weken|weeks|maand|maanden|months?)\b"
)
"""What makes a weekday another one than the coming."""
_VOLGENDE_WEEK = re.compile(r"\b(?:volgende week|next week)\b")


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What was read: the day, or several that may be meant, and the times.

    `voor` and `na` are the words before and behind them; no `twijfel` means that `dag` stands.
    """

    kandidaten: tuple[date, ...] = ()
    tijden: Tijden = GEEN_TIJD
    twijfel: Twijfel | None = None
    voor: str = ""
    na: str = ""

    @property
    def dag(self) -> date | None:
        """The day, when there is no doubt."""
        return self.kandidaten[0] if self.twijfel is None and self.kandidaten else None


@dataclass(frozen=True, slots=True)
class _Found:
    dag: int
    maand: int
    jaar: int | None
    start: int
    end: int


def read_datum(tekst: str, now: datetime, *, verleden: bool = False) -> Gelezen:
    """The day and times in the text, at `now` (aware).

    A day that lies behind is `verleden` doubt, unless the past is meant (`verleden`).
    """
    vandaag = now.astimezone(AMSTERDAM).date()
    words = Getypt(tekst)
    found = _find(words.left)
    weekdag = _take_weekday(words, found)
    if found is not None:
        words.take(found.start, found.end)
        kandidaten, twijfel = _decide(found, weekdag, vandaag, verleden)
        return _gelezen(words, kandidaten, twijfel)
    dag = _take_relative(words, vandaag)
    if dag is None and weekdag is not None:
        dag = _take_coming(words, weekdag, vandaag)
    return _gelezen(words, (dag,), None) if dag else _gelezen(words, (), "onleesbaar")


def _gelezen(words: Getypt, kandidaten: tuple[date, ...], twijfel: Twijfel | None) -> Gelezen:
    tijden = take_tijden(words)
    return Gelezen(kandidaten, tijden, twijfel, voor=words.voor, na=words.na)


def _find(words: str) -> _Found | None:
    if m := _ISO.search(words):
        return _Found(int(m[3]), int(m[2]), int(m[1]), m.start(), m.end())
    if m := _PUNTEN.search(words):
        return _Found(int(m[1]), int(m[2]), int(m[3]), m.start(), m.end())
    if m := _CIJFERS.search(words):
        year = int(m[4]) + (2000 if len(m[4]) == 2 else 0) if m[4] else None
        return _Found(int(m[1]), int(m[3]), year, m.start(), m.end())
    for m in _WOORDEN.finditer(words):
        if month := month_number(m[2]):
            return _Found(int(m[1]), month, int(m[3]) if m[3] else None, m.start(), m.end())
    for m in _ENGELS.finditer(words):
        if month := month_number(m[1]):
            return _Found(int(m[2]), month, int(m[3]) if m[3] else None, m.start(), m.end())
    return None


def _take_weekday(words: Getypt, found: _Found | None) -> int | None:
    """The weekday, only where it can be one: written out, or right before the date."""
    before = words.left[: found.start] if found else words.left
    for m in re.finditer(r"\b([a-z]+)\b\.?", before):
        next_to_date = found is not None and not before[m.end() :].strip(" ,.")
        if m[1] in _WEEKDAGEN and (len(m[1]) > 3 or next_to_date or found is None):
            words.take(m.start(), m.end())
            return _WEEKDAGEN[m[1]]
    return None


def _take_relative(words: Getypt, vandaag: date) -> date | None:
    for m in re.finditer(r"\b[a-z]+\b", words.left):
        if m[0] in _DAGEN:
            words.take(m.start(), m.end())
            return vandaag + timedelta(days=_DAGEN[m[0]])
    return None


def _take_coming(words: Getypt, weekdag: int, vandaag: date) -> date | None:
    """The coming day of this name, or that of next week; None when the words want another."""
    rest = words.left
    if match := _VOLGENDE_WEEK.search(rest):
        words.take(*match.span())
        return vandaag + timedelta(days=7 - vandaag.weekday() + weekdag)
    month = any(month_number(word) for word in re.findall(r"[a-z]+", rest))
    if month or _NIET_GEWOON.search(rest):
        return None
    return vandaag + timedelta(days=(weekdag - vandaag.weekday() - 1) % 7 + 1)


def _decide(
    found: _Found, weekdag: int | None, vandaag: date, verleden: bool
) -> tuple[tuple[date, ...], Twijfel | None]:
    if not 1 <= found.maand <= 12 or not 1 <= found.dag <= 31:
        return (), "bestaat_niet"
    years = (found.jaar,) if found.jaar else range(vandaag.year - 1, vandaag.year + 9)
    days = [d for year in years if (d := _day(year, found.maand, found.dag))]
    if not days:
        year = found.jaar or vandaag.year
        if not 1 <= year <= 9998:
            return (), "bestaat_niet"
        last = date(year, found.maand, monthrange(year, found.maand)[1])
        if found.jaar is None and last < vandaag and not verleden:
            last = date(year + 1, found.maand, monthrange(year + 1, found.maand)[1])
        return (last, last + timedelta(days=1)), "bestaat_niet"
    if found.jaar is None:
        return _decide_year(days, weekdag, vandaag, verleden)
    dag = days[0]
    if weekdag is not None and dag.weekday() != weekdag:
        return (dag,), "weekdag"
    if dag < vandaag and not verleden:
        return (dag,), "verleden"
    return (dag,), None


def _decide_year(
    days: list[date], weekdag: int | None, vandaag: date, verleden: bool
) -> tuple[tuple[date, ...], Twijfel | None]:
    """Without a year it is the coming one; when that is another year than this, we ask."""
    coming = [d for d in days if d >= vandaag]
    past = [d for d in days if d < vandaag]
    if verleden and past:
        return (past[-1],), None
    nearest = coming[0]
    if weekdag is not None:
        fitting = next((d for d in coming[:2] if d.weekday() == weekdag), None)
        return ((fitting,), None) if fitting else (tuple(coming[:1]), "weekdag")
    just_past = past and (vandaag - past[-1]).days <= _PAS_VOORBIJ
    if nearest.year != vandaag.year or just_past:
        return (nearest, *past[-1:]) if just_past else (nearest, coming[1]), "jaar"
    return (nearest,), None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_PAS_VOORBIJ = 60
"""Days within which a date without a year may well be the one that just went by."""

"""Periods as people type them behind /agenda: "maart", "volgende maand", "2027", "Q3 2022"."""

import re
from dataclasses import dataclass
from datetime import date

from zkl_bot.kennis.periode import Periode, PeriodeFault, parse_periode
from zkl_bot.kennis.relatief import komende_maand, kwartaal, maand, read_relatief
from zkl_bot.vragen.tijden import MAANDNUMMERS


@dataclass(frozen=True, slots=True)
class Span:
    """Local days from `van` up to and including `tot`."""

    van: date
    tot: date


def month_number(woord: str) -> int | None:
    """1 to 12 for the name of a month, Dutch or English, whole or three letters."""
    return MAANDNUMMERS.get(woord.lower().strip("."))


def read_span(tekst: str, vandaag: date) -> Span | None:
    """The days that the words mean, seen from `vandaag` (a local day); None when unclear.

    A month without a year is the coming one.
    """
    words = " ".join(tekst.lower().split())
    periode = read_relatief(words, vandaag)
    if periode is None:
        try:
            periode = _read_periode(words, vandaag)
        except PeriodeFault:
            return None
    if periode is None or periode.start is None or periode.laatste_dag is None:
        return None
    return Span(periode.start, periode.laatste_dag)


def _read_periode(words: str, vandaag: date) -> Periode | None:
    if match := re.fullmatch(r"([a-z.]+)(?: (\d{4}))?", words):
        month = month_number(match[1])
        if month:
            return maand(int(match[2]), month) if match[2] else komende_maand(month, vandaag)
    if match := re.fullmatch(r"(?:q|k|kwartaal |quarter )([1-4])(?: (\d{4}))?", words):
        return kwartaal(int(match[2] or vandaag.year), int(match[1]))
    return parse_periode(words)

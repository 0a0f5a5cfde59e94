"""Periods as the documents name them, from one day to "in de loop van 2022" and n.t.b.

The one table from words to dates (all dates Europe/Amsterdam, the end exclusive):

| words                       | dates                                                        |
|-----------------------------|--------------------------------------------------------------|
| "9 juli 2021"               | that day                                                     |
| "september 2021"            | that month                                                   |
| "derde kwartaal 2022"       | July up to and including September                           |
| "eerste helft 2022"         | January up to and including June                             |
| "2023"                      | that year                                                    |
| "in de loop van <periode>"  | the same dates as the period                                 |
| "begin <periode>"           | its first third (a year: Jan-Apr; a quarter: its first month; |
|                             | a half: its first two months; a month: days 1-10)            |
| "medio <periode>"           | its middle third (a year: May-Aug; a month: days 11-20)      |
| "eind <periode>"            | its last third (a year: Sep-Dec; a month: from day 21)       |
| "rondom <periode>"          | the period, and a month before and after it (a day: a week)  |
| "rondom <iets> <jaar>"      | that year: the day itself is not in the source               |
| "n.t.b."                    | no dates                                                     |

People always see the words; the dates only serve sorting, feeds and reminders.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from zkl_bot.kennis.model import Taal

Precisie = Literal[
    "dag", "maand", "kwartaal", "helft", "jaar", "begin", "medio", "eind", "loop", "rondom", "ntb"
]

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
RANG = ("eerste", "tweede", "derde", "vierde")
_RANK = ("first", "second", "third", "fourth")
_WORD = {"begin": "early in", "medio": "around the middle of", "eind": "late in"}
_GEBEURTENISSEN = {"gemeenteraadsverkiezingen": "municipal elections"}


class PeriodeFault(ValueError):
    """Raised when words do not name a period from the table above."""


@dataclass(frozen=True, slots=True)
class Periode:
    """A stretch of days (Europe/Amsterdam) under the words the source uses for it.

    `start` is the first day and `eind_exclusief` the day after the last; both are None for
    n.t.b. Never show the dates of a vague period to people: show `label`.
    """

    start: date | None
    eind_exclusief: date | None
    label: str
    precisie: Precisie
    label_en: str

    def __post_init__(self) -> None:
        if (self.start is None) != (self.eind_exclusief is None):
            raise ValueError("a Periode has both dates or none")
        if self.start and self.eind_exclusief and self.eind_exclusief <= self.start:
            raise ValueError(f"the Periode {self.label!r} ends before it starts")

    @property
    def is_bekend(self) -> bool:
        """False for n.t.b., which has no dates."""
        return self.start is not None

    @property
    def is_dag(self) -> bool:
        """True when the source names the day itself; all else is vague."""
        return self.precisie == "dag"

    @property
    def laatste_dag(self) -> date | None:
        """The last day inside the period."""
        return self.eind_exclusief - timedelta(days=1) if self.eind_exclusief else None

    def label_for(self, taal: Taal) -> str:
        """The words for it in one language."""
        return self.label_en if taal == "en" else self.label

    def zin_for(self, taal: Taal) -> str:
        """The words for it inside a sentence, after "voor": "het derde kwartaal van 2022"."""
        if taal == "en" or self.precisie not in ("kwartaal", "helft"):
            return self.label_for(taal)
        if self.label.startswith(("het ", "de ")):
            return self.label
        return f"{'de' if 'helft' in self.label else 'het'} {self.label}"

    def ligt_achter(self, dag: date) -> bool:
        """Whether the whole period lies before `dag` (a local day); never so for n.t.b."""
        return self.eind_exclusief is not None and self.eind_exclusief <= dag

    def holds(self, dag: date) -> bool:
        """Whether the day lies in it; never so for n.t.b."""
        if self.start is None or self.eind_exclusief is None:
            return False
        return self.start <= dag < self.eind_exclusief

    def overlapt(self, van: date, tot_exclusief: date) -> bool:
        """Whether any day of it lies in [van, tot_exclusief); never so for n.t.b."""
        if self.start is None or self.eind_exclusief is None:
            return False
        return self.start < tot_exclusief and van < self.eind_exclusief

    @property
    def sorteersleutel(self) -> tuple[date, date, str]:
        """Sorts by start, then by length, then by words; n.t.b. comes last."""
        return (self.start or date.max, self.eind_exclusief or date.max, self.label)


NTB = Periode(None, None, "n.t.b.", "ntb", "to be determined")


@lru_cache(maxsize=2048)
def dag(dag: date) -> Periode:
    """The period of one day."""
    nl = f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
    en = f"{dag.day} {MONTHS[dag.month - 1]} {dag.year}"
    return Periode(dag, dag + timedelta(days=1), nl, "dag", en)


def dagen(eerste: date, na: date) -> Periode:
    """The days from the first up to the one after the last: no indication, just more than one."""
    laatste = na - timedelta(days=1)
    if eerste == laatste:
        return dag(eerste)
    whole = dag(laatste)
    nl, en = f"{eerste.day}", f"{eerste.day}"
    if (eerste.year, eerste.month) != (laatste.year, laatste.month):
        nl, en = f"{nl} {MAANDEN[eerste.month - 1]}", f"{en} {MONTHS[eerste.month - 1]}"
    if eerste.year != laatste.year:
        nl, en = f"{nl} {eerste.year}", f"{en} {eerste.year}"
    return Periode(eerste, na, f"{nl} t/m {whole.label}", "dag", f"{en} to {whole.label_en}")


def _month_after(start: date, months: int) -> date:
    index = start.year * 12 + start.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("dag", rf"(\d{{1,2}}) ({'|'.join(MAANDEN)}) (\d{{4}})"),
        ("maand", rf"({'|'.join(MAANDEN)})(?: van)? (\d{{4}})"),
        ("kwartaal", rf"(?:het )?({'|'.join(RANG)}|[1-4]e) kwartaal(?: van)? (\d{{4}})"),
        ("helft", r"(?:de |het )?(eerste|tweede|1e|2e) (?:helft|halfjaar)(?: van)? (\d{4})"),
        ("jaar", r"(\d{4})"),
    )
)


def _plain(words: str) -> Periode | None:
    """A period without "begin" and the like before it, or None."""
    for precisie, pattern in _PATTERNS:
        match = pattern.fullmatch(words)
        if not match:
            continue
        parts = match.groups()
        year = int(parts[-1])
        if not 1900 <= year <= 2199:
            raise PeriodeFault(f"het jaar {year} valt buiten 1900-2199")
        if precisie == "dag":
            try:
                return dag(date(year, MAANDEN.index(parts[1]) + 1, int(parts[0])))
            except ValueError as fault:
                raise PeriodeFault(f"{words!r} is geen bestaande dag") from fault
        if precisie == "maand":
            month = MAANDEN.index(parts[0])
            start = date(year, month + 1, 1)
            return Periode(start, _month_after(start, 1), words, "maand", f"{MONTHS[month]} {year}")
        if precisie == "jaar":
            return Periode(date(year, 1, 1), date(year + 1, 1, 1), words, "jaar", words)
        rank = int(parts[0][0]) - 1 if parts[0][0].isdigit() else RANG.index(parts[0])
        if precisie == "kwartaal":
            start = date(year, rank * 3 + 1, 1)
            en = f"the {_RANK[rank]} quarter of {year}"
            return Periode(start, _month_after(start, 3), words, "kwartaal", en)
        start = date(year, rank * 6 + 1, 1)
        en = f"the {_RANK[rank]} half of {year}"
        return Periode(start, _month_after(start, 6), words, "helft", en)
    return None


def _third(whole: Periode, deel: Literal["begin", "medio", "eind"], label: str) -> Periode:
    """The first, middle or last third of a period, by months or, of a month, by ten days."""
    assert whole.start is not None
    assert whole.eind_exclusief is not None
    if whole.precisie == "dag":
        raise PeriodeFault(f"een dag heeft geen {deel}")
    index = ("begin", "medio", "eind").index(deel)
    if whole.precisie == "maand":
        edges = (
            whole.start,
            whole.start + timedelta(days=10),
            whole.start + timedelta(days=20),
            whole.eind_exclusief,
        )
    else:
        step = {"kwartaal": 1, "helft": 2, "jaar": 4}[whole.precisie]
        edges = (
            whole.start,
            _month_after(whole.start, step),
            _month_after(whole.start, 2 * step),
            whole.eind_exclusief,
        )
    en = f"{_WORD[deel]} {whole.label_en}"
    return Periode(edges[index], edges[index + 1], label, deel, en)


def _around(rest: str, label: str) -> Periode:
    whole = _plain(rest)
    if whole and whole.start and whole.eind_exclusief:
        if whole.precisie == "dag":
            week = timedelta(days=7)
            start, end = whole.start - week, whole.eind_exclusief + week
        else:
            start, end = _month_after(whole.start, -1), _month_after(whole.eind_exclusief, 1)
        return Periode(start, end, label, "rondom", f"around {whole.label_en}")
    match = re.fullmatch(r"(?:de |het )?([a-z]+)(?: van| in)? (\d{4})", rest)
    if not match or match[1] not in _GEBEURTENISSEN:
        raise PeriodeFault(f"onbekende periode na 'rondom': {rest!r}")
    year = int(match[2])
    en = f"around the {_GEBEURTENISSEN[match[1]]} of {year}"
    return Periode(date(year, 1, 1), date(year + 1, 1, 1), label, "rondom", en)


def parse_periode(words: str) -> Periode:
    """The Periode that Dutch words name, by the table above; its label is those words.

    Raises PeriodeFault when the words are not in the table or the day does not exist.
    """
    label = " ".join(words.split())
    text = label.lower()
    if text in ("n.t.b.", "n.t.b", "ntb", "nader te bepalen"):
        return NTB
    whole = _plain(text)
    if whole:
        return Periode(whole.start, whole.eind_exclusief, label, whole.precisie, whole.label_en)
    first, _, rest = text.partition(" ")
    if first == "rondom":
        return _around(rest, label)
    if text.startswith("in de loop van "):
        whole = _plain(text.removeprefix("in de loop van "))
        if whole:
            en = f"in the course of {whole.label_en}"
            return Periode(whole.start, whole.eind_exclusief, label, "loop", en)
    if first in ("begin", "medio", "eind"):
        whole = _plain(rest)
        if whole:
            return _third(whole, first, label)  # type: ignore[arg-type]
    raise PeriodeFault(
        f"onbekende periode {label!r}; verwacht bijvoorbeeld 'derde kwartaal 2022', "
        "'medio 2022', 'in de loop van 2022', 'rondom mei 2022' of 'n.t.b.'"
    )

"""The days of a repeat rule (RFC 5545, 3.3.10), counted out within a budget. Pure.

Written out here, for the libraries walk on to the year 9999 when nothing matches. Repeats within
a day and by week number don't exist for meetings, and are refused.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any

MAX_STAPPEN = 200_000
"""How many days may be looked at for all rules of one source together."""

_FREQUENTIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_BINNEN_DE_DAG = ("BYHOUR", "BYMINUTE", "BYSECOND")
_GELEZEN = {
    *("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYSETPOS"),
    *("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY"),
    *_BINNEN_DE_DAG,
}
_UITLEG = {"INTERVAL": "de tussenpoos", "COUNT": "het aantal"}
_DAG = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NAMEN = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class TeVeel(Exception):
    """Raised when the rules of one source ask for more than a calendar of meetings needs."""


@dataclass(slots=True)
class Budget:
    """What is left to look at."""

    over: int = MAX_STAPPEN

    def take(self) -> None:
        """One more day. Raises TeVeel when there is nothing left."""
        self.over -= 1
        if self.over < 0:
            raise TeVeel


Weekdag = tuple[int | None, int]
"""The n-th (None: every; negative: from the end) of a weekday, 0 for Monday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Herhaling:
    """A rule by days. What is empty does not limit; `tot` and `aantal` None: without end."""

    frequentie: str
    tussenpoos: int = 1
    aantal: int | None = None
    tot: date | None = None
    maanden: frozenset[int] = field(default=frozenset())
    maanddagen: frozenset[int] = field(default=frozenset())
    jaardagen: frozenset[int] = field(default=frozenset())
    weekdagen: frozenset[Weekdag] = field(default=frozenset())
    plaatsen: tuple[int, ...] = ()
    weekbegin: int = 0

    @property
    def eindigt(self) -> bool:
        """Whether it ends by itself."""
        return self.aantal is not None or self.tot is not None

    def days(self, start: date, van: date, einde: date, budget: Budget) -> Iterator[date]:
        """The days from `start` on that lie from `van` up to and including `einde`, in order.

        Raises TeVeel.
        """
        regel = self._completed(start)
        einde = min(einde, self.tot or einde)
        # What is counted is counted from the start.
        begin = start if self.aantal is not None else max(start, van)
        left = self.aantal
        for first, last in regel._periods(start, begin, einde):
            for day in regel._chosen(first, last, budget):
                if day > einde or left == 0:
                    return
                if day < start:
                    continue
                left = left - 1 if left is not None else None
                if day >= van:
                    yield day

    def _completed(self, start: date) -> "Herhaling":
        """With what the start says, where the rule names no day."""
        if self.weekdagen or self.maanddagen or self.jaardagen or self.frequentie == "DAILY":
            return self
        if self.frequentie == "WEEKLY":
            return replace(self, weekdagen=frozenset({(None, start.weekday())}))
        months = self.maanden
        if self.frequentie == "YEARLY" and not months:
            months = frozenset({start.month})
        return replace(self, maanddagen=frozenset({start.day}), maanden=months)

    def _periods(self, start: date, begin: date, einde: date) -> Iterator[tuple[date, date]]:
        """First and last day of each period that the interval meets, the one of `begin` first."""
        step = self.tussenpoos
        if self.frequentie in ("DAILY", "WEEKLY"):
            size = 1 if self.frequentie == "DAILY" else 7
            first = start - timedelta(days=(start.weekday() - self.weekbegin) % size)
            first += timedelta(days=(begin - first).days // (size * step) * size * step)
            while first <= einde:
                yield first, first + timedelta(days=size - 1)
                first += timedelta(days=size * step)
            return
        size = 1 if self.frequentie == "MONTHLY" else 12
        month = start.year * 12 + (start.month - 1 if size == 1 else 0)
        month += (begin.year * 12 + begin.month - 1 - month) // (size * step) * size * step
        while (first := _first_of(month)) <= einde:
            yield first, _first_of(month + size) - timedelta(days=1)
            month += size * step

    def _chosen(self, first: date, last: date, budget: Budget) -> list[date]:
        """The days of one period that the rule names, in order."""
        found: list[date] = []
        day = first
        while day <= last:
            budget.take()
            if self.maanden and day.month not in self.maanden:
                day = _first_of(day.year * 12 + day.month)
                continue
            if self._names(day):
                found.append(day)
            day += timedelta(days=1)
        if not self.plaatsen:
            return found
        places = {p - 1 if p > 0 else len(found) + p for p in self.plaatsen}
        return [day for place, day in enumerate(found) if place in places]

    def _names(self, day: date) -> bool:
        """Whether the day is one of those in the rule, whatever its place in the period."""
        if self.maanddagen and not (
            day.day in self.maanddagen or day.day - _length_of(day) - 1 in self.maanddagen
        ):
            return False
        if self.jaardagen:
            number = _number_of(day)
            if not self.jaardagen & {number, number - _in_year(day) - 1}:
                return False
        weekdag = day.weekday()
        if not self.weekdagen or (None, weekdag) in self.weekdagen:
            return True
        if self.frequentie == "MONTHLY" or self.maanden:
            before, after = day.day - 1, _length_of(day) - day.day
        else:
            before = _number_of(day) - 1
            after = _in_year(day) - before - 1
        return bool(self.weekdagen & {(before // 7 + 1, weekdag), (-(after // 7) - 1, weekdag)})


def _length_of(day: date) -> int:
    """How many days its month has."""
    return monthrange(day.year, day.month)[1]


def _number_of(day: date) -> int:
    """The how manieth day of its year it is."""
    return day.toordinal() - date(day.year, 1, 1).toordinal() + 1


def _in_year(day: date) -> int:
    return 365 + isleap(day.year)


def _first_of(month: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(month // 12, month % 12 + 1, 1)


def read_herhaling(
    rule: Mapping[str, Sequence[Any]], tot: date | None, begin: time | None = None
) -> Herhaling:
    """The rule as icalendar parsed it; `tot` is the last day that its UNTIL allows.

    `begin` is the time of day of the first; another one within the rule is refused. Raises
    ValueError, in Dutch, for what no meeting is planned by.
    """
    rest = set(rule) - _GELEZEN
    if rest:
        raise ValueError(f"een herhaling met {min(rest)} kan niet")
    frequencies = rule.get("FREQ") or [""]
    if len(frequencies) > 1:
        raise ValueError("een herhaling met meer dan één FREQ kan niet")
    frequency = str(frequencies[0]).upper()
    if frequency not in _FREQUENTIES:
        raise ValueError(f"een herhaling {frequency or 'zonder FREQ'} kan niet")
    for part, at in zip(_BINNEN_DE_DAG, _clock(begin), strict=True):
        given = {int(value) for value in rule.get(part, ())}
        if len(given) > 1 or (at is not None and given - {at}):
            raise ValueError("een herhaling binnen de dag kan niet")
    interval = _one(rule, "INTERVAL", 1, 1000)
    weekdays: set[Weekdag] = set()
    for given in rule.get("BYDAY", ()):
        match = _DAG.fullmatch(str(given).upper())
        if not match:
            raise ValueError(f"{str(given)[:20]!r} is geen weekdag (BYDAY)")
        ordinal = int(match[1]) if match[1] and frequency in ("MONTHLY", "YEARLY") else None
        weekdays.add((ordinal, _NAMEN.index(match[2])))
    week = str((rule.get("WKST") or ["MO"])[0]).upper()
    return Herhaling(
        frequentie=frequency,
        tussenpoos=interval or 1,
        aantal=_one(rule, "COUNT", 1, None),
        tot=tot,
        maanden=frozenset(_numbers(rule, "BYMONTH", 1, 12)),
        maanddagen=frozenset(_numbers(rule, "BYMONTHDAY", -31, 31)),
        jaardagen=frozenset(_numbers(rule, "BYYEARDAY", -366, 366)),
        weekdagen=frozenset(weekdays),
        plaatsen=_numbers(rule, "BYSETPOS", -366, 366),
        weekbegin=_NAMEN.index(week) if week in _NAMEN else 0,
    )


def _clock(begin: time | None) -> tuple[int | None, int | None, int | None]:
    return (begin.hour, begin.minute, begin.second) if begin else (None, None, None)


def _one(rule: Mapping[str, Sequence[Any]], part: str, least: int, most: int | None) -> int | None:
    given = rule.get(part, ())
    if not given:
        return None
    if len(given) > 1 or not isinstance(given[0], int) or given[0] < least:
        raise ValueError(f"{_UITLEG[part]} ({part}) van de herhaling klopt niet")
    if most is not None and given[0] > most:
        raise ValueError(f"{_UITLEG[part]} ({part}) van de herhaling is te groot")
    return given[0]


def _numbers(
    rule: Mapping[str, Sequence[Any]], part: str, least: int, most: int
) -> tuple[int, ...]:
    found = tuple(dict.fromkeys(int(given) for given in rule.get(part, ())))
    if any(not least <= number <= most or number == 0 for number in found):
        raise ValueError(f"{part} van de herhaling klopt niet")
    return found

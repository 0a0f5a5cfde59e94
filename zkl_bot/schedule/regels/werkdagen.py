"""Working days: weekends, Dutch public holidays, and reces and school holidays from data."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import holidays

from zkl_bot.kennis.herinneringsregel import VrijePeriode

Richting = Literal["vorige", "volgende", "geen"]
_DAG = timedelta(days=1)
_VERDER_NIET = 60
"""A stretch of days off longer than this (in days) is a mistake in the data: the day stays."""


@lru_cache(maxsize=256)
def feestdagen(jaar: int) -> frozenset[date]:
    """The Dutch public holidays of a year, Good Friday included (offices are closed then).

    The package counts 5 May in lustrum years only and Good Friday as optional.
    """
    official = holidays.country_holidays("NL", years=jaar)
    optional = holidays.country_holidays("NL", years=jaar, categories=("optional",))
    good_friday = [d for d, naam in optional.items() if naam == "Goede Vrijdag"]
    return frozenset([*official, *good_friday])


class Werkdagen:
    """Tells working days; `vrij` are the extra periods in which nobody works."""

    def __init__(self, vrij: Iterable[VrijePeriode] = ()) -> None:
        self._vrij = tuple(vrij)

    def is_werkdag(self, dag: date) -> bool:
        """Whether people are at work on this local day."""
        return (
            dag.weekday() < 5
            and dag not in feestdagen(dag.year)
            and not any(p.van <= dag <= p.tot_en_met for p in self._vrij)
        )

    def shift(self, dag: date, richting: Richting) -> date:
        """The day itself when it is a working day, else the nearest one in that direction."""
        if richting == "geen":
            return dag
        step = _DAG if richting == "volgende" else -_DAG
        found = dag
        for _ in range(_VERDER_NIET):
            if self.is_werkdag(found):
                return found
            found += step
        return dag


def add_months(dag: date, maanden: int) -> date:
    """So many months later (or earlier): the same day, or the last one of a shorter month."""
    index = dag.year * 12 + dag.month - 1 + maanden
    first = date(index // 12, index % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAG
    return first.replace(day=min(dag.day, last.day))

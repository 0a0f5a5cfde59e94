"""Dates and times in words, for people in Amsterdam.

The words are those of CLDR, as Babel has them. They stand here because loading Babel takes longer
than answering a question; a test holds them to it.
"""

from datetime import date, datetime
from functools import lru_cache

from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.model import Taal
from zkl_bot.kennis.periode import MAANDEN, MONTHS

_MAANDEN: dict[Taal, tuple[str, ...]] = {"nl": MAANDEN, "en": MONTHS}
_KORT: dict[Taal, tuple[str, ...]] = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
}
_DAGEN: dict[Taal, tuple[str, ...]] = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_DAGLETTERS: dict[Taal, int] = {"nl": 2, "en": 3}
"""Of how many letters the short name of a day is."""


@lru_cache(maxsize=4096)
def format_datum(dag: date, taal: Taal, vorm: str = "gewoon") -> str:
    """A local day: "22 juni 2022"; `lang` adds the weekday, `kort` is "wo 22 jun", `maand` is
    "juni 2022".

    Raises KeyError for an unknown `vorm`.
    """
    weekdag, maand = _DAGEN[taal][dag.weekday()], _MAANDEN[taal][dag.month - 1]
    if vorm == "kort":
        return f"{weekdag[: _DAGLETTERS[taal]]} {dag.day} {_KORT[taal][dag.month - 1]}"
    return {
        "gewoon": f"{dag.day} {maand} {dag.year}",
        "maand": f"{maand} {dag.year}",
        "lang": f"{weekdag} {dag.day} {maand} {dag.year}",
    }[vorm]


def day_names(taal: Taal) -> tuple[str, ...]:
    """The short names of the days of a week, from Monday."""
    return tuple(dag[: _DAGLETTERS[taal]] for dag in _DAGEN[taal])


def format_tijd(moment: datetime) -> str:
    """The local time of day of an aware moment: "19:30"."""
    return moment.astimezone(AMSTERDAM).strftime("%H:%M")


def format_moment(moment: datetime, taal: Taal, vorm: str = "lang") -> str:
    """An aware moment as local day and time: "woensdag 22 juni 2022, 19:30"."""
    return f"{format_datum(moment.astimezone(AMSTERDAM).date(), taal, vorm)}, {format_tijd(moment)}"

"""Dates and times in words, for people in Amsterdam. Cached: Babel is slow, days are few."""

from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.model import Taal

_LOCALES = {"nl": Locale("nl", "NL"), "en": Locale("en", "GB")}
_PATTERNS = {
    "kort": {"nl": "EEE d MMM", "en": "EEE d MMM"},
    "gewoon": {"nl": "d MMMM y", "en": "d MMMM y"},
    "maand": {"nl": "MMMM y", "en": "MMMM y"},
    "lang": {"nl": "EEEE d MMMM y", "en": "EEEE d MMMM y"},
}


@lru_cache(maxsize=4096)
def format_datum(dag: date, taal: Taal, vorm: str = "gewoon") -> str:
    """A local day: "22 juni 2022"; `lang` adds the weekday, `kort` is "wo 22 jun".

    Raises KeyError for an unknown `vorm`.
    """
    return format_date(dag, _PATTERNS[vorm][taal], locale=_LOCALES[taal])


def format_tijd(moment: datetime) -> str:
    """The local time of day of an aware moment: "19:30"."""
    return moment.astimezone(AMSTERDAM).strftime("%H:%M")


def format_moment(moment: datetime, taal: Taal, vorm: str = "lang") -> str:
    """An aware moment as local day and time: "woensdag 22 juni 2022, 19:30"."""
    return f"{format_datum(moment.astimezone(AMSTERDAM).date(), taal, vorm)}, {format_tijd(moment)}"

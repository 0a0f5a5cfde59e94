"""Repeating meetings, written out within a horizon, and never more than one can plan."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped]
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from icalendar import Calendar

from zkl_bot.clock import AMSTERDAM
from zkl_bot.intake.opgave import IntakeFault

TERUG = timedelta(days=366)
VOORUIT = timedelta(days=2 * 366)
"""A series without an end is written out from a year back to two years ahead."""
LIBRARY_FAULTS = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError)
"""What libraries raise for a file or rule that makes no sense."""
MAX_PER_REEKS = 1200
MAX_REEKSEN = 200
_MAX_STEPS = 60_000
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_EARLIEST = 1970


def window_of(masters: list[Any], now: datetime) -> tuple[datetime, datetime]:
    """From when to when the series is written out: whole when it ends by itself."""
    latest = now + VOORUIT
    if all(_ends(master) for master in masters):
        return datetime(_EARLIEST, 1, 1, tzinfo=UTC), latest
    return now - TERUG, latest


def _ends(master: Any) -> bool:
    rule = master.get("RRULE")
    return rule is None or "COUNT" in rule or "UNTIL" in rule


def check_rule(master: Any, regel: int | None, now: datetime) -> None:
    """Refuses a rule that nobody plans meetings by, before it is written out.

    Raises IntakeFault: for repeats within the day, steps of zero, several rules at once, a
    start before 1970, or too many repeats in the window.
    """
    rule = master.get("RRULE")
    if rule is None:
        return
    if isinstance(rule, list):
        raise IntakeFault("deze afspraak heeft meer dan één herhaalregel (RRULE)", regel)
    frequency = str((rule.get("FREQ") or [""])[0]).upper()
    if frequency not in _FREQUENCIES:
        raise IntakeFault(f"een herhaling {frequency or 'zonder FREQ'} kan niet", regel)
    if any(len(rule.get(part, [])) > 1 for part in ("BYHOUR", "BYMINUTE", "BYSECOND", "INTERVAL")):
        raise IntakeFault("een herhaling binnen de dag kan niet", regel)
    interval = (rule.get("INTERVAL") or [1])[0]
    if not isinstance(interval, int) or not 1 <= interval <= 1000:
        raise IntakeFault("de tussenpoos (INTERVAL) van de herhaling klopt niet", regel)
    start = master["DTSTART"].dt
    if start.year < _EARLIEST:
        raise IntakeFault(f"een herhaling van voor {_EARLIEST} kan niet", regel)
    van, tot = window_of([master], now)
    repeats = _repeats(rule, start, tot, regel)
    naive = van.replace(tzinfo=None) - timedelta(days=1)
    if sum(moment >= naive for moment in repeats) > MAX_PER_REEKS:
        raise IntakeFault(f"de reeks heeft meer dan {MAX_PER_REEKS} herhalingen", regel)


def _repeats(rule: Any, start: date, tot: datetime, regel: int | None) -> list[datetime]:
    """The repeats up to the end of the window, in naive time: only to be counted."""
    parts = dict(rule)
    until = tot.replace(tzinfo=None)
    for given in parts.pop("UNTIL", []):
        moment = given if isinstance(given, datetime) else datetime(*given.timetuple()[:3])  # noqa: DTZ001 - only counted
        until = min(until, moment.replace(tzinfo=None, hour=23, minute=59))
    naive = datetime(*start.timetuple()[:6])  # noqa: DTZ001 - only counted
    text = rule.__class__(parts).to_ical().decode()
    try:
        repeats = rrulestr(text, dtstart=naive)
        if "COUNT" not in parts:
            repeats = repeats.replace(until=until)
        found = list(islice((m for m in repeats if m <= until), _MAX_STEPS))
    except LIBRARY_FAULTS as fault:
        raise IntakeFault(f"de herhaalregel (RRULE) is niet te lezen: {fault}", regel) from None
    return found


def write_out(components: list[Any], masters: list[Any], now: datetime) -> list[Any]:
    """The single meetings of one series: RRULE, RDATE, EXDATE and RECURRENCE-ID applied.

    Raises ValueError and its like for what the library cannot make sense of.
    """
    calendar = Calendar()
    for component in components:
        calendar.add_component(component)
    van, tot = window_of(masters, now)
    found: list[Any] = recurring_ical_events.of(calendar).between(van, tot)
    return found


def stamp_of(moment: date | datetime) -> str:
    """How a repeat is told from the others: its day, or its moment in UTC."""
    if isinstance(moment, datetime):
        aware = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
        return aware.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return moment.strftime("%Y%m%d")

"""Repeating meetings, written out within a horizon, and never more than one can plan."""

from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar

from zkl_bot.clock import AMSTERDAM
from zkl_bot.intake.herhaling import Budget, Herhaling, TeVeel, read_herhaling
from zkl_bot.intake.opgave import IntakeFault

TERUG = timedelta(days=366)
VOORUIT = timedelta(days=2 * 366)
"""A series without an end is written out from a year back to two years ahead."""
LIBRARY_FAULTS = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError)
"""What libraries raise for a file or rule that makes no sense."""
MAX_PER_REEKS = 1200
"""Above this, a series that ends is also written out within those years only."""
MAX_REEKSEN = 200
MAX_LATER = timedelta(days=40 * 366)
"""So far is looked for a first day; a 29th of February every tenth year comes within it."""
_EARLIEST = date(1970, 1, 1)


def write_out(parts: Sequence[tuple[Any, int]], now: datetime, budget: Budget) -> list[Any]:
    """The single meetings of one series (its parts with their lines): all rules applied.

    Raises IntakeFault for a rule that nobody plans meetings by, or that names no day at all, and
    LIBRARY_FAULTS for what the library cannot make sense of.
    """
    calendar = Calendar()
    masters = [(event, regel) for event, regel in parts if "RECURRENCE-ID" not in event]
    rules = [(e, regel, _rule_of(e, regel)) for e, regel in masters if "RRULE" in e]
    starts = [_day_of(event["DTSTART"].dt) for event, _ in masters]
    today = now.astimezone(AMSTERDAM).date()
    einde, recent = max([today + VOORUIT, *starts]), today - TERUG
    van = _EARLIEST if all(rule.eindigt for _, _, rule in rules) else recent
    dated = [(e, _days(e, regel, rule, (van, einde), budget)) for e, regel, rule in rules]
    if sum(len(days) for _, days in dated) > MAX_PER_REEKS:
        van = recent
    for event, days in dated:
        del event["RRULE"]
        event.add("RDATE", [_at(event, day) for day in days if day >= van])
    for event, _ in parts:
        calendar.add_component(event)
    # A day more, for a day here is not a day everywhere.
    span = (_midnight(van), _midnight(einde + timedelta(days=2)))
    moved = {
        stamp_of(event["RECURRENCE-ID"].dt): event["DTSTART"].dt - event["RECURRENCE-ID"].dt
        for event, _ in parts
        if _is_on(event)
    }
    found: list[Any] = recurring_ical_events.of(calendar).between(*span)
    for event in found:
        if _is_on(event):
            # All of these name the first that moved; each is to go by the one it stands for.
            slot = event["DTSTART"].dt - moved[stamp_of(event["RECURRENCE-ID"].dt)]
            del event["RECURRENCE-ID"]
            event.add("RECURRENCE-ID", slot)
    return found


def _is_on(event: Any) -> bool:
    """Whether it changes a repeat and all after it."""
    given = event.get("RECURRENCE-ID")
    return given is not None and str(given.params.get("RANGE", "")).upper() == "THISANDFUTURE"


def _rule_of(event: Any, regel: int) -> Herhaling:
    rule, start = event["RRULE"], event["DTSTART"].dt
    if isinstance(rule, list):
        raise IntakeFault("deze afspraak heeft meer dan één herhaalregel (RRULE)", regel)
    if _day_of(start) < _EARLIEST:
        raise IntakeFault(f"een herhaling van voor {_EARLIEST.year} kan niet", regel)
    try:
        clock = start.time() if isinstance(start, datetime) else None
        return read_herhaling(rule, _until(rule, start), clock)
    except ValueError as fault:
        raise IntakeFault(str(fault), regel) from None


def _until(rule: Any, start: date) -> date | None:
    """The last day that UNTIL allows, on the calendar of the start."""
    given = rule.get("UNTIL")
    if not given:
        return None
    until = getattr(given[0], "dt", given[0])
    if until.year == MAXYEAR:
        return None  # how some programs say that there is no end
    if not isinstance(until, datetime):
        last: date = until
        return last
    if not isinstance(start, datetime):
        return until.date()
    if until.tzinfo and start.tzinfo:
        until = until.astimezone(start.tzinfo)
    return until.date() - timedelta(days=until.time() < start.time())


def _days(
    event: Any, regel: int, rule: Herhaling, span: tuple[date, date], budget: Budget
) -> list[date]:
    """The days of the rule within the span."""
    start = _day_of(event["DTSTART"].dt)
    try:
        found = list(rule.days(start, *span, budget))
        later = max(span[1], start + MAX_LATER)
        names_some = found or any(rule.days(start, start, later, budget))
    except TeVeel:
        raise IntakeFault("de herhalingen in dit bestand zijn te veel werk", regel) from None
    if not names_some and (rule.tot is None or rule.tot >= start):
        raise IntakeFault("deze herhaling (RRULE) levert geen enkele dag op", regel)
    return found


def _at(event: Any, day: date) -> date:
    """The repeat on that day: at the same time of day as the first."""
    start: date = event["DTSTART"].dt
    if not isinstance(start, datetime):
        return day
    return datetime.combine(day, start.time(), start.tzinfo)


def _day_of(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def has_repeats(events: Iterable[Any]) -> bool:
    """Whether one of the events of one UID repeats."""
    return any("RRULE" in e or "RDATE" in e for e in events if "RECURRENCE-ID" not in e)


def stamp_of(moment: date | datetime) -> str:
    """How a repeat is told from the others: its day, or its moment in UTC."""
    if isinstance(moment, datetime):
        aware = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
        return aware.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return moment.strftime("%Y%m%d")

"""The time zone in every feed: fixed, one DAYLIGHT and one STANDARD, each with its RRULE.

Generated ones with RDATE lists are misread by Outlook, ical.js and vobject. The rule below is
the European one; it holds from 1997 on. Parsers whose tables stop some ten years ahead (node-ical
with its Temporal polyfill) have no summer time after that. What lies outside those years is
written in UTC.
"""

from datetime import UTC, date, datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from zkl_bot.clock import AMSTERDAM
from zkl_bot.feeds.tekst import Waarde, value

TZID = "Europe/Amsterdam"
_LOCAL, _DAG = f";TZID={TZID}", ";VALUE=DATE"
_RULE_FROM = datetime(1997, 1, 1, tzinfo=UTC)
_RULE_UNTIL = datetime(2035, 1, 1, tzinfo=UTC)


def _make() -> bytes:
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    zone = Timezone()
    zone.add("TZID", TZID)
    zone.add("X-LIC-LOCATION", TZID)
    for observance, name, offset_from, offset_to, start, month in (
        (TimezoneDaylight(), "CEST", winter, summer, datetime(1970, 3, 29, 2), 3),  # noqa: DTZ001 - local by nature
        (TimezoneStandard(), "CET", summer, winter, datetime(1970, 10, 25, 3), 10),  # noqa: DTZ001
    ):
        observance.add("TZNAME", name)
        observance.add("TZOFFSETFROM", offset_from)
        observance.add("TZOFFSETTO", offset_to)
        observance.add("DTSTART", start)
        observance.add("RRULE", vRecur(FREQ="YEARLY", BYMONTH=month, BYDAY="-1SU"))
        zone.add_component(observance)
    result: bytes = zone.to_ical(sorted=False)
    return result


VTIMEZONE = _make()
"""The component as bytes, with CRLF."""


def for_calendar(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Two aware moments as a feed writes them: local, or both in UTC where that is unclear.

    Unclear is the hour that autumn has twice, and what lies outside the years in which the
    rule of the time zone holds and all parsers know it.
    """
    local = start.astimezone(AMSTERDAM), end.astimezone(AMSTERDAM)
    known = start >= _RULE_FROM and end < _RULE_UNTIL
    if known and not any(_is_doubled(moment) for moment in local):
        return local
    return start.astimezone(UTC), end.astimezone(UTC)


def _is_doubled(local: datetime) -> bool:
    if local.month != 10:
        return False
    return local.replace(fold=0).utcoffset() > local.replace(fold=1).utcoffset()  # type: ignore[operator]


def utc_value(moment: datetime) -> Waarde:
    """A moment in UTC, as DTSTAMP has it."""
    return value(f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}")


def when_value(when: date) -> Waarde:
    """A start or end from `for_calendar`, or a whole day, with what must be said of it."""
    if not isinstance(when, datetime):
        return value(f"{when:%Y%m%d}", _DAG)
    if when.tzinfo is UTC:
        return value(f"{when:%Y%m%dT%H%M%SZ}")
    return value(f"{when:%Y%m%dT%H%M%S}", _LOCAL)

"""Time zones as calendar programs name them: Olson, Windows, with a path, or in words."""

import re
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_WORDS = re.compile(r"[A-Za-z_]+")
_OFFSET = re.compile(r"(?:GMT|UTC)([+-])(0?\d|1[0-2])(?::?00)?", re.IGNORECASE)
"""Whole hours from UTC."""


@cache
def _cities() -> dict[str, str]:
    """Zones by the name of their city; of several the first in the alphabet."""
    found: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "posix/", "right/")):
            found.setdefault(zone.rsplit("/", 1)[1].lower(), zone)
    return found


def resolve_tzid(tzid: str) -> str | None:
    """The Olson name of a TZID, or None when it tells us nothing.

    Knows "Europe/Amsterdam", "/mozilla.org/20050126_1/Europe/Amsterdam", "W. Europe Standard
    Time", "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna" and "UTC+01:00".
    """
    name = tzid.strip().strip('"').strip()
    if name in WINDOWS_TO_OLSON:
        return str(WINDOWS_TO_OLSON[name])
    parts = [part for part in name.split("/") if part]
    for size in (3, 2, 1):
        if len(parts) >= size and _exists(candidate := "/".join(parts[-size:])):
            return candidate
    if match := _OFFSET.fullmatch(name):
        # Etc counts the other way round.
        return f"Etc/GMT{'-' if match[1] == '+' else '+'}{int(match[2])}"
    if name.startswith("("):
        for word in _WORDS.findall(name.partition(")")[2]):
            if word.lower() in _cities():
                return _cities()[word.lower()]
    return None


def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True

"""The time zones in an .ics file under names that mean something, and only those it needs.

A zone under a name nobody knows ("Customized Time Zone") is taken from its VTIMEZONE, when that
makes sense; icalendar remembers zones by name, so each gets a name that follows from what it says.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from icalendar import Timezone

from zkl_bot.intake.herhaling import Budget, TeVeel, read_herhaling
from zkl_bot.intake.icsregels import Regel
from zkl_bot.intake.reeks import LIBRARY_FAULTS
from zkl_bot.intake.tijdzone import resolve_tzid

MAX_ZONES = 50
MAX_OVERGANGEN = 2000
"""How many lines and dates one zone may have."""
_MET_ZONE = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")
_TZID = re.compile(r';TZID=("[^"]*"|[^";:,]*)', re.IGNORECASE)
_DAY_WITH_Z = re.compile(r":(\d{8})Z\s*$")
"""A day as one program writes it among RDATE and EXDATE."""
_SPAN = date(2000, 1, 1), date(2012, 12, 31)
"""A rule of a zone must name a day in these years, if it began before."""


@dataclass(frozen=True, slots=True)
class _Zone:
    """A VTIMEZONE: the name it has in the file, and its lines."""

    naam: str
    regels: tuple[Regel, ...]


def with_known_zones(regels: Sequence[Regel]) -> tuple[list[Regel], list[str]]:
    """The same lines with zones that everyone knows; what is unknown becomes Dutch time.

    And what is to be said about that.
    """
    rest, zones = _split(regels)
    names: dict[str, str | None] = {}
    needed: list[Regel] = []
    for zone in zones:
        known = resolve_tzid(zone.naam)
        if known is None and len(names) < MAX_ZONES and zone.naam not in names:
            made = _renamed(zone)
            needed += made.regels if made else ()
            known = made.naam if made else None
        names.setdefault(zone.naam, known)
    warnings: dict[str, None] = {}

    def name_of(given: str) -> str | None:
        if given not in names:
            names[given] = resolve_tzid(given)
        if names[given] is None:
            warnings[f"onbekende tijdzone {given!r}: gelezen als Nederlandse tijd"] = None
        return names[given]

    changed = [_with_zone(regel, name_of) if regel.naam in _MET_ZONE else regel for regel in rest]
    begin = next((i for i, r in enumerate(changed, 1) if r.naam == "BEGIN"), 0)
    return [*changed[:begin], *needed, *changed[begin:]], list(warnings)


def _split(regels: Sequence[Regel]) -> tuple[list[Regel], list[_Zone]]:
    """The lines outside every VTIMEZONE, and those zones."""
    rest: list[Regel] = []
    zones: list[_Zone] = []
    inside: list[Regel] = []
    for regel in regels:
        is_zone = regel.naam in ("BEGIN", "END") and regel.waarde.strip().upper() == "VTIMEZONE"
        if inside or (is_zone and regel.naam == "BEGIN"):
            inside.append(regel)
        else:
            rest.append(regel)
        if inside and is_zone and regel.naam == "END":
            naam = next((r.waarde.strip() for r in inside if r.naam == "TZID"), "")
            zones.append(_Zone(naam, tuple(inside)))
            inside = []
    return rest, zones


def _with_zone(regel: Regel, name_of: Callable[[str], str | None]) -> Regel:
    if regel.naam in ("EXDATE", "RDATE"):
        regel = replace(regel, tekst=_DAY_WITH_Z.sub(r";VALUE=DATE:\1", regel.tekst))
    # What was typed by hand has spaces here and there.
    head, value = regel.tekst.removesuffix(regel.waarde), regel.waarde.strip()
    match = _TZID.search(head)
    if match is None:
        return replace(regel, tekst=head + value)
    name = name_of(match[1].strip('"'))
    zone = f";TZID={name}" if name else ""
    return replace(regel, tekst=head[: match.start()] + zone + head[match.end() :] + value)


def _renamed(zone: _Zone) -> _Zone | None:
    """The zone under a name of its own; None when it makes no sense."""
    if sum(1 + r.tekst.count(",") for r in zone.regels) > MAX_OVERGANGEN:
        return None
    words = "\n".join(r.tekst for r in zone.regels if r.naam != "TZID")
    naam = f"zkl-{sha256(words.encode('utf-8', 'replace')).hexdigest()[:20]}"
    tzid = Regel(zone.regels[0].nummer, "TZID", f"TZID:{naam}")
    rest = [r for r in zone.regels[1:] if r.naam != "TZID"]
    made = _Zone(naam, (zone.regels[0], tzid, *rest))
    try:
        parsed: Any = Timezone.from_ical("\r\n".join(r.tekst for r in made.regels) + "\r\n")
        _check(parsed)
        offset = parsed.to_tz(lookup_tzid=False).utcoffset(datetime(2022, 6, 22, 12))  # noqa: DTZ001
    except (*LIBRARY_FAULTS, TeVeel):
        return None
    return made if offset is not None else None


def _check(zone: Any) -> None:
    """Raises ValueError for a zone that would take too long to make out."""
    for part in zone.subcomponents:
        rule, start = part.get("RRULE"), part["DTSTART"].dt
        if rule is None:
            continue
        if isinstance(rule, list):
            raise ValueError("several rules")
        herhaling = read_herhaling(rule, None)
        if herhaling.frequentie != "YEARLY" or herhaling.tussenpoos != 1:
            raise ValueError("no rule for a time zone")
        first = max(date(start.year, start.month, start.day), _SPAN[0])
        if first <= _SPAN[1] and not any(herhaling.days(first, first, _SPAN[1], Budget())):
            raise ValueError("a rule without days")

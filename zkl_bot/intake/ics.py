"""Meetings from an .ics file as other programs write it. Pure: `now` sets the horizon."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from zkl_bot.clock import AMSTERDAM
from zkl_bot.intake.herhaling import Budget
from zkl_bot.intake.icsregels import Regel, scan
from zkl_bot.intake.icszones import with_known_zones
from zkl_bot.intake.opgave import MAX_OPGAVEN, IntakeFault, Lezing, Opgave, end_of_days
from zkl_bot.intake.reeks import LIBRARY_FAULTS, MAX_REEKSEN, has_repeats, stamp_of, write_out
from zkl_bot.intake.schoon import line_of, text_of, url_of
from zkl_bot.intake.tijdzone import resolve_tzid


def read_ics(inhoud: bytes, *, now: datetime) -> Lezing:
    """All meetings in the file. Raises IntakeFault with the line; then nothing of it counts."""
    regels, warnings = with_known_zones(scan(inhoud))
    tekst = "\r\n".join(regel.tekst for regel in regels) + "\r\n"
    try:
        calendars: Any = Calendar.from_ical(tekst, multiple=True)
    except LIBRARY_FAULTS as fault:
        raise IntakeFault(f"het bestand is niet te lezen: {fault}") from None
    where, rules = _lines_of(regels)
    found: dict[str, Opgave] = {}
    for calendar in calendars:
        events = calendar.walk("VEVENT")
        numbers, where = where[: len(events)], where[len(events) :]
        for event, number in zip(events, numbers, strict=True):
            _check(event, number, regels)
        parts = list(zip(events, numbers, strict=True))
        for opgave in _read_calendar(calendar, parts, rules, now):
            if opgave.uid in found:
                warnings.append(f"regel {opgave.regel}: UID {opgave.uid!r} komt twee keer voor")
            found[opgave.uid] = opgave
            if len(found) > MAX_OPGAVEN:
                reden = f"het bestand heeft meer dan {MAX_OPGAVEN} afspraken"
                raise IntakeFault(reden, opgave.regel)
    if not found:
        warnings.append("in dit bestand staat geen enkele afspraak")
    return Lezing(tuple(found.values()), tuple(warnings))


def _lines_of(regels: list[Regel]) -> tuple[list[int], dict[int, int]]:
    """Where each meeting begins, and by that where its repeat rule stands, if it has one."""
    where: list[int] = []
    rules: dict[int, int] = {}
    for regel in regels:
        if regel.naam == "BEGIN" and regel.waarde.strip().upper() == "VEVENT":
            where.append(regel.nummer)
        elif regel.naam == "RRULE" and where:
            rules[where[-1]] = regel.nummer
    return where, rules


def _check(event: Any, number: int, regels: list[Regel]) -> None:
    """Refuses the file when a meeting in it cannot be understood."""
    for naam, reden in event.errors:
        after = [r for r in regels if r.nummer > number]
        named = [r for r in after if (r.naam == naam if naam else r.tekst in str(reden))]
        for regel in [*(r for r in named if repr(r.waarde) in str(reden)), *named]:
            raise IntakeFault(f"{regel.tekst[:80]!r} is niet te lezen", regel.nummer)
        raise IntakeFault(f"{naam or 'een regel'} is niet te lezen: {reden}", number)
    if "DTSTART" not in event or isinstance(event["DTSTART"], list):
        raise IntakeFault("deze afspraak heeft geen begin (DTSTART)", number)
    for naam in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        moment = getattr(event.get(naam), "dt", None)
        if moment is not None and not isinstance(moment, date):
            raise IntakeFault(f"{naam} is geen datum", number)
        if moment is not None and not 1900 <= moment.year <= 2199:
            raise IntakeFault(f"het jaar {moment.year} van {naam} kan niet", number)


def _read_calendar(
    calendar: Any, events: list[tuple[Any, int]], rules: dict[int, int], now: datetime
) -> Iterator[Opgave]:
    zone = resolve_tzid(str(calendar.get("X-WR-TIMEZONE", "")))
    floating = ZoneInfo(zone) if zone else AMSTERDAM
    cancelled = str(calendar.get("METHOD", "")).upper() == "CANCEL"
    series: dict[str, list[tuple[Any, int]]] = {}
    for event, number in events:
        uid = event["UID"] = _uid(event)
        series.setdefault(uid, []).append((event, number))
    repeating, budget = 0, Budget()
    for uid, parts in series.items():
        if not has_repeats(e for e, _ in parts):
            # Of one that stands there twice the last change counts, and that is read last.
            for event, number in sorted(parts, key=_sequence):
                yield _opgave(event, uid, number, floating, cancelled=cancelled)
            continue
        repeating += 1
        number = parts[0][1]
        if repeating > MAX_REEKSEN:
            raise IntakeFault(f"het bestand heeft meer dan {MAX_REEKSEN} reeksen", number)
        first = next(e["DTSTART"].dt for e, _ in parts if "RECURRENCE-ID" not in e)
        try:
            repeats = write_out([(e, rules.get(n, n)) for e, n in parts], now, budget)
        except LIBRARY_FAULTS as fault:
            raise IntakeFault(f"deze reeks is niet uit te schrijven: {fault}", number) from None
        for event in repeats:
            opgave = _opgave(event, uid, number, floating, cancelled=cancelled)
            # The first keeps the bare UID, as its source knows it.
            is_first = stamp_of(event["RECURRENCE-ID"].dt) == stamp_of(first)
            yield replace(opgave, uid=uid) if is_first else opgave


def _sequence(part: tuple[Any, int]) -> int:
    given = str(part[0].get("SEQUENCE", "")).strip()
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _uid(event: Any) -> str:
    """The UID; for a meeting without one, one that follows from its start and title."""
    uid = line_of(event.get("UID"), 1000)
    if uid:
        return uid
    seed = f"{stamp_of(event['DTSTART'].dt)}|{event.get('SUMMARY', '')}"
    return f"zonder-uid-{sha256(seed.encode('utf-8', 'replace')).hexdigest()[:24]}"


def _opgave(event: Any, uid: str, number: int, floating: ZoneInfo, *, cancelled: bool) -> Opgave:
    if "RECURRENCE-ID" in event:
        uid = f"{uid}_{stamp_of(event['RECURRENCE-ID'].dt)}"
    given: Any = event["DTSTART"].dt
    ends: Any = _end(event)
    if _is_whole_days(event, given, ends):
        given, ends = given.date(), ends.date()
    start, end = _moment(given, floating), _moment(ends, floating)
    status = str(event.get("STATUS", "")).strip().upper()
    timed = isinstance(given, datetime)
    return Opgave(
        uid=uid,
        dag=start.astimezone(AMSTERDAM).date() if timed else given,
        titel=line_of(event.get("SUMMARY")) or "",
        start=start if timed else None,
        eind=(end if end > start else None) if timed else end_of_days(given, _day_of(ends)),
        plaats=line_of(event.get("LOCATION")),
        geo=_geo(event),
        url=url_of(event.get("URL")),
        omschrijving=text_of(event.get("DESCRIPTION")),
        status="geannuleerd" if cancelled or status in ("CANCELLED", "CANCELED") else "gepland",
        regel=number,
    )


def _end(event: Any) -> date:
    """DTEND, or what DURATION says; the start itself when there is neither."""
    start: date = event["DTSTART"].dt
    given = event.get("DTEND")
    if given is not None and not isinstance(given, list):
        end: date = given.dt
        return end
    duration = getattr(event.get("DURATION"), "dt", None)
    try:
        return start + duration if duration is not None else start
    except (OverflowError, TypeError):
        return start


def _is_whole_days(event: Any, start: date, end: date) -> bool:
    """Whether it is from midnight to midnight, and Exchange says that this means whole days."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return False
    said = str(event.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).strip().upper() == "TRUE"
    return said and start.time() == end.time() == time() and end > start


def _day_of(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _moment(value: date, floating: ZoneInfo) -> datetime:
    """A moment in UTC; one without a zone is local, a day its first moment."""
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=AMSTERDAM)
    aware = value if value.tzinfo else value.replace(tzinfo=floating)
    return aware.astimezone(UTC).replace(microsecond=0)


def _geo(event: Any) -> tuple[float, float] | None:
    given = event.get("GEO")
    if given is None or isinstance(given, list):
        return None
    latitude, longitude = float(given.latitude), float(given.longitude)
    inside = -90 <= latitude <= 90 and -180 <= longitude <= 180
    return (latitude, longitude) if inside else None

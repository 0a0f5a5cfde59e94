"""Five parsers made by others, each giving the same plain picture of a feed.

Moments are UTC ("2022-06-22T17:30:00Z"), whole days are days ("2022-06-22").
"""

import ctypes
import ctypes.util
import json
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

import icalendar
import vobject  # type: ignore[import-untyped]

from tests.conftest import missing

PARSERS = Path(__file__).resolve().parent.parent / "parsers"


class Gelezen(TypedDict):
    """What all parsers must agree on."""

    uid: str
    start: str
    end: str
    status: str
    summary: str


def _plain(value: date | datetime) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def with_icalendar(ics: bytes) -> list[Gelezen]:
    """Python: collective/icalendar."""
    events: list[Any] = icalendar.Calendar.from_ical(ics).walk("VEVENT")
    return [
        Gelezen(
            uid=str(event["UID"]),
            start=_plain(event.start),
            end=_plain(event.end),
            status=str(event["STATUS"]),
            summary=str(event["SUMMARY"]),
        )
        for event in events
    ]


def with_vobject(ics: bytes) -> list[Gelezen]:
    """Python: vobject, which Radicale builds on."""
    calendar = vobject.readOne(ics.decode())
    return [
        Gelezen(
            uid=event.uid.value,
            start=_plain(event.dtstart.value),
            end=_plain(event.dtend.value),
            status=event.status.value,
            summary=event.summary.value,
        )
        for event in calendar.contents.get("vevent", [])
    ]


def with_node(files: Sequence[bytes]) -> list[dict[str, list[Gelezen]]]:
    """JavaScript: ical.js (Thunderbird, Nextcloud) and node-ical, of each file."""
    node = shutil.which("node")
    if node is None or not (PARSERS / "node_modules").is_dir():
        missing("Node or its parsers are not installed (npm ci in tests/parsers)")
    run = subprocess.run(
        [str(node), "read.mjs"],
        input=b"\0".join(files),
        capture_output=True,
        cwd=PARSERS,
        check=True,
    )
    result: list[dict[str, list[Gelezen]]] = json.loads(run.stdout)
    return result


class _IcalTime(ctypes.Structure):
    """struct icaltimetype of libical 3."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


@cache
def _libical() -> Any:
    name = ctypes.util.find_library("ical")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for function, result, arguments in (
        ("icalparser_parse_string", pointer, [text]),
        ("icalcomponent_get_first_component", pointer, [pointer, number]),
        ("icalcomponent_get_next_component", pointer, [pointer, number]),
        ("icalcomponent_count_errors", number, [pointer]),
        ("icalcomponent_get_uid", text, [pointer]),
        ("icalcomponent_get_summary", text, [pointer]),
        ("icalcomponent_get_status", number, [pointer]),
        ("icalcomponent_get_dtstart", _IcalTime, [pointer]),
        ("icalcomponent_get_dtend", _IcalTime, [pointer]),
        ("icalcomponent_free", None, [pointer]),
        ("icalcomponent_string_to_kind", number, [text]),
        ("icalproperty_status_to_string", text, [number]),
        ("icaltime_as_timet_with_zone", ctypes.c_long, [_IcalTime, pointer]),
    ):
        bound = getattr(library, function)
        bound.restype, bound.argtypes = result, arguments
    return library


def with_libical(ics: bytes) -> list[Gelezen]:
    """C: libical (GNOME, KDE). Its own time zone comes from the feed's VTIMEZONE."""
    library = _libical()
    if library is None:
        missing("libical is not installed (Debian: apt-get install libical3)")
    calendar = library.icalparser_parse_string(ics)
    kind = library.icalcomponent_string_to_kind(b"VEVENT")

    def plain(time: _IcalTime) -> str:
        if time.is_date:
            return f"{time.year:04}-{time.month:02}-{time.day:02}"
        moment = library.icaltime_as_timet_with_zone(time, time.zone)
        return _plain(datetime.fromtimestamp(moment, UTC))

    try:
        assert library.icalcomponent_count_errors(calendar) == 0
        found: list[Gelezen] = []
        event = library.icalcomponent_get_first_component(calendar, kind)
        while event:
            status = library.icalcomponent_get_status(event)
            found.append(
                Gelezen(
                    uid=library.icalcomponent_get_uid(event).decode(),
                    start=plain(library.icalcomponent_get_dtstart(event)),
                    end=plain(library.icalcomponent_get_dtend(event)),
                    status=library.icalproperty_status_to_string(status).decode(),
                    summary=library.icalcomponent_get_summary(event).decode(),
                )
            )
            event = library.icalcomponent_get_next_component(calendar, kind)
        return found
    finally:
        library.icalcomponent_free(calendar)


def all_parsers(*files: bytes) -> list[dict[str, list[Gelezen]]]:
    """What each of the five makes of each file, in order of UID."""
    return [
        {
            name: sorted(events, key=lambda e: e["uid"])
            for name, events in {
                "icalendar": with_icalendar(ics),
                "vobject": with_vobject(ics),
                "libical": with_libical(ics),
                **by_node,
            }.items()
        }
        for ics, by_node in zip(files, with_node(files), strict=True)
    ]

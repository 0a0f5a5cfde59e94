"""An .ics file as logical lines with their numbers: decoded, unfolded, and checked for shape."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from zkl_bot.intake.opgave import MAX_BYTES, MAX_OPGAVEN, IntakeFault

MAX_DEPTH = 5
MAX_LINES = 200_000
MAX_LOS = 2000
"""How many single dates (RDATE, EXDATE) one meeting may name."""
_MAX_RRULE = 2000
_LINE_END = re.compile(r"\r\n|\n|\r")
_OLD = re.compile(r";\s*(?:ENCODING=)?QUOTED-PRINTABLE", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9-]+")
_SPLIT = re.compile(rb"(\r\n|\n|\r)([ \t])([\x80-\xbf]+)")
"""A line that was folded by bytes, within a character."""


@dataclass(frozen=True, slots=True)
class Regel:
    """A logical line: where it begins in the file, its name in capitals, and all of it."""

    nummer: int
    naam: str
    tekst: str

    @property
    def waarde(self) -> str:
        """What comes after the first colon outside quotes."""
        quoted = False
        for index, char in enumerate(self.tekst):
            if char == '"':
                quoted = not quoted
            elif char == ":" and not quoted:
                return self.tekst[index + 1 :]
        return ""


def decode(inhoud: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 with or without BOM, else Windows' Latin.

    A character of which the bytes stand on two lines, as folding by bytes leaves it, is whole
    again.

    Raises IntakeFault for what is too big, empty or not text.
    """
    if len(inhoud) > MAX_BYTES:
        raise IntakeFault(f"het bestand is groter dan {MAX_BYTES // 1024 // 1024} MB")
    utf16 = _utf16_of(inhoud)
    if utf16:
        try:
            return inhoud.decode(utf16)
        except UnicodeDecodeError:
            raise IntakeFault("de tekst van het bestand is niet te lezen (UTF-16)") from None
    if b"\x00" in inhoud:
        raise IntakeFault("dit is geen tekstbestand")
    if not inhoud.strip():
        raise IntakeFault("het bestand is leeg")
    for given in (inhoud, _SPLIT.sub(rb"\3\1\2", inhoud)):
        with suppress(UnicodeDecodeError):
            return given.decode("utf-8-sig")
    return inhoud.decode("cp1252", "replace")


def _utf16_of(inhoud: bytes) -> str | None:
    """Which UTF-16 it is, by its BOM or by a first word in Latin letters."""
    if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    first = inhoud[:8]
    for codec, letters, rest in (
        ("utf-16-le", first[::2], first[1::2]),
        ("utf-16-be", first[1::2], first[::2]),
    ):
        if rest == bytes(4) and letters.isalpha():
            return codec
    return None


def unfold(tekst: str) -> Iterator[Regel]:
    """The logical lines. Blank lines are skipped, also inside a folded line."""
    number, parts = 0, list[str]()
    for index, line in enumerate(_LINE_END.split(tekst), 1):
        if index > MAX_LINES:
            raise IntakeFault(f"het bestand heeft meer dan {MAX_LINES} regels")
        if not line.strip():
            continue
        if line[0] in " \t" and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield _regel(number, "".join(parts))
        number, parts = index, [line.lstrip("\ufeff")]
    if parts:
        yield _regel(number, "".join(parts))


def _regel(number: int, tekst: str) -> Regel:
    match = _NAME.match(tekst)
    return Regel(number, match[0].upper() if match else "", tekst)


def scan(inhoud: bytes) -> list[Regel]:
    """The logical lines of a file whose components open and close as they should.

    Components that hold no meeting (alarms, tasks) are left out, and so is what says nothing that
    is kept: attendees, attachments. A file that is only a VEVENT gets a VCALENDAR around it.
    Raises IntakeFault.
    """
    regels = list(unfold(decode(inhoud)))
    if not any(regel.naam == "BEGIN" for regel in regels):
        raise IntakeFault("dit is geen agendabestand: er staat geen BEGIN:VCALENDAR in", 1)
    kept: list[Regel] = []
    stack: list[tuple[str, int]] = []
    for regel in regels:
        if regel.naam == "BEGIN":
            stack.append((regel.waarde.strip().upper(), regel.nummer))
            if len(stack) > MAX_DEPTH:
                raise IntakeFault("de onderdelen zijn te diep in elkaar genest", regel.nummer)
            if stack[-1][0] == "VEVENT" and len(stack) > 1 and stack[-2][0] != "VCALENDAR":
                raise IntakeFault(f"een afspraak staat in een {stack[-2][0]}", regel.nummer)
        if stack and not _is_left_out(regel, stack):
            if _OLD.search(regel.tekst.removesuffix(regel.waarde)):
                reden = "deze oude schrijfwijze (QUOTED-PRINTABLE) wordt niet gelezen"
                raise IntakeFault(reden, regel.nummer)
            kept.append(regel)
        if regel.naam == "END":
            naam = regel.waarde.strip().upper()
            if not stack or stack[-1][0] != naam:
                opened = f"; open staat {stack[-1][0]}" if stack else ""
                raise IntakeFault(f"END:{naam} hoort hier niet{opened}", regel.nummer)
            stack.pop()
    if stack:
        naam, nummer = stack[-1]
        raise IntakeFault(f"het bestand is niet compleet: END:{naam} ontbreekt", nummer)
    if kept and kept[0].waarde.strip().upper() != "VCALENDAR":
        whole = (Regel(1, "BEGIN", "BEGIN:VCALENDAR"), Regel(1, "END", "END:VCALENDAR"))
        kept = [whole[0], *kept, whole[1]]
    _check_sizes(kept)
    return kept


_KEPT = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
_READ = {
    *("", "BEGIN", "END", "METHOD", "X-WR-TIMEZONE"),
    *("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "URL", "STATUS", "SEQUENCE"),
    *(
        "X-MICROSOFT-CDO-ALLDAYEVENT",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RECURRENCE-ID",
        "RRULE",
        "RDATE",
        "EXDATE",
        "EXRULE",
    ),
    *("TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO"),
}
"""What the intake does something with, if only refuse it. "" is what is no property."""


def _is_left_out(regel: Regel, stack: list[tuple[str, int]]) -> bool:
    return regel.naam not in _READ or any(naam not in _KEPT for naam, _ in stack)


def _check_sizes(regels: Sequence[Regel]) -> None:
    """Refuses what no calendar of meetings holds, before anything is made of it."""
    events = dates = 0
    for regel in regels:
        if regel.naam == "BEGIN":
            events += regel.waarde.strip().upper() == "VEVENT"
            dates = 0
        if events > MAX_OPGAVEN:
            raise IntakeFault(f"het bestand heeft meer dan {MAX_OPGAVEN} afspraken", regel.nummer)
        if regel.naam in ("RDATE", "EXDATE"):
            dates += 1 + regel.tekst.count(",")
            if dates > MAX_LOS:
                reden = f"deze reeks noemt meer dan {MAX_LOS} losse dagen ({regel.naam})"
                raise IntakeFault(reden, regel.nummer)
        if regel.naam == "EXRULE":
            reden = "een regel voor wat niet doorgaat (EXRULE) wordt niet gelezen"
            raise IntakeFault(reden, regel.nummer)
        if regel.naam == "RRULE" and len(regel.tekst) > _MAX_RRULE:
            raise IntakeFault("deze herhaalregel (RRULE) is te lang", regel.nummer)

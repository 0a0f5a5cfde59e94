"""An .ics file as logical lines with their numbers: decoded, unfolded, and checked for shape."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zkl_bot.intake.opgave import MAX_BYTES, IntakeFault

MAX_DEPTH = 5
MAX_LINES = 200_000
_LINE_END = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


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

    Raises IntakeFault for what is too big, empty or not text.
    """
    if len(inhoud) > MAX_BYTES:
        raise IntakeFault(f"het bestand is groter dan {MAX_BYTES // 1024 // 1024} MB")
    if inhoud.startswith(_UTF16):
        try:
            return inhoud.decode("utf-16")
        except UnicodeDecodeError:
            raise IntakeFault("de tekst van het bestand is niet te lezen (UTF-16)") from None
    if b"\x00" in inhoud:
        raise IntakeFault("dit is geen tekstbestand")
    if not inhoud.strip():
        raise IntakeFault("het bestand is leeg")
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhoud.decode("cp1252", "replace")


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

    Components that hold no meeting (alarms, tasks) are left out, and so are attendees and
    attachments. A file that is only a VEVENT gets a VCALENDAR around it. Raises IntakeFault.
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
        if stack and not _is_left_out(regel, stack):
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
    return kept


_KEPT = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
_DROPPED = {"ATTENDEE", "ATTACH", "X-ALT-DESC", "ORGANIZER", "COMMENT", "CATEGORIES"}


def _is_left_out(regel: Regel, stack: list[tuple[str, int]]) -> bool:
    return regel.naam in _DROPPED or any(naam not in _KEPT for naam, _ in stack)

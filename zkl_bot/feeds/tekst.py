"""Text that every calendar reads alike: cleaned, escaped once, and not too long."""

import re
from typing import ClassVar
from urllib.parse import quote, urlsplit

from icalendar import Component, Parameters

MAX_UNITS = 255
"""Outlook cuts SUMMARY and LOCATION after so many UTF-16 units."""

# Line ends that only some parsers see as such: all become a plain newline.
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_NON_CHARACTERS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff{_NON_CHARACTERS}]"
)
_BACKSLASH_N = re.compile(r"\\(?=[nN])")
_SPACES = re.compile(r"\s+")
_LINE = 75
_SAFE_IN_URL = "!#$%&'()*+,/:;=?@[]~"


def clean(text: str) -> str:
    """The text without what no calendar may hold: controls, lone surrogates, non-characters.

    Newlines and tabs stay; every kind of line end becomes a newline.
    """
    if text.replace("\n", "").isprintable():
        return text  # nothing below is; looking for it takes long
    return _FORBIDDEN.sub("", _NEWLINES.sub("\n", text))


def one_line(text: str) -> str:
    """Cleaned and on one line, runs of white space as one space."""
    return _SPACES.sub(" ", clean(text)).strip()


def title_line(text: str) -> str:
    """One line as every parser gives it back; node-ical misreads two things that are legal.

    It takes a backslash before an n for a newline, and drops quotes around the whole.
    """
    line = _BACKSLASH_N.sub("\N{REVERSE SOLIDUS OPERATOR}", one_line(text))
    if len(line) > 1 and line[0] == line[-1] == '"':
        line = f"\N{LEFT DOUBLE QUOTATION MARK}{line[1:-1]}\N{RIGHT DOUBLE QUOTATION MARK}"
    return line


def utf16_units(text: str) -> int:
    """How many UTF-16 units it takes, as Outlook counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, units: int = MAX_UNITS) -> str:
    """At most so many UTF-16 units; what is cut ends in "…"."""
    if utf16_units(text) <= units:
        return text
    room, end = units - 1, 0
    for char in text:
        room -= 2 if char > "\uffff" else 1
        if room < 0:
            break
        end += 1
    return text[:end].rstrip() + "…"


def escape(text: str) -> str:
    """An iCalendar TEXT value (RFC 5545, 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


class Waarde(str):
    """A value that is written as it stands, `met` its parameters (";TZID=Europe/Amsterdam").

    icalendar's own values escape once more, and losing a backslash before N is part of that.
    """

    __slots__ = ("met",)
    met: str
    params: ClassVar = Parameters()
    """Where icalendar looks for them."""

    def to_ical(self) -> bytes:
        """The value as it stands."""
        return self.encode()


def value(words: str, met: str = "") -> Waarde:
    """A value that needs no escaping."""
    made = Waarde(words)
    made.met = met
    return made


def text_value(text: str, met: str = "") -> Waarde:
    """A TEXT value for icalendar, of text that has been cleaned."""
    return value(escape(text), met)


def list_value(texts: list[str]) -> Waarde:
    """Several TEXT values on one line, as CATEGORIES has them."""
    return value(",".join(escape(t) for t in texts))


def content_lines(component: Component) -> bytes:
    """A component of such values as its lines.

    What icalendar does here (parameters quoted, names checked, folded character by character)
    none of them needs; it took half of the time that a gebeurtenis takes.
    """
    lines = [fold(f"{name}{value.met}:{value}") for name, value in component.items()]
    return b"".join([fold(f"BEGIN:{component.name}"), *lines, fold(f"END:{component.name}")])


def fold(line: str) -> bytes:
    """A content line with its CRLF, in pieces of at most 75 octets (RFC 5545, 3.1).

    Never within a character, nor between a backslash and what it escapes: some clients unescape
    before they unfold.
    """
    rest = line.encode()
    if len(rest) <= _LINE:
        return rest + b"\r\n"
    pieces, begin, room = [], 0, _LINE
    while len(rest) - begin > room:
        end = begin + room
        while rest[end] & 0xC0 == 0x80:
            end -= 1
        backslashes = end - len(rest[begin:end].rstrip(b"\\")) - begin
        end -= backslashes % 2
        pieces.append(rest[begin:end])
        begin, room = end, _LINE - 1
    return b"\r\n ".join([*pieces, rest[begin:]]) + b"\r\n"


def safe_url(url: str) -> str | None:
    """The address in ASCII, or None when it is not http(s)."""
    address = quote(clean(url).strip(), safe=_SAFE_IN_URL)
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None

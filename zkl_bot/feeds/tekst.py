"""Text that every calendar reads alike: cleaned, escaped once, and not too long."""

import re
import unicodedata
from typing import Any
from urllib.parse import quote, urlsplit

from icalendar import vText

MAX_UNITS = 255
"""Outlook cuts SUMMARY and LOCATION after so many UTF-16 units."""

# Line ends that only some parsers see as such: all become a plain newline.
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_BACKSLASH_N = re.compile(r"\\(?=[nN])")
_SPACES = re.compile(r"\s+")
_SAFE_IN_URL = "!#$%&'()*+,/:;=?@[]~"


def clean(text: str) -> str:
    """The text without what no calendar may hold: controls, lone surrogates, non-characters.

    Newlines and tabs stay; every kind of line end becomes a newline.
    """
    text = _NEWLINES.sub("\n", text)
    return "".join(c for c in text if c in "\n\t" or _is_allowed(c))


def _is_allowed(char: str) -> bool:
    if " " <= char <= "~":
        return True
    code = ord(char)
    if unicodedata.category(char) in ("Cc", "Cs") or char == "\ufeff":
        return False
    return code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF


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
    return len(text) + sum(c > "\uffff" for c in text)


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


class Escaped(vText):
    """A value that is escaped already; icalendar's own escaping loses a backslash before N."""

    def to_ical(self) -> bytes:
        """The value as it stands."""
        return str(self).encode()


def text_value(text: str) -> Any:
    """A TEXT value for icalendar, of text that has been cleaned."""
    return Escaped(escape(text))


def list_value(texts: list[str]) -> Any:
    """Several TEXT values on one line, as CATEGORIES has them."""
    return Escaped(",".join(escape(t) for t in texts))


def safe_url(url: str) -> str | None:
    """The address in ASCII, or None when it is not http(s)."""
    address = quote(clean(url).strip(), safe=_SAFE_IN_URL)
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None

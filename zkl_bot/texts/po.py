"""Catalogs as people write them (.po), made into what gettext reads (.mo).

Babel does this too, but loading it takes longer than answering a question.
"""

import re
from collections.abc import Mapping
from struct import pack

_REGEL = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d\])? )?"(.*)"$')
_TEKEN = re.compile(r"\\(.)")
_TEKENS = {"n": "\n", "t": "\t"}
_MAGIC = 0x950412DE


def _unescape(tekst: str) -> str:
    return _TEKEN.sub(lambda match: _TEKENS.get(match[1], match[1]), tekst)


def _entry(blok: str) -> tuple[str, str] | None:
    """A msgid with its translation, both in the form of a .mo; None for what is none."""
    parts: dict[str, list[str]] = {}
    current: list[str] = []
    for line in blok.strip().splitlines():
        if line.startswith("#"):
            if line.startswith("#,") and "fuzzy" in line:
                return None
            continue
        match = _REGEL.match(line)
        if match is None:
            raise ValueError(f"this is no line of a catalog: {line}")
        if match[1]:
            current = parts.setdefault(match[1], [])
            current.append("")
        current[-1] += _unescape(match[2])
    if "msgid" not in parts:
        return None
    # A translation counts only where each of its forms has words.
    translated = "" if "" in parts["msgstr"] else "\0".join(parts["msgstr"])
    context = f"{parts['msgctxt'][0]}\4" if "msgctxt" in parts else ""
    plural = f"\0{parts['msgid_plural'][0]}" if "msgid_plural" in parts else ""
    return f"{context}{parts['msgid'][0]}{plural}", translated


def read_po(tekst: str) -> dict[str, str]:
    """What a catalog translates, with what is not translated or not sure left out.

    Entries have an empty line between them. Raises ValueError for a line that is none of a catalog.
    """
    found = (_entry(blok) for blok in re.split(r"\n\s*\n", tekst) if blok.strip())
    return {entry[0]: entry[1] for entry in found if entry and entry[1]}


def make_mo(vertalingen: Mapping[str, str]) -> bytes:
    """The same in the format that gettext reads."""
    pairs = sorted((a.encode(), b.encode()) for a, b in vertalingen.items())
    at = 28 + 16 * len(pairs)
    tables: tuple[list[bytes], list[bytes]] = ([], [])
    texts: list[bytes] = []
    for pair in pairs:
        for table, text in zip(tables, pair, strict=True):
            table.append(pack("<2I", len(text), at))
            texts.append(text + b"\0")
            at += len(text) + 1
    head = pack("<7I", _MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return b"".join((head, *tables[0], *tables[1], *texts))

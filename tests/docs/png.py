"""PNG files made small: 256 colours and a palette are plenty for pages and chats."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_COLOURS = 256
STAP = 4
"""Colours nearer than this (of 256 per channel) are made one: nobody sees the difference."""

Kleur = tuple[int, int, int]


def shrink(png: bytes) -> bytes:
    """The same picture with a palette. Takes what Chromium writes: 8 bits, RGB or RGBA, one pass.

    Raises ValueError for any other PNG.
    """
    width, height, per_pixel, raw = _unpack(png)
    rows = list(_rows(raw, width * per_pixel, per_pixel))
    pixels = [[(r[i], r[i + 1], r[i + 2]) for i in range(0, len(r), per_pixel)] for r in rows]
    near = {kleur: _near(kleur) for kleur in {kleur for row in pixels for kleur in row}}
    counted = Counter(near[kleur] for row in pixels for kleur in row)
    palette = [kleur for kleur, _ in counted.most_common(MOST_COLOURS)]
    index = {kleur: number for number, kleur in enumerate(palette)}
    for kleur in counted:
        index.setdefault(kleur, _nearest(kleur, palette))
    place = {kleur: index[near[kleur]] for kleur in near}
    body = b"".join(b"\x00" + bytes(place[kleur] for kleur in row) for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [
        (b"IHDR", header),
        (b"PLTE", bytes(channel for kleur in palette for channel in kleur)),
        (b"IDAT", zlib.compress(body, 9)),
        (b"IEND", b""),
    ]
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises ValueError for what is no PNG."""
    if png[:8] != SIGNATURE or png[12:16] != b"IHDR":
        raise ValueError("no PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def _unpack(png: bytes) -> tuple[int, int, int, bytes]:
    width, height = size_of(png)
    depth, kind, *_, interlaced = struct.unpack(">BBBBB", png[24:29])
    if depth != 8 or kind not in (2, 6) or interlaced:
        raise ValueError("a PNG of another kind")
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    return width, height, 3 if kind == 2 else 4, zlib.decompress(data)


def _rows(raw: bytes, length: int, step: int) -> Iterator[bytearray]:
    """The rows, each with its filter (PNG, 9.2) undone."""
    above = bytearray(length)
    for at in range(0, len(raw), length + 1):
        kind, row = raw[at], bytearray(raw[at + 1 : at + 1 + length])
        for i in range(length):
            left = row[i - step] if i >= step else 0
            corner = above[i - step] if i >= step else 0
            row[i] = (row[i] + _predicted(kind, left, above[i], corner)) & 255
        yield row
        above = row


def _predicted(kind: int, left: int, up: int, corner: int) -> int:
    match kind:
        case 0:
            return 0
        case 1:
            return left
        case 2:
            return up
        case 3:
            return (left + up) // 2
        case _:
            guess = left + up - corner
            return min((left, up, corner), key=lambda value: abs(guess - value))


def _near(kleur: Kleur) -> Kleur:
    r, g, b = (min(255, round(channel / STAP) * STAP) for channel in kleur)
    return r, g, b


def _nearest(kleur: Kleur, palette: list[Kleur]) -> int:
    def distance(number: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(kleur, palette[number], strict=True))

    return min(range(len(palette)), key=distance)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

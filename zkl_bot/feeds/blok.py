"""Feeds in blocks: after a change only the block it is in is joined and compressed anew.

Each block is compressed by itself up to a full flush, which ends on a whole byte; put one after
the other, closed by an empty last block, they are one plain gzip member (RFC 1951 and 1952), as
every client reads it. Where the body is cut: see regels.py.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_GZIP_TAIL = b"\x03\x00"


@dataclass(frozen=True, slots=True)
class Blok:
    """Some gebeurtenissen in a row: their bytes as they are, compressed, and their digest."""

    delen: list[bytes]
    tekst: bytes
    gecomprimeerd: bytes
    digest: bytes


def make_blok(delen: list[bytes]) -> Blok:
    """A block of these parts."""
    tekst = b"".join(delen)
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    gecomprimeerd = deflate.compress(tekst) + deflate.flush(zlib.Z_FULL_FLUSH)
    return Blok(delen, tekst, gecomprimeerd, blake2b(tekst, digest_size=16).digest())


def checksums(rij: Sequence[Blok], earlier: Sequence[tuple[Blok, int]]) -> list[tuple[Blok, int]]:
    """Each block with the CRC of all up to and with it; those of before where they began alike."""
    found: list[tuple[Blok, int]] = []
    for blok, known in zip(rij, earlier, strict=False):
        if blok is not known[0]:
            break
        found.append(known)
    crc = found[-1][1] if found else 0
    for blok in rij[len(found) :]:
        crc = zlib.crc32(blok.tekst, crc)
        found.append((blok, crc))
    return found


def etag_of(blokken: Iterable[Blok]) -> str:
    """A strong validator of the joined bytes, without quotes."""
    total = blake2b(digest_size=16)
    for blok in blokken:
        total.update(blok.digest)
    return total.hexdigest()


def gzip_of(rij: Sequence[tuple[Blok, int]], size: int) -> bytes:
    """The blocks, with their checksums, as one gzip member; `size` is that of their text."""
    parts = [_GZIP_HEAD, *(blok.gecomprimeerd for blok, _ in rij), _GZIP_TAIL]
    return b"".join([*parts, struct.pack("<II", rij[-1][1], size & 0xFFFFFFFF)])

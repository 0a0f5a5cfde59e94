"""Feeds in blocks: after a change only the block it is in is joined and compressed anew.

The body is cut after gebeurtenissen whose id says so, so the cut depends on the data alone and
every replica makes the same bytes. Each block is compressed by itself up to a full flush, which
ends on a whole byte; put one after the other, closed by an empty last block, they are one plain
gzip member (RFC 1951 and 1952), as every client reads it.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_GZIP_TAIL = b"\x03\x00"
_CUT_EVERY = 16
_MAX = 48


@dataclass(frozen=True, slots=True)
class Blok:
    """Some gebeurtenissen in a row: their bytes as they are, compressed, and their digest."""

    delen: tuple[bytes, ...]
    tekst: bytes
    gecomprimeerd: bytes
    digest: bytes


def make_blok(delen: tuple[bytes, ...]) -> Blok:
    """A block of these parts."""
    tekst = b"".join(delen)
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    gecomprimeerd = deflate.compress(tekst) + deflate.flush(zlib.Z_FULL_FLUSH)
    return Blok(delen, tekst, gecomprimeerd, blake2b(tekst, digest_size=16).digest())


class _Cuts(dict[str, bool]):
    """Whether a block ends after the gebeurtenis with this id; each id is looked at once."""

    def __missing__(self, id: str) -> bool:
        self[id] = zlib.crc32(id.encode()) % _CUT_EVERY == 0
        return self[id]


_cuts_after = _Cuts()


def cut(ids: Sequence[str], delen: Sequence[bytes]) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """The parts, each of the gebeurtenis with that id, in blocks under their first id."""
    begin = 0
    for end, id in enumerate(ids, 1):
        if _cuts_after[id] or end - begin == _MAX:
            yield ids[begin], tuple(delen[begin:end])
            begin = end
    if begin < len(ids):
        yield ids[begin], tuple(delen[begin:])


def etag_of(blokken: Iterable[Blok]) -> str:
    """A strong validator of the joined bytes, without quotes."""
    total = blake2b(digest_size=16)
    for blok in blokken:
        total.update(blok.digest)
    return total.hexdigest()


def gzip_of(blokken: Iterable[Blok], tekst: bytes) -> bytes:
    """The blocks as one gzip member; `tekst` is their joined text."""
    size = len(tekst) & 0xFFFFFFFF
    parts = [_GZIP_HEAD, *(blok.gecomprimeerd for blok in blokken)]
    return b"".join([*parts, _GZIP_TAIL, struct.pack("<II", zlib.crc32(tekst), size)])

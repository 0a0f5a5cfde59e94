"""Answers made ready beforehand: a feed as the ASGI messages that send it."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from zkl_bot.feeds.kalender import Body

Bericht = dict[str, Any]
"""An ASGI message; shared between requests, so never changed."""

_TEXT = (b"content-type", b"text/plain; charset=utf-8")
_LEEG: Bericht = {"type": "http.response.body", "body": b""}


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The two messages of an answer."""

    status: int
    start: Bericht
    body: Bericht

    @property
    def head(self) -> "Antwoord":
        """The same without its body, for HEAD."""
        return Antwoord(self.status, self.start, _LEEG)


def _answer(status: int, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> Antwoord:
    start = {"type": "http.response.start", "status": status, "headers": headers}
    return Antwoord(status, start, {"type": "http.response.body", "body": body} if body else _LEEG)


def text_answer(status: int, words: str, *headers: tuple[bytes, bytes]) -> Antwoord:
    """A plain answer in words."""
    body = words.encode()
    length = (b"content-length", str(len(body)).encode())
    return _answer(status, [_TEXT, length, (b"cache-control", b"no-store"), *headers], body)


@dataclass(frozen=True, slots=True)
class Klaar:
    """A feed with everything that can be said about it, to be sent as it is.

    Its two forms have a tag each, for they are different bytes (RFC 9110, 8.8.3).
    """

    naam: str
    """Under which it is counted."""
    gewijzigd: datetime
    tags: tuple[bytes, bytes]
    """Of the plain form and of gzip, without quotes."""
    plain: Antwoord
    gzip: Antwoord
    plain_304: Antwoord
    gzip_304: Antwoord
    persoonlijk: bool


def make_klaar(naam: str, bestandsnaam: str, body: Body, *, persoonlijk: bool = False) -> Klaar:
    """Everything ready. A personal feed is not for shared caches."""
    tags = (body.etag.encode(), f"{body.etag}-gz".encode())
    laatst = format_datetime(body.gewijzigd, usegmt=True).encode()
    shared = b"private" if persoonlijk else b"public"

    def both(tag: bytes, content: bytes, *extra: tuple[bytes, bytes]) -> tuple[Antwoord, Antwoord]:
        common = [
            (b"etag", b'"' + tag + b'"'),
            (b"last-modified", laatst),
            (b"cache-control", shared + b", no-cache"),
            (b"vary", b"Accept-Encoding"),
        ]
        full = [
            (b"content-type", b"text/calendar; charset=utf-8"),
            (b"content-length", str(len(content)).encode()),
            (b"content-disposition", f'inline; filename="{bestandsnaam}.ics"'.encode()),
            (b"x-content-type-options", b"nosniff"),
            *extra,
            *common,
        ]
        return _answer(200, full, content), _answer(304, common)

    plain, plain_304 = both(tags[0], body.tekst)
    gzip, gzip_304 = both(tags[1], body.gzip, (b"content-encoding", b"gzip"))
    return Klaar(naam, body.gewijzigd, tags, plain, gzip, plain_304, gzip_304, persoonlijk)

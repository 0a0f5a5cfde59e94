"""Bytes as an HTTP answer: ETag, Last-Modified, 304, gzip; the same bytes, the same answer."""

import gzip
import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import Response

from zkl_bot.web.codering import choose_codering, has_tag, is_since

WORTH_GZIP = 600
"""Below so many bytes gzip saves nothing."""


def accepts_gzip(request: Request) -> bool:
    """Whether the client would rather have gzip."""
    accept = request.headers.get("accept-encoding", "")
    return bool(accept) and choose_codering(accept.encode("latin-1")) == "gzip"


def is_unchanged(request: Request, etag: str, changed: datetime | None) -> bool:
    """Whether the client's copy is still good (RFC 9110, 13.2.2): a tag goes before a date."""
    given = request.headers.get("if-none-match")
    if given is not None:
        return has_tag(given.encode("latin-1"), (etag.strip('"').encode(),)) is not None
    since = request.headers.get("if-modified-since")
    if since is None or changed is None:
        return False
    return is_since(since.encode("latin-1"), changed.replace(microsecond=0))


def conditional(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    changed: datetime | None = None,
    headers: dict[str, str] | None = None,
    cache: str = "no-cache",
) -> Response:
    """These bytes, or 304 when the client has them. `no-cache` means: keep, but ask each time."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    sent = {"Vary": "Accept-Encoding", "Cache-Control": cache, **(headers or {})}
    if changed is not None:
        sent["Last-Modified"] = format_datetime(changed.astimezone(UTC), usegmt=True)
    zipped = len(body) >= WORTH_GZIP and accepts_gzip(request)
    if zipped:
        etag = etag[:-1] + '-gzip"'
    sent["ETag"] = etag
    if request.method in ("GET", "HEAD") and is_unchanged(request, etag, changed):
        return Response(status_code=304, headers=sent)
    if zipped:
        body = gzip.compress(body, 6, mtime=0)
        sent["Content-Encoding"] = "gzip"
    return Response(body, media_type=media_type, headers=sent)

"""Bytes as an HTTP answer: ETag, Last-Modified, 304, gzip; the same bytes, the same answer."""

import gzip
import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response

WORTH_GZIP = 600
"""Below so many bytes gzip saves nothing."""


def accepts_gzip(request: Request) -> bool:
    """Whether the client takes gzip (and does not refuse it with q=0)."""
    for part in request.headers.get("accept-encoding", "").split(","):
        coding, _, rest = part.strip().partition(";")
        if coding.strip().lower() in ("gzip", "x-gzip", "*"):
            return rest.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def is_unchanged(request: Request, etag: str, changed: datetime | None) -> bool:
    """Whether the client's copy is still good (RFC 9110, 13.2.2): an ETag goes before a date."""
    given = request.headers.get("if-none-match")
    if given is not None:
        tags = {tag.strip().removeprefix("W/") for tag in given.split(",")}
        return "*" in tags or etag in tags
    since = request.headers.get("if-modified-since")
    if since is None or changed is None:
        return False
    try:
        moment = parsedate_to_datetime(since)
    except (ValueError, OverflowError):
        return False
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return changed.replace(microsecond=0) <= moment


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

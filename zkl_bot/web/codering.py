"""What a request says about the answer it can use: encodings, and the copy it holds."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

Codering = Literal["gzip", "identity"]

_TAG = re.compile(rb'(?:W/)?"([^"]*)"')


def choose_codering(accept_encoding: bytes) -> Codering | None:
    """The best of gzip and plain by an Accept-Encoding header; None when it refuses both.

    What has no weight of its own takes that of "*"; plain is fine unless it is refused
    (RFC 9110, 12.5.3). A weight that is not a number counts as 0.
    """
    weights: dict[str, float] = {}
    for part in accept_encoding.decode("latin-1").lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    rest = weights.get("*")
    gzip = weights.get("gzip", weights.get("x-gzip", rest or 0.0))
    plain = weights.get("identity", 1.0 if rest is None else rest)
    if "identity" not in weights and rest is None and gzip > 0:
        return "gzip"
    if gzip > 0 and gzip >= plain:
        return "gzip"
    return "identity" if plain > 0 else None


def _weight(parameters: str) -> float:
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            return float(value) if re.fullmatch(r"\s*(0(\.\d*)?|1(\.0*)?)\s*", value) else 0.0
    return 1.0


def has_tag(if_none_match: bytes, tags: tuple[bytes, ...]) -> bytes | None:
    """Which of `tags` (without quotes) an If-None-Match header names, by weak comparison.

    "*" names the first.
    """
    if if_none_match.strip() == b"*":
        return tags[0]
    named = _TAG.findall(if_none_match)
    return next((tag for tag in tags if tag in named), None)


def is_since(if_modified_since: bytes, gewijzigd: datetime) -> bool:
    """Whether a copy of that HTTP date still holds; what is no date says nothing.

    Its oldest form names no zone; it too is in UTC (RFC 9110, 5.6.7).
    """
    try:
        since = parsedate_to_datetime(if_modified_since.decode("latin-1"))
    except (ValueError, OverflowError, IndexError):
        return False
    return gewijzigd <= (since if since.tzinfo else since.replace(tzinfo=UTC))

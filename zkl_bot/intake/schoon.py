"""Text from outside, made fit to keep."""

import re

from zkl_bot.intake.opgave import MAX_TEKST

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")


def text_of(value: object) -> str | None:
    """Several lines, without controls, at most MAX_TEKST characters; None when empty."""
    if value is None:
        return None
    words = _CONTROL.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()
    return words[:MAX_TEKST] or None


def line_of(value: object, limit: int = 500) -> str | None:
    """One line; None when empty."""
    words = text_of(value)
    return _SPACES.sub(" ", words)[:limit].strip() if words else None


def url_of(value: object) -> str | None:
    """An http(s) address; None when it is something else."""
    words = line_of(value, 2000)
    return words if words and re.match(r"https?://[^\s/]", words, re.IGNORECASE) else None

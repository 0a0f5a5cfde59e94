"""From the HTML of a Bericht to plain text, for the terminal, mail and machines."""

import re
from html import unescape

_LINK = re.compile(r'<a\s+href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def _link(match: re.Match[str]) -> str:
    url, words = match[1], match[2]
    return words if words.strip() == url else f"{words} ({url})"


def to_plain(html: str) -> str:
    """The text without markup; a link keeps its address between brackets."""
    return unescape(_TAG.sub("", _LINK.sub(_link, html)))

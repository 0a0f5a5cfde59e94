"""Pictures for Telegram, which shows no SVG: drawn as PNG, if there are letters to draw with."""

import re
from collections.abc import Sequence
from functools import lru_cache

import resvg_py
import structlog

from zkl_bot.texts.bericht import Bijlage

log = structlog.get_logger(__name__)

SVG = "image/svg+xml"
_LETTERTYPEN = re.compile(r'font-family="([^"<>&]+)"')


def to_png(bijlage: Bijlage) -> bytes:
    """The picture as PNG; what is none of ours stays what it is."""
    if bijlage.mime != SVG:
        return bijlage.inhoud
    return bytes(resvg_py.svg_to_bytes(svg_string=bijlage.inhoud.decode()))


def drawable(bijlagen: Sequence[Bijlage]) -> tuple[Bijlage, ...]:
    """Those that can be shown: a picture of which all words would be missing tells nothing."""
    return tuple(b for b in bijlagen if b.mime != SVG or _has_letters(b))


def _has_letters(bijlage: Bijlage) -> bool:
    named = _LETTERTYPEN.search(bijlage.inhoud.decode())
    families = named[1] if named else "sans-serif"
    if has_letters(families):
        return True
    log.error("no font to draw with; install one (Debian: fonts-dejavu-core)", wanted=families)
    return False


@lru_cache(maxsize=8)
def has_letters(families: str) -> bool:
    """Whether this machine has any of these fonts; without one text is drawn as nothing at all."""
    empty, filled = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" font-family="{families}">'
        f'<text x="4" y="32" font-size="30">{text}</text></svg>'
        for text in ("", "M")
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=empty)) != bytes(
        resvg_py.svg_to_bytes(svg_string=filled)
    )

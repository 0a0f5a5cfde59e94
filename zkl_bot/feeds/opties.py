"""What a subscriber may ask of any feed: how vague periods look, and the language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import parse_qsl

from zkl_bot.kennis.model import Taal

Vaag = Literal["band", "begin", "nee"]
"""A vague period as a band over all its days, on its first day only, or left out."""

VAAG: tuple[Vaag, ...] = get_args(Vaag)
TALEN: tuple[Taal, ...] = get_args(Taal)


@dataclass(frozen=True, slots=True)
class Opties:
    """The options of one feed."""

    vaag: Vaag = "band"
    taal: Taal = "nl"

    @property
    def query(self) -> str:
        """As in a link: "" or "?vaag=begin&taal=en"; defaults are left out."""
        parts = [f"vaag={self.vaag}"] if self.vaag != "band" else []
        parts += [f"taal={self.taal}"] if self.taal != "nl" else []
        return "?" + "&".join(parts) if parts else ""


STANDAARD = Opties()


def alle_opties() -> Iterator[Opties]:
    """Every combination, the default first."""
    for taal in TALEN:
        for vaag in VAAG:
            yield Opties(vaag, taal)


def parse_opties(query: bytes) -> Opties:
    """The options in a query string. What is odd or unknown counts as not given; the first wins."""
    given: dict[str, str] = {}
    try:
        pairs = parse_qsl(query.decode("ascii", "replace"), max_num_fields=32)
    except ValueError:
        return STANDAARD
    for key, value in pairs:
        given.setdefault(key, value)
    vaag, taal = given.get("vaag", ""), given.get("taal", "")
    return Opties(
        vaag if vaag in VAAG else STANDAARD.vaag,
        taal if taal in TALEN else STANDAARD.taal,
    )

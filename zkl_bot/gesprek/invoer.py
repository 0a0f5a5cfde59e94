"""What comes in: from whom, and a text, a pressed button or a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from zkl_bot.kennis.model import Id, Taal
from zkl_bot.kennis.rol import Rol

Kanaal = Literal["telegram", "web", "terminal", "email"]

_EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Persoon:
    """Who is talking: a snapshot of the abonnee. In a group it is the group that talks.

    `volgt` holds (soort, onderwerp) pairs; `abonnee` is None for who is not kept at all.
    """

    abonnee: int | None = None
    rol: Rol = "publiek"
    gemeente: Id | None = None
    taal: Taal = "nl"
    volgt: frozenset[tuple[str, str]] = frozenset()
    voorkeuren: Mapping[str, Any] = field(default_factory=lambda: _EMPTY)

    @property
    def wie(self) -> str:
        """How the audit names them: role, gemeente and number, never a name."""
        parts = [self.rol, self.gemeente or "", f"#{self.abonnee}" if self.abonnee else ""]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file somebody sent."""

    naam: str
    inhoud: bytes


@dataclass(frozen=True, slots=True)
class Invoer:
    """One thing somebody did. Exactly one of `tekst`, `knop` and `bestand` is set.

    `knop` is the data of a pressed button; it may be made up by the sender, as may all else.
    """

    persoon: Persoon
    tekst: str | None = None
    knop: str | None = None
    bestand: Bestand | None = None
    bericht: str | None = None
    """What the message under which the button was pressed says, where that is known."""
    groep: bool = False
    beheerder: bool | None = None
    """Whether who does it manages the group; None where that is not known."""
    kanaal: Kanaal = "telegram"

    def __post_init__(self) -> None:
        if sum(part is not None for part in (self.tekst, self.knop, self.bestand)) != 1:
            raise ValueError("an Invoer is a text, a button or a file")

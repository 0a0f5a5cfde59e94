"""What a dialogue may ask of the database: read only, answered by the edge (`store`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.gesprek.invoer import Bestand
from zkl_bot.kennis.model import Id
from zkl_bot.kennis.rol import Rol


@dataclass(frozen=True, slots=True)
class GeldigeUitnodiging:
    """An invitation that can still be taken."""

    rol: Rol
    gemeente: Id | None


@dataclass(frozen=True, slots=True)
class Rolhouder:
    """Somebody with a role, without a name: number, role, gemeente and since when."""

    abonnee: int
    rol: Rol
    gemeente: Id | None
    sinds: datetime


@dataclass(frozen=True, slots=True)
class OpenCorrectie:
    """A "Klopt niet" the griffie has not dealt with."""

    id: int
    vraag: str
    antwoord: str
    opmerking: str | None


@dataclass(frozen=True, slots=True)
class FeedTelling:
    """How often a feed was fetched by one kind of client, and when last (aware); never by whom.

    All personal feeds are one: "abonnement"; all single gebeurtenissen too: "gebeurtenis".
    """

    feed: str
    client: str
    aantal: int
    laatst: datetime


@dataclass(frozen=True, slots=True)
class Herinnerd:
    """A reminder that was sent: what it is about, and all that was in the same message as
    (regel, gebeurtenis), itself included.
    """

    gebeurtenis: Id
    samen: tuple[tuple[Id, Id], ...]


class BestandFout(Exception):
    """Raised for a file that cannot be imported; the message says in Dutch what is wrong."""


@dataclass(frozen=True, slots=True)
class Verschil:
    """What an import would do, each as a line for people; `waarschuwingen` about the file."""

    nieuw: tuple[str, ...] = ()
    gewijzigd: tuple[str, ...] = ()
    geannuleerd: tuple[str, ...] = ()
    waarschuwingen: tuple[str, ...] = ()

    @property
    def is_leeg(self) -> bool:
        """Nothing to do."""
        return not (self.nieuw or self.gewijzigd or self.geannuleerd)


Bekendheid = Literal["nergens", "opgehaald", "verteld"]
"""Who may know of a new meeting: nobody, calendars that fetched it, or people who were told."""


class Raadpleging(Protocol):
    """The questions. All are about this person's own chat, or open to their role."""

    def uitnodiging(self, code_hash: str) -> GeldigeUitnodiging | None:
        """The invitation, unless it never was, has been taken or has expired: all alike."""
        ...

    def bijeenkomst(self, id: Id) -> Bijeenkomst | None:
        """The meeting as it is stored."""
        ...

    def bekendheid(self, id: Id) -> Bekendheid:
        """Who may know of this meeting by now."""
        ...

    def telling(self, bijeenkomst: Bijeenkomst, eerder: Bijeenkomst | None = None) -> int:
        """How many abonnees are told when this meeting is made, or changes from `eerder`."""
        ...

    def herinnering(self, uitgaand: int) -> Herinnerd | None:
        """A reminder, if it was sent to this very person."""
        ...

    def rolhouders(self) -> tuple[Rolhouder, ...]:
        """Everyone with a role, the newest first."""
        ...

    def correcties(self) -> tuple[OpenCorrectie, ...]:
        """What is not dealt with, the oldest first."""
        ...

    def feedtellingen(self) -> tuple[FeedTelling, ...]:
        """The fetches of every feed that was fetched, by name and kind of client."""
        ...

    def verschil(self, bestand: Bestand) -> Verschil:
        """What importing this file would do. Raises BestandFout."""
        ...

    def gegevens(self) -> Mapping[str, Any]:
        """All that is kept of this person, as plain JSON."""
        ...

    def nieuw_id(self) -> Id:
        """An id for a new meeting, never used before."""
        ...

    def geheim(self) -> str:
        """A fresh secret: letters, digits, - and _, safe in a link."""
        ...

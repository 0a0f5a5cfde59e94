"""A way out: what every channel does, and how it says that something went wrong."""

from dataclasses import dataclass
from typing import Protocol

from zkl_bot.kennis.model import Taal
from zkl_bot.texts.bericht import Bericht


@dataclass(frozen=True, slots=True)
class Verzending:
    """One message to one address. `plat` asks for no markup; `afmeld_url` leaves in one click.

    `kenmerk` is the same at every try, and of no other message; `taal` is that of its words.
    """

    adres: str
    bericht: Bericht
    onderwerp: str = ""
    plat: bool = False
    afmeld_url: str | None = None
    kenmerk: str = ""
    taal: Taal = "nl"


class Kanaal(Protocol):
    """A channel. A third one takes one module that has this, and one line in `app`."""

    naam: str
    """As `abonnee.kanaal` has it."""
    tegelijk: int
    """Calls that may be under way at once."""
    langste: float
    """Seconds after which a call is broken off: what became of it is uncertain then."""

    async def send(self, verzending: Verzending) -> None:
        """Sends it. Raises a TransportFout that says whether trying again makes sense."""
        ...


class TransportFout(Exception):
    """Something went wrong on the way out; `reden` is for the griffie, in Dutch, no secrets."""

    def __init__(self, reden: str) -> None:
        super().__init__(reden)
        self.reden = reden


class Tijdelijk(TransportFout):
    """Raised when it was not delivered and can be tried again, after `wacht` seconds if given."""

    def __init__(self, reden: str, wacht: float | None = None) -> None:
        super().__init__(reden)
        self.wacht = wacht


class TeSnel(Tijdelijk):
    """Raised when the other side asks to slow down; `wacht` is what it asks for, in seconds."""


class Onzeker(TransportFout):
    """Raised when no reply came: it may have been delivered."""


class Blijvend(TransportFout):
    """Raised when it can never be delivered. `pauze` says that nothing can, to this address."""

    def __init__(self, reden: str, *, pauze: bool = False) -> None:
        super().__init__(reden)
        self.pauze = pauze


class Verhuisd(TransportFout):
    """Raised when the address was replaced by `nieuw`; not delivered."""

    def __init__(self, nieuw: str) -> None:
        super().__init__("de groep kreeg een nieuw adres")
        self.nieuw = nieuw


class Opmaakfout(TransportFout):
    """Raised when the other side does not take the markup; not delivered."""

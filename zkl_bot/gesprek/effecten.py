"""What must be kept or done after a reply. Plain facts; `store.toepassen` carries them out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.feeds.keuze import Keuze
from zkl_bot.gesprek.invoer import Bestand
from zkl_bot.kennis.model import Id, Taal
from zkl_bot.kennis.rol import Rol


@dataclass(frozen=True, slots=True)
class ZetTaal:
    """From now on the bot speaks this language with them."""

    taal: Taal


@dataclass(frozen=True, slots=True)
class ZetVoorkeur:
    """One preference; None puts it back to the default."""

    naam: str
    waarde: Any


@dataclass(frozen=True, slots=True)
class Volg:
    """Follow an actie, hoofdopgave, gremium, gemeente, a subject of the convenant, one
    gebeurtenis, or "alles".
    """

    soort: str
    onderwerp: str


@dataclass(frozen=True, slots=True)
class StopVolgen:
    """No longer follow it."""

    soort: str
    onderwerp: str


@dataclass(frozen=True, slots=True)
class NeemUitnodiging:
    """Take the invitation with this hash. Botsing when somebody was first."""

    code_hash: str


@dataclass(frozen=True, slots=True)
class MaakUitnodiging:
    """A new invitation; `vervalt` is aware, in UTC."""

    code_hash: str
    rol: Rol
    gemeente: Id | None
    vervalt: datetime


@dataclass(frozen=True, slots=True)
class TrekRolIn:
    """Makes an abonnee `publiek` again."""

    abonnee: int


@dataclass(frozen=True, slots=True)
class MaakBijeenkomst:
    """A new meeting. Botsing when its id is taken."""

    bijeenkomst: Bijeenkomst


@dataclass(frozen=True, slots=True)
class WijzigBijeenkomst:
    """A meeting as it is to be. Botsing unless it is still at `revisie`."""

    bijeenkomst: Bijeenkomst
    revisie: int


@dataclass(frozen=True, slots=True)
class NeemBijeenkomstTerug:
    """A new meeting goes as if it had never been. Botsing when by now somebody knows of it."""

    bijeenkomst: Id
    revisie: int


@dataclass(frozen=True, slots=True)
class LegVast:
    """Record a notice of opzegging, or that something is done."""

    vastlegging: Vastlegging


@dataclass(frozen=True, slots=True)
class TrekVastleggingIn:
    """Undo of a record made by mistake."""

    id: str


@dataclass(frozen=True, slots=True)
class Importeer:
    """Carry out the import of this file, as its diff was shown."""

    bestand: Bestand


@dataclass(frozen=True, slots=True)
class NoteerOpenVraag:
    """A question without an answer, for the griffie: only its text."""

    tekst: str


@dataclass(frozen=True, slots=True)
class NoteerCorrectie:
    """Somebody says that an answer is wrong."""

    vraag: str
    antwoord: str
    opmerking: str | None


@dataclass(frozen=True, slots=True)
class BeantwoordCorrectie:
    """The griffie's word on a correction; it goes to who filed it, or nowhere when None."""

    correctie: int
    reactie: str | None


@dataclass(frozen=True, slots=True)
class StelUit:
    """Send a reminder once more at `tot` (aware, UTC)."""

    uitgaand: int
    tot: datetime


@dataclass(frozen=True, slots=True)
class MaakFeed:
    """A personal feed under a secret of which only the hash is kept; replaces the former."""

    token_hash: str
    keuze: Keuze


@dataclass(frozen=True, slots=True)
class VergeetMij:
    """Delete all that is kept of this person."""


Effect = (
    ZetTaal
    | ZetVoorkeur
    | Volg
    | StopVolgen
    | NeemUitnodiging
    | MaakUitnodiging
    | TrekRolIn
    | MaakBijeenkomst
    | WijzigBijeenkomst
    | NeemBijeenkomstTerug
    | LegVast
    | TrekVastleggingIn
    | Importeer
    | NoteerOpenVraag
    | NoteerCorrectie
    | BeantwoordCorrectie
    | StelUit
    | MaakFeed
    | VergeetMij
)

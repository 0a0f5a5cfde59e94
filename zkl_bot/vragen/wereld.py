"""What a rule may know when it puts a passage into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Vindplaats
from zkl_bot.vragen.antwoord import AntwoordKind


@dataclass(frozen=True, slots=True)
class Wereld:
    """The facts, the calendar and the moment (aware)."""

    kennis: Kennis
    now: datetime
    gebeurtenissen: tuple[Gebeurtenis, ...] = ()

    @property
    def vandaag(self) -> date:
        """The local day."""
        return self.now.astimezone(AMSTERDAM).date()


@dataclass(frozen=True, slots=True)
class Vorm:
    """What a rule makes of a question: a template with its data, and where it stands."""

    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    bronnen: tuple[Vindplaats, ...] = ()
    onderwerp: Id | None = None
    kind: AntwoordKind = "antwoord"
    gebeurtenissen: tuple[Id, ...] = ()

    @property
    def delen(self) -> tuple[tuple[str, Mapping[str, Any]], ...]:
        """What it is made of, each part a template with its data."""
        parts: tuple[tuple[str, Mapping[str, Any]], ...]
        parts = self.data["delen"] if self.template == "samen" else ((self.template, self.data),)
        return parts

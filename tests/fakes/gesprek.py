"""Somebody to talk with, and a database that is a dictionary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.clock import AMSTERDAM
from zkl_bot.gesprek.invoer import Bestand, Invoer, Persoon
from zkl_bot.gesprek.raadpleging import (
    Bekendheid,
    BestandFout,
    FeedTelling,
    GeldigeUitnodiging,
    Herinnerd,
    OpenCorrectie,
    Rolhouder,
    Verschil,
)
from zkl_bot.gesprek.reactie import Reactie
from zkl_bot.gesprek.reply import reply
from zkl_bot.gesprek.wereld import Wereld
from zkl_bot.texts.plain import to_plain

NU = datetime(2026, 11, 20, 12, tzinfo=AMSTERDAM)

PHO = Bijeenkomst(
    id="bijeenkomst-pho1",
    uid="bijeenkomst-pho1@zkl_bot",
    gremium="pho",
    dag=date(2027, 1, 12),
    start=datetime(2027, 1, 12, 9, tzinfo=UTC),
    eind=datetime(2027, 1, 12, 11, tzinfo=UTC),
    onderwerp="wonen",
    plaats="Haarlem",
    acties=("actie-5",),
    aangemaakt=NU,
    gewijzigd=NU,
)


@dataclass
class FakeRaadpleging:
    """Answers from what a test puts in it."""

    uitnodigingen: dict[str, GeldigeUitnodiging] = field(default_factory=dict)
    bijeenkomsten: dict[str, Bijeenkomst] = field(default_factory=lambda: {PHO.id: PHO})
    aantal: int = 12
    bekend: Bekendheid = "nergens"
    herinneringen: dict[int, Herinnerd] = field(default_factory=dict)
    houders: tuple[Rolhouder, ...] = ()
    klachten: tuple[OpenCorrectie, ...] = ()
    tellingen: tuple[FeedTelling, ...] = ()
    verschillen: dict[str, Verschil] = field(default_factory=dict)
    bewaard: dict[str, Any] = field(default_factory=dict)

    def uitnodiging(self, code_hash: str) -> GeldigeUitnodiging | None:
        return self.uitnodigingen.get(code_hash)

    def bijeenkomst(self, id: str) -> Bijeenkomst | None:
        return self.bijeenkomsten.get(id)

    def bekendheid(self, id: str) -> Bekendheid:
        return self.bekend

    def telling(self, bijeenkomst: Bijeenkomst, eerder: Bijeenkomst | None = None) -> int:
        return self.aantal

    def herinnering(self, uitgaand: int) -> Herinnerd | None:
        return self.herinneringen.get(uitgaand)

    def rolhouders(self) -> tuple[Rolhouder, ...]:
        return self.houders

    def correcties(self) -> tuple[OpenCorrectie, ...]:
        return self.klachten

    def feedtellingen(self) -> tuple[FeedTelling, ...]:
        return self.tellingen

    def verschil(self, bestand: Bestand) -> Verschil:
        if bestand.naam not in self.verschillen:
            raise BestandFout("Er staan geen bijeenkomsten in.")
        return self.verschillen[bestand.naam]

    def gegevens(self) -> Mapping[str, Any]:
        return self.bewaard

    def nieuw_id(self) -> str:
        return "bijeenkomst-nieuw"

    def geheim(self) -> str:
        return "geheim-123"


GRIFFIE = Persoon(abonnee=1, rol="griffie", gemeente="haarlem")
RAADSLID = Persoon(abonnee=2, rol="raadslid", gemeente="heemstede")


@dataclass
class Gesprekspartner:
    """Somebody who talks: keeps the stand between what they do."""

    wereld: Wereld
    persoon: Persoon = field(default_factory=Persoon)
    groep: bool = False
    beheerder: bool | None = None
    kanaal: Any = "telegram"
    stand: dict[str, Any] = field(default_factory=dict)

    def typt(self, tekst: str) -> Reactie:
        return self._do(tekst=tekst)

    def drukt(self, data: str, bericht: str | None = None) -> Reactie:
        return self._do(knop=data, bericht=bericht)

    def stuurt(self, naam: str, inhoud: bytes) -> Reactie:
        return self._do(bestand=Bestand(naam, inhoud))

    def _do(self, **what: Any) -> Reactie:
        where: dict[str, Any] = {"groep": self.groep, "beheerder": self.beheerder}
        invoer = Invoer(self.persoon, kanaal=self.kanaal, **where, **what)
        reactie = reply(invoer, self.stand, self.wereld)
        self.stand = reactie.stand
        return reactie


def woorden(reactie: Reactie) -> str:
    """All that was said, without markup."""
    return "\n---\n".join(to_plain(b.html) for b in reactie.berichten)


def knoppen(reactie: Reactie) -> dict[str, str]:
    """The data of every button, by its words."""
    return {k.tekst: k.data or "" for b in reactie.berichten for row in b.knoppen for k in row}

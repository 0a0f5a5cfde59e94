"""What a conversation may ask of the database, answered for one person."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.dienst.bekendheid import bekendheid
from zkl_bot.dienst.inkomend import Inkomend
from zkl_bot.dienst.ontvangers import count_told
from zkl_bot.gesprek.invoer import Bestand, Persoon
from zkl_bot.gesprek.raadpleging import (
    Bekendheid,
    FeedTelling,
    GeldigeUitnodiging,
    Herinnerd,
    OpenCorrectie,
    Rolhouder,
    Verschil,
)
from zkl_bot.intake.importeren import plan_of, read_bestand
from zkl_bot.intake.verslag import verschil_of
from zkl_bot.kennis.model import Id
from zkl_bot.kennis.rol import parse_rol
from zkl_bot.store import (
    abonnees,
    bijeenkomsten,
    feed_abonnementen,
    gesprekken,
    outbox_lezen,
    terugkoppeling,
    uitnodigingen,
    vergeten,
)
from zkl_bot.store.engine import reading
from zkl_bot.store.tables import Abonnee, Correctie, FeedAbonnement, Sleutel, Uitgaand, Volgt

if TYPE_CHECKING:
    from zkl_bot.dienst.dienst import Dienst


class Raadplegen:
    """The answers, each from a short read of its own."""

    def __init__(self, dienst: "Dienst", inkomend: Inkomend | None, persoon: Persoon) -> None:
        self._dienst = dienst
        self._inkomend = inkomend
        self._persoon = persoon

    def uitnodiging(self, code_hash: str) -> GeldigeUitnodiging | None:
        """The invitation, unless it never was, has been taken or has expired: all alike."""
        with reading(self._dienst.engine) as session:
            found = uitnodigingen.valid(session, code_hash, now=self._dienst.now())
            return GeldigeUitnodiging(parse_rol(found.rol), found.gemeente) if found else None

    def bijeenkomst(self, id: Id) -> Bijeenkomst | None:
        """The meeting as it is stored."""
        with reading(self._dienst.engine) as session:
            return bijeenkomsten.get(session, id)

    def bekendheid(self, id: Id) -> Bekendheid:
        """Who may know of this meeting by now."""
        with reading(self._dienst.engine) as session:
            return bekendheid(session, self._dienst, id)

    def telling(self, bijeenkomst: Bijeenkomst, eerder: Bijeenkomst | None = None) -> int:
        """How many abonnees are told when this meeting is made, or changes from `eerder`."""
        return count_told(self._dienst, bijeenkomst, eerder)

    def herinnering(self, uitgaand: int) -> Herinnerd | None:
        """A reminder, if it was sent to this very person."""
        with reading(self._dienst.engine) as session:
            samen = outbox_lezen.sent_with(session, uitgaand, self._persoon.abonnee)
            own = next((row for row in samen if row.id == uitgaand), None)
            if own is None:
                return None
            return Herinnerd(own.gebeurtenis, tuple((r.regel, r.gebeurtenis) for r in samen))

    def rolhouders(self) -> tuple[Rolhouder, ...]:
        """Everyone with a role, the newest first."""
        with reading(self._dienst.engine) as session:
            return tuple(
                Rolhouder(a.id, parse_rol(a.rol), a.gemeente, a.aangemaakt)
                for a in abonnees.with_rol(session)
                if a.id is not None
            )

    def correcties(self) -> tuple[OpenCorrectie, ...]:
        """What is not dealt with, the oldest first."""
        with reading(self._dienst.engine) as session:
            return tuple(
                OpenCorrectie(c.id, c.vraag, c.antwoord, c.opmerking)
                for c in terugkoppeling.correcties(session)
                if c.id is not None
            )

    def feedtellingen(self) -> tuple[FeedTelling, ...]:
        """The fetches of every feed that was fetched, by name and kind of client."""
        if self._dienst.write_counts is not None:
            self._dienst.write_counts()
        with reading(self._dienst.engine) as session:
            return tuple(
                FeedTelling(t.feed, t.client, t.aantal, t.laatst)
                for t in feed_abonnementen.counts(session)
            )

    def verschil(self, bestand: Bestand) -> Verschil:
        """What importing this file would do. Raises BestandFout."""
        gelezen = read_bestand(bestand.inhoud, bestand.naam, self._dienst)
        plan = plan_of(gelezen, self._dienst)
        return verschil_of(plan, self._dienst.kennis, self._persoon.taal)

    def gegevens(self) -> Mapping[str, Any]:
        """All that is kept of this person, as plain JSON."""
        if self._inkomend is None:
            return {}
        with reading(self._dienst.engine) as session:
            kept: dict[str, Any] = {"gesprek": gesprekken.load(session, self._inkomend.chat)}
            abonnee = abonnees.find(session, self._inkomend.kanaal, self._inkomend.adres)
            return kept | (_kept_of(session, abonnee) if abonnee else {})

    def nieuw_id(self) -> Id:
        """An id for a new meeting, never used before."""
        return bijeenkomsten.new_id()

    def geheim(self) -> str:
        """A fresh secret: letters, digits, - and _, safe in a link."""
        return abonnees.new_secret()


def _kept_of(session: Session, abonnee: Abonnee) -> dict[str, Any]:
    """Of a secret only says that there is one: its hash tells nobody anything."""
    volgt = session.exec(select(Volgt).where(Volgt.abonnee == abonnee.id))
    feeds = session.exec(select(FeedAbonnement).where(FeedAbonnement.abonnee == abonnee.id))
    berichten = session.exec(select(Uitgaand).where(Uitgaand.abonnee == abonnee.id))
    correcties = session.exec(select(Correctie).where(Correctie.abonnee == abonnee.id))
    sleutels = session.exec(select(Sleutel).where(Sleutel.abonnee == abonnee.id))
    return {
        "abonnee": abonnee.model_dump(mode="json", exclude={"geheim_hash"}),
        "volgt": [v.model_dump(mode="json", exclude={"abonnee"}) for v in volgt],
        "agenda": [f.model_dump(mode="json", exclude={"abonnee", "token_hash"}) for f in feeds],
        "berichten": [
            b.model_dump(mode="json", include={"gebeurtenis", "regel", "stand", "verstuur_vanaf"})
            for b in berichten
        ],
        "correcties": [c.model_dump(mode="json", exclude={"abonnee"}) for c in correcties],
        "links_in_mail": [s.model_dump(mode="json", include={"aangemaakt"}) for s in sleutels],
        "handelingen": [
            h.model_dump(mode="json", exclude={"id"})
            for h in vergeten.handelingen(session, abonnee.id or 0)
        ],
    }

"""Carrying out what a conversation decided, all of one reply in one transaction."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session

from zkl_bot.dienst.bekendheid import take_back
from zkl_bot.dienst.inkomend import Inkomend
from zkl_bot.gesprek import effecten as e
from zkl_bot.gesprek.invoer import Persoon
from zkl_bot.gesprek.raadpleging import BestandFout
from zkl_bot.gesprek.reactie import Botsing
from zkl_bot.intake.importeren import carry_out_in, read_bestand
from zkl_bot.kennis.rol import parse_rol
from zkl_bot.store import (
    abonnees,
    audit,
    bijeenkomsten,
    feed_abonnementen,
    gesprekken,
    outbox_vullen,
    terugkoppeling,
    uitnodigingen,
    vastleggingen,
    vergeten,
)
from zkl_bot.store.planning import CORRECTIE, MELDING
from zkl_bot.store.tables import Abonnee

if TYPE_CHECKING:
    from zkl_bot.dienst.dienst import Dienst

CORRECTIE_GELDIG = timedelta(days=14)
"""How long a correction, and the griffie's answer to it, is of use."""

_CALENDAR = (
    e.MaakBijeenkomst,
    e.WijzigBijeenkomst,
    e.NeemBijeenkomstTerug,
    e.LegVast,
    e.TrekVastleggingIn,
    e.Importeer,
)
_TE_LAAT = (bijeenkomsten.Bezet, bijeenkomsten.Achterhaald, BestandFout, KeyError)
"""Somebody was first: what the reply built on is no longer so."""
_ANONYMOUS = (e.NoteerOpenVraag, e.NoteerCorrectie)


class Toepassing:
    """The effects of one reply, for one person. Raises Botsing when somebody was first."""

    def __init__(self, dienst: "Dienst", inkomend: Inkomend | None, persoon: Persoon) -> None:
        self._dienst = dienst
        self._inkomend = inkomend
        self._persoon = persoon
        self._now = dienst.now()
        self.is_forgotten = False

    @staticmethod
    def is_calendar(effect: e.Effect) -> bool:
        """Whether it changes the calendar, and so belongs in `Dienst.change`."""
        return isinstance(effect, _CALENDAR)

    @staticmethod
    def is_anonymous(effect: e.Effect) -> bool:
        """Whether it can be done for somebody of whom nothing is kept."""
        return isinstance(effect, _ANONYMOUS)

    def apply(self, session: Session, effecten: Iterable[e.Effect]) -> None:
        """Does them all, in order."""
        for effect in effecten:
            if isinstance(effect, _CALENDAR):
                self._calendar(session, effect)
            elif isinstance(effect, _ANONYMOUS):
                self._feedback(session, effect)
            else:
                self._personal(session, effect)

    def _calendar(self, session: Session, effect: e.Effect) -> None:
        wie, now = self._persoon.wie, self._now
        try:
            match effect:
                case e.MaakBijeenkomst(bijeenkomst):
                    bijeenkomsten.add(session, bijeenkomst, wie=wie, now=now)
                case e.WijzigBijeenkomst(bijeenkomst, revisie):
                    bijeenkomsten.change(session, bijeenkomst, revisie=revisie, wie=wie, now=now)
                case e.NeemBijeenkomstTerug(id, revisie):
                    if not take_back(session, self._dienst, id):
                        raise Botsing(id)
                    bijeenkomsten.remove(session, id, revisie=revisie, wie=wie, now=now)
                case e.LegVast(vastlegging):
                    vastleggingen.add(session, vastlegging)
                case e.TrekVastleggingIn(id):
                    vastleggingen.withdraw(session, id, wie=wie, now=now)
                case e.Importeer(bestand):
                    gelezen = read_bestand(bestand.inhoud, bestand.naam, self._dienst)
                    carry_out_in(session, gelezen, self._dienst, wie=wie)
        except _TE_LAAT as fault:
            raise Botsing(str(fault)) from fault
        except vastleggingen.AlVastgelegd as fault:
            if isinstance(effect, e.LegVast) and effect.vastlegging.soort == "gereed":
                return  # pressed twice: it is done, as they said
            raise Botsing(str(fault)) from fault

    def _feedback(self, session: Session, effect: e.Effect) -> None:
        match effect:
            case e.NoteerOpenVraag(tekst) if self._dienst.settings.open_vragen:
                terugkoppeling.note_open_vraag(session, tekst, now=self._now)
            case e.NoteerCorrectie(vraag, antwoord, opmerking):
                abonnee = self._id(session) if self._inkomend else None
                made = terugkoppeling.note_correctie(
                    session, vraag, antwoord, opmerking, abonnee=abonnee, now=self._now
                )
                if made is not None and made.id is not None:
                    self._tell_griffie(session, made.id)

    def _personal(self, session: Session, effect: e.Effect) -> None:
        now = self._now
        match effect:
            case e.ZetTaal(taal):
                abonnee = self._abonnee(session)
                abonnee.taal = taal
                session.add(abonnee)
            case e.ZetVoorkeur(naam, waarde):
                abonnees.set_voorkeur(session, self._abonnee(session), naam, waarde)
            case e.Volg(soort, onderwerp):
                abonnees.follow(session, self._id(session), soort, onderwerp, now=now)
            case e.StopVolgen(soort, onderwerp):
                abonnees.unfollow(session, self._id(session), soort, onderwerp)
            case e.NeemUitnodiging(code_hash):
                self._take(session, code_hash)
            case e.MaakUitnodiging(code_hash, rol, gemeente, vervalt):
                uitnodigingen.add(
                    session,
                    code_hash,
                    rol,
                    gemeente,
                    vervalt=vervalt,
                    wie=self._persoon.wie,
                    now=now,
                )
            case e.TrekRolIn(nummer):
                self._withdraw_rol(session, nummer)
            case e.StelUit(uitgaand, tot):
                outbox_vullen.snooze(session, uitgaand, self._id(session), tot, now=now)
            case e.BeantwoordCorrectie(correctie, reactie):
                self._settle_correctie(session, correctie, reactie)
            case e.MaakFeed(token_hash, keuze):
                feed_abonnementen.add(
                    session, token_hash, keuze.as_json(), now=now, abonnee=self._id(session)
                )
            case e.VergeetMij():
                self._forget(session)

    def _abonnee(self, session: Session) -> Abonnee:
        """Who talks, kept from now on if they were not."""
        assert self._inkomend is not None
        return abonnees.ensure(
            session,
            self._inkomend.kanaal,
            self._inkomend.adres,
            now=self._now,
            soort="groep" if self._inkomend.groep else "persoon",
            taal=self._inkomend.taal or "nl",
        )

    def _id(self, session: Session) -> int:
        id = self._abonnee(session).id
        assert id is not None
        return id

    def _take(self, session: Session, code_hash: str) -> None:
        try:
            uitnodiging = uitnodigingen.take(session, code_hash, now=self._now)
        except uitnodigingen.Ongeldig as fault:
            raise Botsing("uitnodiging") from fault
        abonnee = self._abonnee(session)
        voor = {"rol": abonnee.rol, "gemeente": abonnee.gemeente}
        abonnees.set_rol(session, abonnee, parse_rol(uitnodiging.rol), uitnodiging.gemeente)
        audit.note(
            session,
            wie=f"#{abonnee.id}",
            wat="uitnodiging aangenomen",
            onderwerp=f"#{abonnee.id}",
            now=self._now,
            voor=voor,
            na={"rol": abonnee.rol, "gemeente": abonnee.gemeente},
        )

    def _withdraw_rol(self, session: Session, nummer: int) -> None:
        abonnee = session.get(Abonnee, nummer)
        if abonnee is None or abonnee.rol == "publiek":
            raise Botsing(f"#{nummer}")
        voor = {"rol": abonnee.rol, "gemeente": abonnee.gemeente}
        abonnees.set_rol(session, abonnee, "publiek", None)
        uitnodigingen.withdraw_of(session, nummer, now=self._now)
        audit.note(
            session,
            wie=self._persoon.wie,
            wat="rol ingetrokken",
            onderwerp=f"#{nummer}",
            now=self._now,
            voor=voor,
            na={"rol": "publiek", "gemeente": None},
        )

    def _settle_correctie(self, session: Session, id: int, reactie: str | None) -> None:
        """Deals with it; the griffie's word goes to who filed it, through the outbox."""
        correctie = terugkoppeling.settle_correctie(session, id, reactie, now=self._now)
        if correctie is None:
            raise Botsing(f"correctie {id}")
        audit.note(
            session,
            wie=self._persoon.wie,
            wat="correctie beantwoord" if reactie else "correctie afgesloten",
            onderwerp=f"correctie {id}",
            now=self._now,
        )
        if reactie and correctie.abonnee is not None:
            outbox_vullen.add_many(
                session,
                [{"abonnee": correctie.abonnee, "verstuur_vanaf": self._now}],
                regel=CORRECTIE,
                gebeurtenis=f"correctie-{id}",
                sleutel=str(id),
                revisie=0,
                vervalt=self._now + CORRECTIE_GELDIG,
                inhoud={"correctie": id},
                now=self._now,
            )

    def _tell_griffie(self, session: Session, correctie: int) -> None:
        """A correction goes to everyone of the griffie; whoever is first deals with it."""
        outbox_vullen.add_many(
            session,
            [
                {"abonnee": a.id, "verstuur_vanaf": self._now}
                for a in abonnees.with_rol(session)
                if a.rol == "griffie"
            ],
            regel=MELDING,
            gebeurtenis=f"correctie-{correctie}",
            sleutel="nieuw",
            revisie=0,
            vervalt=self._now + CORRECTIE_GELDIG,
            inhoud={"template": "correctie_nieuw", "correctie": correctie},
            now=self._now,
        )

    def _forget(self, session: Session) -> None:
        assert self._inkomend is not None
        abonnee = abonnees.find(session, self._inkomend.kanaal, self._inkomend.adres)
        if abonnee is not None:
            vergeten.forget(session, abonnee, now=self._now)
        gesprekken.forget(session, self._inkomend.chat)
        self.is_forgotten = True

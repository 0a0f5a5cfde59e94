"""From claimed rows of one person to one message, ready to go."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Engine

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.channels.kanaal import Verzending
from zkl_bot.schedule.berichten import Lezer, Onderdeel, Schrijver
from zkl_bot.schedule.controle import NIETS, Nagekeken, Wereldbeeld, check
from zkl_bot.schedule.los import Los, read_los
from zkl_bot.schedule.regels.due import digest_moment
from zkl_bot.schedule.regels.voorkeuren import Voorkeuren
from zkl_bot.store import abonnees, outbox, wijzigingen
from zkl_bot.store.engine import reading, session
from zkl_bot.store.ontvangers import Geadresseerde, reachable
from zkl_bot.store.outbox import BEVESTIGING, UITSTEL, Rij
from zkl_bot.store.planning import BIJZONDER, CORRECTIE, MELDING, WIJZIGING
from zkl_bot.texts.bericht import Bericht, Bijlage
from zkl_bot.texts.delen import html_units

EMAIL = "email"
LANGSTE = 4096
"""UTF-16 units people see in one message in a chat."""
MEESTE = 30
"""Subjects in one message: with three parts each that are marked up, what Telegram shows so."""
BEWERKING = timedelta(seconds=30)
"""How long a notice waits (real time) for edits that are going on."""

Bijlagen = Callable[[Gebeurtenis], Bijlage | None]
"""The calendar file of a gebeurtenis, for channels that attach it."""
LOS = (BEVESTIGING, MELDING, CORRECTIE)
"""Rules of messages that are not about the agenda."""


@dataclass(frozen=True, slots=True)
class Opgezocht:
    """What rows are held against: their people, the meetings being edited, and the world."""

    mensen: Mapping[int, Geadresseerde]
    bewerkt: Collection[str]
    wereld: Wereldbeeld


Parts = tuple[tuple[tuple[int, ...], Onderdeel], ...]
"""Subjects, each with the rows it stands for."""


@dataclass(frozen=True, slots=True)
class Zending:
    """One message and the rows it carries. `geheim` is the secret in its links, if any."""

    rijen: tuple[Rij, ...]
    verzending: Verzending
    geheim: str | None = None

    @property
    def ids(self) -> tuple[int, ...]:
        """The numbers of its rows."""
        return tuple(rij.id for rij in self.rijen)

    @property
    def abonnee(self) -> int:
        """Whom it is for."""
        return self.rijen[0].abonnee

    @property
    def pogingen(self) -> int:
        """How often it was tried before."""
        return max(rij.pogingen for rij in self.rijen)


@dataclass(frozen=True)
class Maker:
    """Makes messages. `wereld` gives the agenda, rules and words as they are now."""

    engine: Engine
    eigenaar: str
    wereld: Callable[[], Wereldbeeld]
    base_url: str
    bijlagen: Bijlagen = lambda _: None

    def look_up(self, rijen: Iterable[Rij]) -> Opgezocht:
        """What all these rows have to be held against. Uses the database."""
        abonnees = {rij.abonnee for rij in rijen}
        meetings = {rij.gebeurtenis for rij in rijen if rij.regel == WIJZIGING}
        with reading(self.engine) as opened:
            return Opgezocht(
                reachable(opened, abonnees),
                wijzigingen.edited(opened, meetings) if meetings else frozenset(),
                self.wereld(),
            )

    def make(self, rijen: Sequence[Rij], bij: Opgezocht, *, now: datetime) -> Zending | None:
        """The message for rows of one person that are claimed; None when nothing is left.

        What is not to be sent any more ends here with its reason; what does not fit goes back.
        Uses the database only for those.
        """
        to = bij.mensen.get(rijen[0].abonnee)
        alone = next((rij for rij in rijen if rij.regel in LOS), None)
        if to is None or not (to.bevestigd or (alone and alone.regel == BEVESTIGING)):
            self._end(NIETS, [rij.id for rij in rijen], now)
            return None
        geheim = abonnees.new_secret() if to.kanaal == EMAIL else None
        lezer = self._lezer(to, geheim)
        schrijver = bij.wereld.schrijver
        if alone is not None:
            rest = [rij.id for rij in rijen if rij is not alone]
            los = self._read_los(alone, to)
            gone = () if los else ((alone.id, "intussen niet meer nodig"),)
            self._end(replace(NIETS, vervallen=gone), rest, now)
            return self._make_single(alone, los, to, lezer, geheim) if los else None
        outcome = check(rijen, lezer, bij.wereld, bij.bewerkt, now=now)
        digest = {rij.id for rij in rijen if _is_in_digest(rij, to.ontvanger.voorkeuren)}
        week = any(digest.intersection(ids) for ids, _ in outcome.onderdelen)
        fitting, bericht = self._fit(schrijver, outcome.onderdelen, lezer, week=week)
        self._end(outcome, [i for ids, _ in outcome.onderdelen[len(fitting) :] for i in ids], now)
        if bericht is None:
            return None
        ids = {id for ids, _ in fitting for id in ids}
        carried = tuple(rij for rij in rijen if rij.id in ids)
        verzending = Verzending(
            to.adres,
            self._attach(bericht, fitting, to),
            schrijver.onderwerp([o for _, o in fitting], lezer, week=week),
            plat=any(rij.inhoud.get("plat") for rij in carried),
            afmeld_url=f"{self.base_url}/afmelden/{geheim}" if geheim else None,
            kenmerk=_kenmerk(carried[0]),
            taal=to.taal,
        )
        return Zending(carried, verzending, geheim)

    def _lezer(self, to: Geadresseerde, geheim: str | None) -> Lezer:
        url = f"{self.base_url}/voorkeuren/{geheim}" if geheim else None
        return Lezer(to.ontvanger, to.taal, to.groep, url)

    def _read_los(self, rij: Rij, to: Geadresseerde) -> Los | None:
        if rij.regel == BEVESTIGING:
            return Los("mail_bevestiging", waarom=None)
        with reading(self.engine) as opened:
            return read_los(opened, rij, to.ontvanger.rol)

    def _make_single(
        self, rij: Rij, los: Los, to: Geadresseerde, lezer: Lezer, geheim: str | None
    ) -> Zending:
        """A message that is not about the agenda: it goes alone."""
        data = dict(los.data)
        if rij.regel == BEVESTIGING:
            data["url"] = f"{self.base_url}/bevestig/{geheim}"
        onderwerp, bericht = self.wereld().schrijver.los(
            los.template, data, lezer, waarom=los.waarom
        )
        if lezer.voorkeuren_url is None:
            bericht = replace(bericht, knoppen=los.knoppen(lezer.taal))
        can_leave = geheim is not None and rij.regel == MELDING
        verzending = Verzending(
            to.adres,
            bericht,
            onderwerp,
            bool(rij.inhoud.get("plat")),
            f"{self.base_url}/afmelden/{geheim}" if can_leave else None,
            _kenmerk(rij),
            to.taal,
        )
        return Zending((rij,), verzending, geheim)

    def _fit(
        self, schrijver: Schrijver, onderdelen: Parts, lezer: Lezer, *, week: bool
    ) -> tuple[Parts, Bericht | None]:
        """As many subjects as fit in one message, and that message. A mail holds any number."""
        is_mail = lezer.voorkeuren_url is not None
        fitting = onderdelen if is_mail else onderdelen[:MEESTE]
        while fitting:
            bericht = schrijver.bericht(
                [o for _, o in fitting], lezer, week=week, knoppen=not is_mail
            )
            if is_mail or len(fitting) == 1 or html_units(bericht.html) <= LANGSTE:
                return fitting, bericht
            fitting = fitting[:-1]
        return (), None

    def _attach(self, bericht: Bericht, onderdelen: Parts, to: Geadresseerde) -> Bericht:
        """With the calendar files of the meetings it is about, on a channel that takes them."""
        if to.kanaal != EMAIL:
            return bericht
        found = [self.bijlagen(o.gebeurtenis) for _, o in onderdelen]
        return replace(bericht, bijlagen=tuple(b for b in found if b is not None))

    def _end(self, outcome: Nagekeken, rest: Sequence[int], now: datetime) -> None:
        """Ends what is not to be sent, with its reason, and puts back what is for later."""
        if not (outcome.vervallen or outcome.later or rest):
            return
        with session(self.engine) as opened:
            for reden in dict.fromkeys(reden for _, reden in outcome.vervallen):
                ids = [id for id, other in outcome.vervallen if other == reden]
                outbox.drop(opened, ids, self.eigenaar, reden, now=now)
            if outcome.later:
                outbox.later(opened, outcome.later, self.eigenaar, wacht=BEWERKING)
            if rest:
                outbox.later(opened, rest, self.eigenaar, wacht=timedelta(0))


def _is_in_digest(rij: Rij, voorkeuren: Voorkeuren) -> bool:
    """Whether this row leaves in the digest of its week, and not by itself."""
    if rij.regel in BIJZONDER or rij.sleutel.startswith(UITSTEL):
        return False
    return rij.verstuur_vanaf == digest_moment(rij.verstuur_vanaf, voorkeuren)


def _kenmerk(rij: Rij) -> str:
    """Names a message after a row it carries, and its moment, for every database has that row."""
    return f"{rij.id}.{rij.abonnee}.{rij.verstuur_vanaf.timestamp():.0f}"

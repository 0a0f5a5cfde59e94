"""From claimed rows of one person to one message, ready to go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Engine

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.channels.kanaal import Verzending
from zkl_bot.schedule.berichten import Lezer, Onderdeel, Schrijver
from zkl_bot.schedule.controle import NIETS, Nagekeken, Wereldbeeld, check
from zkl_bot.store import abonnees, outbox, wijzigingen
from zkl_bot.store.engine import reading, session
from zkl_bot.store.ontvangers import Geadresseerde, reachable
from zkl_bot.store.outbox import BEVESTIGING, Rij
from zkl_bot.store.planning import CORRECTIE, MELDING
from zkl_bot.texts.bericht import Bericht, Bijlage
from zkl_bot.texts.delen import html_units

EMAIL = "email"
LANGSTE = 4096
"""UTF-16 units people see in one message: Telegram's limit, kept for every channel."""
MEESTE = 10
"""Subjects in one message."""
BEWERKING = timedelta(seconds=30)
"""How long a notice waits (real time) for edits that are going on."""

Bijlagen = Callable[[Gebeurtenis], Bijlage | None]
"""The calendar file of a gebeurtenis, for channels that attach it."""
LOS = (BEVESTIGING, MELDING, CORRECTIE)
"""Rules of messages that are not about the agenda."""
Parts = tuple[tuple[tuple[int, ...], Onderdeel], ...]
"""Subjects, each with the rows it stands for."""


@dataclass(frozen=True, slots=True)
class Zending:
    """One message and the rows it carries. `geheim` is the secret in its links, if any."""

    ids: tuple[int, ...]
    abonnee: int
    verzending: Verzending
    vervalt: datetime
    pogingen: int
    geheim: str | None = None


@dataclass(frozen=True)
class Maker:
    """Makes messages. `wereld` gives the agenda, rules and words as they are now."""

    engine: Engine
    eigenaar: str
    wereld: Callable[[], Wereldbeeld]
    base_url: str
    bijlagen: Bijlagen = lambda _: None

    def make(self, rijen: Sequence[Rij], *, now: datetime) -> Zending | None:
        """The message for rows of one person that are claimed; None when nothing is left.

        What is not to be sent any more ends here with its reason; what does not fit goes back.
        Uses the database.
        """
        wereld = self.wereld()
        with reading(self.engine) as opened:
            to = reachable(opened, rijen[0].abonnee, bevestiging=rijen[0].regel == BEVESTIGING)
            editing = {r.gebeurtenis for r in rijen if wijzigingen.is_open(opened, r.gebeurtenis)}
        if to is None:
            self._end(NIETS, [rij.id for rij in rijen])
            return None
        geheim = abonnees.new_secret() if to.kanaal == EMAIL else None
        lezer = self._lezer(to, geheim)
        alone = next((rij for rij in rijen if rij.regel in LOS), None)
        if alone is not None:
            self._end(NIETS, [rij.id for rij in rijen if rij is not alone])
            return self._make_single(alone, to, lezer, geheim)
        outcome = check(rijen, lezer, wereld, editing, now=now)
        week = to.ontvanger.voorkeuren.overzicht == "wekelijks"
        fitting, bericht = self._fit(wereld.schrijver, outcome.onderdelen, lezer, week=week)
        self._end(outcome, [i for ids, _ in outcome.onderdelen[len(fitting) :] for i in ids])
        if bericht is None:
            return None
        by_id = {rij.id: rij for rij in rijen}
        ids = tuple(id for ids, _ in fitting for id in ids)
        verzending = Verzending(
            to.adres,
            self._attach(bericht, fitting, to),
            wereld.schrijver.onderwerp([o for _, o in fitting], lezer),
            plat=any(by_id[id].inhoud.get("plat") for id in ids),
            afmeld_url=f"{self.base_url}/afmelden/{geheim}" if geheim else None,
        )
        pogingen = max(by_id[id].pogingen for id in ids)
        vervalt = max(by_id[id].vervalt for id in ids)
        return Zending(ids, to.id, verzending, vervalt, pogingen, geheim)

    def _lezer(self, to: Geadresseerde, geheim: str | None) -> Lezer:
        url = f"{self.base_url}/voorkeuren/{geheim}" if geheim else None
        return Lezer(to.ontvanger, to.taal, to.groep, url)

    def _make_single(
        self, rij: Rij, to: Geadresseerde, lezer: Lezer, geheim: str | None
    ) -> Zending:
        """A message that is not about the agenda: it goes alone."""
        schrijver = self.wereld().schrijver
        if rij.regel == BEVESTIGING:
            url = f"{self.base_url}/bevestig/{geheim}"
            onderwerp, bericht = schrijver.los("mail_bevestiging", {"url": url}, lezer)
            afmeld_url = None
        elif rij.regel == CORRECTIE:
            onderwerp, bericht = schrijver.los("correctie", rij.inhoud, lezer)
            afmeld_url = None
        else:
            onderwerp, bericht = schrijver.los(rij.inhoud["template"], rij.inhoud["data"], lezer)
            afmeld_url = f"{self.base_url}/afmelden/{geheim}" if geheim else None
        verzending = Verzending(
            to.adres, bericht, onderwerp, bool(rij.inhoud.get("plat")), afmeld_url
        )
        return Zending((rij.id,), to.id, verzending, rij.vervalt, rij.pogingen, geheim)

    def _fit(
        self, schrijver: Schrijver, onderdelen: Parts, lezer: Lezer, *, week: bool
    ) -> tuple[Parts, Bericht | None]:
        """As many subjects as fit in one message, and that message."""
        fitting = onderdelen[:MEESTE]
        while fitting:
            bericht = schrijver.bericht(
                [o for _, o in fitting], lezer, week=week, knoppen=lezer.voorkeuren_url is None
            )
            if len(fitting) == 1 or html_units(bericht.html) <= LANGSTE:
                return fitting, bericht
            fitting = fitting[: len(fitting) // 2]
        return (), None

    def _attach(self, bericht: Bericht, onderdelen: Parts, to: Geadresseerde) -> Bericht:
        """With the calendar files of the meetings it is about, on a channel that takes them."""
        if to.kanaal != EMAIL:
            return bericht
        found = [self.bijlagen(o.gebeurtenis) for _, o in onderdelen]
        return replace(bericht, bijlagen=tuple(b for b in found if b is not None))

    def _end(self, outcome: Nagekeken, rest: Sequence[int]) -> None:
        """Ends what is not to be sent, with its reason, and puts back what is for later."""
        if not (outcome.vervallen or outcome.later or rest):
            return
        with session(self.engine) as opened:
            for reden in dict.fromkeys(reden for _, reden in outcome.vervallen):
                ids = [id for id, other in outcome.vervallen if other == reden]
                outbox.drop(opened, ids, self.eigenaar, reden)
            if outcome.later:
                outbox.later(opened, outcome.later, self.eigenaar, wacht=BEWERKING)
            if rest:
                outbox.later(opened, rest, self.eigenaar, wacht=timedelta(0))

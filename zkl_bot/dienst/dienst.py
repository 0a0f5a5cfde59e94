"""The service: the facts, the agenda as it now is, and one conversation for every channel.

Handlers, web and jobs get a Dienst and need nothing else of what is below them to be put
together. All methods are synchronous and safe to call from several threads; from async code
call those that say they use the database with `asyncio.to_thread`. `agenda()` and `now()` are
quick enough for the event loop.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.channels.tempo import Tempo, limieten_of
from zkl_bot.clock import Clock
from zkl_bot.dienst.achteraf import Achteraf
from zkl_bot.dienst.bewaard import to_json
from zkl_bot.dienst.bronmelding import tell_griffie
from zkl_bot.dienst.inkomend import Inkomend
from zkl_bot.dienst.metingen import GeteldeVraagbaak, Metingen
from zkl_bot.dienst.personen import invoer_of, persoon_of
from zkl_bot.dienst.raadplegen import Raadplegen
from zkl_bot.dienst.stand import AgendaStand
from zkl_bot.dienst.toepassen import Toepassing
from zkl_bot.feeds.feeds import Feeds
from zkl_bot.gesprek.effecten import NoteerOpenVraag
from zkl_bot.gesprek.invoer import Invoer, Persoon
from zkl_bot.gesprek.reactie import Botsing, Reactie, Stand
from zkl_bot.gesprek.reply import reply
from zkl_bot.gesprek.wereld import Wereld
from zkl_bot.intake.importeren import import_again
from zkl_bot.intake.opgave import IntakeFault
from zkl_bot.intake.plan import Plan
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.schedule.regels.due import Regelset
from zkl_bot.settings import Settings
from zkl_bot.store import (
    abonnees,
    antwoorden,
    behandelingen,
    gesprekken,
    kenmerken,
    snelheid,
    terugkoppeling,
    versies,
)
from zkl_bot.store.antwoorden import Wachtend
from zkl_bot.store.engine import reading, scrub, session
from zkl_bot.store.opruimen import clean_up
from zkl_bot.store.spoor import spoor_of
from zkl_bot.texts.bericht import Bericht
from zkl_bot.texts.render import Renderer

log = structlog.get_logger(__name__)

TEMPO_BLIJFT = timedelta(minutes=5)
"""How long (real time) is kept that a chat was sent something: no limit reaches further back."""
POGINGEN = 5
"""How often a reply is made anew when what it builds on changed meanwhile."""


class Dienst:
    """Everything the ways in need. `bot` is the @name of the Telegram bot, once it is known."""

    def __init__(
        self,
        settings: Settings,
        kennis: Kennis,
        engine: Engine,
        clock: Clock,
        *,
        basis: datetime | None = None,
    ) -> None:
        self.settings = settings
        self.kennis = kennis
        self.engine = engine
        self.clock = clock
        self.bot: str | None = None
        self.controles: dict[str, Callable[[], str | None]] = {}
        """What `/health/ready` asks besides the database: by name ("telegram", "mail") what is
        wrong in one sentence, or None. Whoever runs that part puts it here."""
        self.on_update: Callable[[dict[str, Any]], Awaitable[None]] | None = None
        """Takes an update that Telegram brings to the webhook; set by whoever runs the bot so.
        Raises ValueError for what is no update."""
        self.write_counts: Callable[[], None] | None = None
        """Writes the fetches of feeds that are counted but not kept yet; set by who serves them.
        Blocks, so not from the event loop."""
        self.tempo = Tempo(limieten_of(settings))
        """Telegram's pace, one for all that this process sends."""
        self.metingen = Metingen()
        self.achteraf = Achteraf(self._note, self.metingen.vragen_verloren.inc)
        """Keeps questions without an answer, behind the back of who asked."""
        self.renderer = Renderer(kennis)
        basis = clock() if basis is None else min(basis, clock())
        self.feeds = Feeds(kennis, settings.base_url, basis=basis)
        self._to_scrub = False
        """Whether somebody was forgotten of whom the database's log of changes still tells."""
        self._settled = False
        """Whether this process settled all besprekingen: the facts may have changed before it."""
        self._stand = AgendaStand(
            kennis,
            engine,
            clock,
            then=lambda agenda, sprong: self.feeds.update(agenda, self.now(), sprong),
            before=self._read_bot,
        )

    @cached_property
    def vraagbaak(self) -> GeteldeVraagbaak:
        """Answers questions; made when first asked, for it reads all facts."""
        return GeteldeVraagbaak(self.kennis, self.metingen)

    def now(self) -> datetime:
        """The moment by the service's clock: aware, in UTC."""
        return self.clock().astimezone(UTC)

    def agenda(self) -> Agenda:
        """The agenda as this process last made it. The same object as long as nothing changed."""
        return self._stand.current()

    @property
    def regelset(self) -> Regelset:
        """The reminder rules as they now are, what was recorded as done left out."""
        return self._stand.regelset()

    def know_bot(self, naam: str | None) -> None:
        """From now on links lead to the Telegram bot of this @name; None when there is none.

        Kept, so that every process and command makes the same calendars. Uses the database.
        """
        self.bot = naam
        with session(self.engine) as opened:
            if kenmerken.write(opened, kenmerken.BOT, naam, now=self.now()):
                versies.bump(opened, versies.AGENDA)
        self.refresh()

    def refresh(self) -> bool:
        """Makes agenda and feeds anew if another process or the day changed them.

        Uses the database. Whether anything was out of date; called every second by `serve`.
        """
        return self._stand.refresh()

    @contextmanager
    def change(self) -> Iterator[Session]:
        """A transaction that changes the calendar: every such change goes through here.

        At its end what became of the besprekingen is settled in it; when it is committed the
        agenda is made anew. Uses the database.
        """
        with session(self.engine) as opened:
            yield opened
            spoor = spoor_of(opened)
            stap = self._stand.step(spoor) if self._settled else None
            if stap is None:
                behandelingen.settle(opened, self.kennis, now=self.now())
            else:
                settled = behandelingen.settle_treated(opened, stap.behandeld, now=self.now())
        self._settled = True
        if stap is None or not self._stand.take(spoor, stap, settled):
            self.refresh()

    def wereld(self, inkomend: Inkomend | None, persoon: Persoon) -> Wereld:
        """The world as this person may see it now."""
        return Wereld(
            kennis=self.kennis,
            agenda=self.agenda(),
            vraagbaak=self.vraagbaak,
            renderer=self.renderer,
            regelset=self.regelset,
            feeds=self.feeds,
            raadpleging=Raadplegen(self, inkomend, persoon),
            now=self.now(),
            base_url=self.settings.base_url,
            bot=self.bot,
            open_vragen=self.settings.open_vragen,
        )

    def reply(self, inkomend: Inkomend) -> tuple[Bericht, ...]:
        """The answer to one thing somebody did in a chat, with all that follows from it kept.

        Uses the database, and holds no transaction while it thinks. Empty for an update that
        was handled before. Raises Botsing when others keep changing what it builds on.
        """
        for _ in range(POGINGEN):
            try:
                return self._try(inkomend)
            except Botsing:
                self.refresh()
        raise Botsing(inkomend.chat)

    def answer(self, invoer: Invoer, stand: Stand | None = None) -> Reactie:
        """The same conversation for who is not kept (the page): the caller keeps the stand.

        Of the effects only what needs no person is carried out. Who asks gets an answer at once,
        also while nothing can be kept; uses the database for a correction only.
        """
        reactie = reply(invoer, stand or {}, self.wereld(None, invoer.persoon))
        toepassing = Toepassing(self, None, invoer.persoon)
        effecten = [e for e in reactie.effecten if toepassing.is_anonymous(e)]
        for effect in effecten:
            if isinstance(effect, NoteerOpenVraag) and self.settings.open_vragen:
                self.achteraf.note(effect.tekst)
        told = [e for e in effecten if not isinstance(e, NoteerOpenVraag)]
        if told:
            with session(self.engine) as opened:
                toepassing.apply(opened, told)
        return reactie

    def _note(self, teksten: Sequence[str]) -> None:
        with session(self.engine) as opened:
            for tekst in teksten:
                terugkoppeling.note_open_vraag(opened, tekst, now=self.now())

    def forget(self) -> None:
        """Forgets people, dialogues and questions whose time has come. Uses the database."""
        stil = timedelta(days=self.settings.stil_dagen)
        with self._scrubbing(), session(self.engine) as opened:
            clean_up(opened, stil=stil, now=self.now())
            if not self.settings.open_vragen:
                terugkoppeling.forget_open_vragen(opened)

    def forget_soon(self) -> None:
        """Forgets what dialogues remember for half an hour only, and to whom was just sent.

        Uses the database.
        """
        # Of who only asked something nothing is to stay behind either.
        with self._scrubbing(), session(self.engine) as opened:
            gesprekken.expire(opened, now=self.now())
            snelheid.clean_up(opened, TEMPO_BLIJFT)
            antwoorden.clean_up(opened, now=self.now())

    @contextmanager
    def _scrubbing(self) -> Iterator[None]:
        try:
            yield
        finally:
            # Also when that failed: on a full disk it may be the log of changes that fills it.
            scrub(self.engine)

    def depart(self, update_id: int) -> bool:
        """The answer to this update leaves now; False when another process sent it.

        Uses the database.
        """
        with session(self.engine) as opened:
            may_go = antwoorden.depart(opened, update_id)
        if self._to_scrub:
            # Tried once here, where others wait for it; within a minute it is tried again.
            self._to_scrub = False
            scrub(self.engine)
        return may_go

    def waiting(self) -> Sequence[Wachtend]:
        """The answers that have not left. Uses the database."""
        with reading(self.engine) as opened:
            return antwoorden.waiting(opened)

    def import_again(self) -> None:
        """Imports every known source once more, and tells the griffie what it brought up.

        Uses the network and the database.
        """

        def report(url: str, outcome: Plan | IntakeFault) -> None:
            # An address may hold a secret after its host, so that is left out.
            host = urlsplit(url).hostname
            if isinstance(outcome, IntakeFault):
                log.warning("source not imported", host=host, reason=outcome.reden)
            else:
                log.info(
                    "source imported",
                    host=host,
                    new=len(outcome.nieuw),
                    changed=len(outcome.gewijzigd),
                    conflicts=len(outcome.conflicten),
                    vanished=len(outcome.verdwenen),
                )
            with session(self.engine) as opened:
                tell_griffie(opened, url, outcome, self.kennis, now=self.now())

        import_again(self, allowed=self.settings.import_allow, report=report)

    def _read_bot(self, opened: Session) -> None:
        known = kenmerken.read(opened, kenmerken.BOT)
        if known is None:
            self.feeds.set_bot(None, self.now())
            return
        self.bot = known.waarde
        self.feeds.set_bot(known.waarde, known.sinds)

    def _try(self, inkomend: Inkomend) -> tuple[Bericht, ...]:
        with reading(self.engine) as opened:
            if inkomend.update_id is not None and gesprekken.is_seen(opened, inkomend.update_id):
                return ()
            persoon = persoon_of(opened, inkomend)
            stand = gesprekken.load(opened, inkomend.chat)
        reactie = reply(invoer_of(inkomend, persoon), stand, self.wereld(inkomend, persoon))
        if not reactie.effecten and reactie.stand == stand and inkomend.update_id is None:
            return reactie.berichten
        toepassing = Toepassing(self, inkomend, persoon)
        is_calendar = any(map(toepassing.is_calendar, reactie.effecten))
        with self.change() if is_calendar else session(self.engine) as opened:
            if not self._is_first(opened, inkomend, reactie):
                return ()
            if gesprekken.load(opened, inkomend.chat, lock=True) != stand:
                raise Botsing(inkomend.chat)
            toepassing.apply(opened, reactie.effecten)
            abonnees.seen(opened, inkomend.kanaal, inkomend.adres, now=self.now())
            if not toepassing.is_forgotten:
                gesprekken.save(opened, inkomend.chat, reactie.stand, now=self.now())
        self._to_scrub |= toepassing.is_forgotten
        return reactie.berichten

    def _is_first(self, opened: Session, inkomend: Inkomend, reactie: Reactie) -> bool:
        if inkomend.update_id is None:
            return True
        kept: dict[str, Any] = {}
        if inkomend.plek is not None and reactie.berichten:
            antwoord = to_json(reactie.berichten, inkomend.plek, reactie.effecten)
            kept = {"chat": inkomend.adres, "antwoord": antwoord}
        return gesprekken.first_time(opened, inkomend.update_id, now=self.now(), **kept)

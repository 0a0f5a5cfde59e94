"""The service: the facts, the agenda as it now is, and one conversation for every channel.

Handlers, web and jobs get a Dienst and need nothing else of what is below them to be put
together. All methods are synchronous and safe to call from several threads; from async code
call those that say they use the database with `asyncio.to_thread`. `agenda()` and `now()` are
quick enough for the event loop.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.clock import Clock
from zkl_bot.dienst.inkomend import Inkomend
from zkl_bot.dienst.metingen import GeteldeVraagbaak, Metingen
from zkl_bot.dienst.personen import invoer_of, persoon_of
from zkl_bot.dienst.raadplegen import Raadplegen
from zkl_bot.dienst.stand import AgendaStand
from zkl_bot.dienst.toepassen import Toepassing
from zkl_bot.feeds.feeds import Feeds
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
from zkl_bot.store import behandelingen, gesprekken
from zkl_bot.store.engine import reading, session
from zkl_bot.store.opruimen import clean_up
from zkl_bot.texts.bericht import Bericht
from zkl_bot.texts.render import Renderer
from zkl_bot.vragen.vraagbaak import Vraagbaak

log = structlog.get_logger(__name__)

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
        self.metingen = Metingen()
        self.renderer = Renderer(kennis)
        basis = clock() if basis is None else min(basis, clock())
        self.feeds = Feeds(kennis, settings.base_url, basis=basis)
        self._stand = AgendaStand(
            kennis, engine, clock, then=lambda agenda: self.feeds.update(agenda, self.now())
        )

    @cached_property
    def vraagbaak(self) -> Vraagbaak:
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
            behandelingen.settle(opened, self.kennis, now=self.now())
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

        Of the effects only what needs no person is carried out. Uses the database.
        """
        reactie = reply(invoer, stand or {}, self.wereld(None, invoer.persoon))
        toepassing = Toepassing(self, None, invoer.persoon)
        effecten = [e for e in reactie.effecten if toepassing.is_anonymous(e)]
        if effecten:
            with session(self.engine) as opened:
                toepassing.apply(opened, effecten)
        return reactie

    def forget(self) -> None:
        """Forgets people, dialogues and questions whose time has come. Uses the database."""
        stil = timedelta(days=self.settings.stil_dagen)
        with session(self.engine) as opened:
            clean_up(opened, stil=stil, now=self.now())

    def import_again(self) -> None:
        """Imports every known source once more. Uses the network and the database."""

        def report(url: str, outcome: Plan | IntakeFault) -> None:
            # An address may hold a secret after its host, so that is left out.
            host = urlsplit(url).hostname
            if isinstance(outcome, IntakeFault):
                log.warning("source not imported", host=host, reason=outcome.reden)
            else:
                log.info("source imported", host=host, new=len(outcome.nieuw))

        import_again(self, allowed=self.settings.import_allow, report=report)

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
            if not self._is_first(opened, inkomend):
                return ()
            if gesprekken.load(opened, inkomend.chat, lock=True) != stand:
                raise Botsing(inkomend.chat)
            toepassing.apply(opened, reactie.effecten)
            if not toepassing.is_forgotten:
                gesprekken.save(opened, inkomend.chat, reactie.stand, now=self.now())
        return reactie.berichten

    def _is_first(self, opened: Session, inkomend: Inkomend) -> bool:
        if inkomend.update_id is None:
            return True
        return gesprekken.first_time(opened, inkomend.update_id, now=self.now())

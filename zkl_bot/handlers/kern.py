"""What all handlers share: the service, the threads it answers in, and the sending."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import ParamSpec, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, User
from telegram.constants import ChatAction
from telegram.error import TelegramError

from zkl_bot.dienst import Dienst, Inkomend
from zkl_bot.gesprek.bladeren import is_bladeren
from zkl_bot.handlers.adresboek import Adresboek
from zkl_bot.handlers.album import Albums
from zkl_bot.handlers.tempo import WACHT
from zkl_bot.handlers.vertrek import Overgenomen, Vertrek, leaving
from zkl_bot.handlers.zenden import Zender
from zkl_bot.kennis.model import Taal
from zkl_bot.store.engine import is_away
from zkl_bot.texts.bericht import Bericht

log = structlog.get_logger()

P = ParamSpec("P")
T = TypeVar("T")

SNEL_GENOEG = 0.8
"""Seconds after which a person who waits sees that the bot is typing."""
TYPT = 4.5
"""Seconds for which Telegram shows that sign, a little less."""
WACHT_OP_DATABASE = 300.0
"""Seconds for which what somebody did is kept while the database is away."""
OPNIEUW = 2.0
DRUK = 20
"""With more answers in hand than this no such signs are sent: they would hold up the answers."""
TERZIJDE = 2.0
"""Seconds that a call gets, when the service stops, that nothing waits for."""
DRADEN = 8
LANGZAME_DRADEN = 2
"""Files and pictures have threads of their own, so that they keep nobody else waiting."""


class Kern:
    """The service as the handlers use it. Close it when the application has stopped."""

    def __init__(self, dienst: Dienst) -> None:
        self.dienst = dienst
        self._snel = ThreadPoolExecutor(DRADEN, "antwoord")
        self._langzaam = ThreadPoolExecutor(LANGZAME_DRADEN, "langzaam")
        self.adresboek = Adresboek(dienst)
        self.kept: set[int] = set()
        """Updates of which all that follows is in the database, and only the sending is left."""
        self.keeping: dict[int, asyncio.Event] = {}
        """Updates of which somebody wants to know as soon as they are kept."""
        self.leaving: set[int] = set()
        """Updates whose answer this process is to send."""
        self.griffie_menus: set[int] = set()
        """The chats that were shown the griffie's menu."""
        self.albums = Albums()
        self._aside: set[asyncio.Task[None]] = set()
        self.zender = Zender(self.adresboek, self.in_slow_thread, self.in_thread)

    async def in_thread(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs what uses the database beside the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._snel, lambda: call(*args, **kwargs))

    async def in_slow_thread(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs what may take long."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._langzaam, lambda: call(*args, **kwargs))

    def aside(self, call: Awaitable[object], fault: str) -> None:
        """Makes a call that nothing waits for; when it fails the log says `fault`."""

        async def run() -> None:
            try:
                await call
            except TelegramError as refusal:
                log.info(fault, reason=str(refusal))

        task = asyncio.create_task(run())
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def answer(
        self,
        bot: Bot,
        inkomend: Inkomend,
        *,
        antwoord_op: int | None = None,
        vervang: int | None = None,
        draad: int | None = None,
    ) -> None:
        """Answers one thing somebody did.

        `antwoord_op` is the message it answers, for groups, and `draad` the topic of a forum;
        `vervang` the message whose button was pressed, which leafing through a list or a month
        changes in place.
        """
        plek = {"op": antwoord_op, "draad": draad}
        number = inkomend.update_id
        if number is not None:
            inkomend = replace(inkomend, plek=plek)
            self.leaving.add(number)
        try:
            await self._answer(bot, inkomend, plek, vervang)
        except Overgenomen:
            log.info("another process sent this answer")
        finally:
            if number is not None:
                self.leaving.discard(number)

    async def _answer(
        self, bot: Bot, inkomend: Inkomend, plek: dict[str, int | None], vervang: int | None
    ) -> None:
        chat = int(inkomend.adres)
        async with self.typing(bot, chat, plek["draad"]):
            await self._deliver(bot, chat, inkomend, plek, vervang)

    async def _deliver(
        self,
        bot: Bot,
        chat: int,
        inkomend: Inkomend,
        plek: dict[str, int | None],
        vervang: int | None,
    ) -> None:
        run = self.in_slow_thread if inkomend.bestand is not None else self.in_thread
        berichten = await self._reply(run, inkomend)
        vertrek = None
        if inkomend.update_id is not None:
            self.kept.add(inkomend.update_id)
            if inkomend.update_id in self.keeping:
                self.keeping[inkomend.update_id].set()
            vertrek = Vertrek(partial(self.in_thread, self.dienst.depart, inkomend.update_id))
        with leaving(vertrek):
            leafs = (
                vervang is not None
                and is_bladeren(inkomend.knop or "")
                and len(berichten) == 1
                and bool(berichten[0].knoppen)  # "this no longer works" does not replace a list
            )
            if leafs and await self.zender.edit(bot, chat, vervang or 0, berichten[0]):
                return
            for bericht in berichten:
                chat = await self.zender.send(
                    bot, chat, bericht, antwoord_op=plek["op"], draad=plek["draad"]
                )

    async def _reply(
        self, run: Callable[..., Awaitable[tuple[Bericht, ...]]], inkomend: Inkomend
    ) -> tuple[Bericht, ...]:
        """The answer, tried again while the database is away: Telegram gives an update once only.

        Raises SQLAlchemyError when it stays away too long for an answer to be one.
        """
        end = monotonic() + WACHT_OP_DATABASE
        while True:
            try:
                return await run(self.dienst.reply, inkomend)
            except SQLAlchemyError as fault:
                if not is_away(fault) or monotonic() > end:
                    raise
                log.warning("an answer waits for the database", reason=type(fault).__name__)
            await asyncio.sleep(OPNIEUW)

    async def taal(self, chat: int, user: User | None) -> Taal:
        """The language somebody chose, or else that of their program."""
        with suppress(SQLAlchemyError):
            if kept := await self.in_thread(self.adresboek.taal, chat):
                return kept
        return taal_of(user) or "nl"

    @asynccontextmanager
    async def typing(self, bot: Bot, chat: int, draad: int | None = None) -> AsyncIterator[None]:
        """Shows that the bot is typing, if what is done in the block takes a while.

        As soon as it is known that it will: an answer that waits for its turn knows for how long.
        """
        begin, waits = monotonic(), asyncio.Event()

        def on_wait(moment: float) -> None:
            if moment - begin > SNEL_GENOEG:
                waits.set()

        async def show() -> None:
            with suppress(TimeoutError):
                await asyncio.wait_for(waits.wait(), SNEL_GENOEG)
            while True:
                if len(self.leaving) <= DRUK:
                    with suppress(TelegramError):
                        await bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=draad)
                await asyncio.sleep(TYPT)

        sign = asyncio.create_task(show())
        told = WACHT.set(on_wait)
        try:
            yield
        finally:
            WACHT.reset(told)
            sign.cancel()

    async def finish(self) -> None:
        """Gives the calls that nothing waits for a moment to end."""
        if self._aside:
            await asyncio.wait(self._aside, timeout=TERZIJDE)

    def close(self) -> None:
        """Ends the threads, once what they do is done."""
        self._snel.shutdown(wait=True)
        self._langzaam.shutdown(wait=True)


def taal_of(user: User | None) -> Taal | None:
    """The language somebody's program speaks, as far as the bot speaks it."""
    if user is None or not user.language_code:
        return None
    return "nl" if user.language_code.lower().startswith(("nl", "fy")) else "en"

"""What all handlers share: the service, the threads it answers in, and the sending."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import ParamSpec, TypeVar

import structlog
from telegram import Bot, User
from telegram.constants import ChatAction
from telegram.error import TelegramError

from zkl_bot.dienst import Dienst, Inkomend
from zkl_bot.gesprek.bladeren import is_bladeren
from zkl_bot.handlers.adresboek import Adresboek
from zkl_bot.handlers.zenden import Zender
from zkl_bot.kennis.model import Taal

log = structlog.get_logger()

P = ParamSpec("P")
T = TypeVar("T")

SNEL_GENOEG = 0.8
"""Seconds after which a person who waits sees that the bot is typing."""
TYPT = 4.5
"""Seconds for which Telegram shows that sign, a little less."""
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
        self.zender = Zender(self.adresboek, self.in_slow_thread, self.in_thread)

    async def in_thread(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs what uses the database beside the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._snel, lambda: call(*args, **kwargs))

    async def in_slow_thread(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs what may take long."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._langzaam, lambda: call(*args, **kwargs))

    async def answer(
        self,
        bot: Bot,
        inkomend: Inkomend,
        *,
        antwoord_op: int | None = None,
        vervang: int | None = None,
    ) -> None:
        """Answers one thing somebody did.

        `antwoord_op` is the message it answers, for groups; `vervang` the message whose button
        was pressed, which leafing through a list or a month changes in place.
        """
        chat = int(inkomend.adres)
        run = self.in_slow_thread if inkomend.bestand is not None else self.in_thread
        async with self._typing(bot, chat):
            berichten = await run(self.dienst.reply, inkomend)
        if inkomend.update_id is not None:
            self.kept.add(inkomend.update_id)
        leafs = vervang is not None and is_bladeren(inkomend.knop or "") and len(berichten) == 1
        if leafs and await self.zender.edit(bot, chat, vervang or 0, berichten[0]):
            return
        for bericht in berichten:
            chat = await self.zender.send(bot, chat, bericht, antwoord_op=antwoord_op)

    @asynccontextmanager
    async def _typing(self, bot: Bot, chat: int) -> AsyncIterator[None]:
        async def show() -> None:
            await asyncio.sleep(SNEL_GENOEG)
            while True:
                with suppress(TelegramError):
                    await bot.send_chat_action(chat, ChatAction.TYPING)
                await asyncio.sleep(TYPT)

        sign = asyncio.create_task(show())
        try:
            yield
        finally:
            sign.cancel()

    def close(self) -> None:
        """Ends the threads, once what they do is done."""
        self._snel.shutdown(wait=True)
        self._langzaam.shutdown(wait=True)


def taal_of(user: User | None) -> Taal | None:
    """The language somebody's program speaks, as far as the bot speaks it."""
    if user is None or not user.language_code:
        return None
    return "nl" if user.language_code.lower().startswith(("nl", "fy")) else "en"

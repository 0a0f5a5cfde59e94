"""Answers of a process that died before they left are sent by the next one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from time import monotonic

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import TelegramError

from zkl_bot.dienst.bewaard import from_json
from zkl_bot.handlers.kern import Kern
from zkl_bot.handlers.vertrek import Overgenomen, Vertrek, leaving
from zkl_bot.store.antwoorden import Wachtend
from zkl_bot.texts.bericht import Bericht

log = structlog.get_logger()

RONDE = 3.0
GEDULD = 8.0
"""Seconds for which an answer of another process is left to that process."""


class Nazender:
    """Looks for answers that nobody sends any more."""

    def __init__(self, kern: Kern, bot: Bot) -> None:
        self._kern = kern
        self._bot = bot
        self._seen: dict[int, float] = {}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Looks at once, and then until the end of the block."""
        # On SQLite what waits at the start is nobody else's.
        await self._round(0.0 if self._kern.dienst.engine.dialect.name == "sqlite" else GEDULD)
        stop = asyncio.Event()
        task = asyncio.create_task(self._keep(stop))
        try:
            yield
        finally:
            stop.set()
            await task

    async def _keep(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), RONDE)
            if not stop.is_set():
                await self._round(GEDULD)

    async def _round(self, geduld: float) -> None:
        try:
            waiting = await self._kern.in_thread(self._kern.dienst.waiting)
        except SQLAlchemyError as fault:
            log.warning("waiting answers not read", reason=type(fault).__name__)
            return
        now = monotonic()
        self._seen = {w.update_id: self._seen.get(w.update_id, now) for w in waiting}
        for wachtend in waiting:
            patient = now - self._seen[wachtend.update_id] < geduld
            if wachtend.update_id in self._kern.leaving or patient:
                continue
            try:
                await self._send(wachtend)
            except (TelegramError, SQLAlchemyError, Overgenomen) as fault:
                log.warning("answer not sent after all", reason=type(fault).__name__)

    async def _send(self, wachtend: Wachtend) -> None:
        kern = self._kern
        chat = int(wachtend.chat)
        berichten, plek, missing = from_json(wachtend.antwoord)
        if missing:
            taal = await kern.taal(chat, None)
            html = kern.dienst.renderer.render("gesprek/fout", taal, deel="onderbroken")
            berichten = [Bericht(html), *berichten]
        depart = partial(kern.in_thread, kern.dienst.depart, wachtend.update_id)
        log.info("an answer of before a stop is sent")
        with leaving(Vertrek(depart)):
            for bericht in berichten:
                chat = await kern.zender.send(
                    self._bot, chat, bericht, antwoord_op=plek.get("op"), draad=plek.get("draad")
                )

"""Telegram as a running part of the service: started, kept going, stopped."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from telegram.error import InvalidToken, TelegramError

from zkl_bot.dienst import Dienst
from zkl_bot.handlers.application import (
    AnyApplication,
    build_application,
    start_telegram,
    stop_telegram,
)
from zkl_bot.handlers.lease import Pachter
from zkl_bot.handlers.peilen import SOORTEN, Peiler
from zkl_bot.handlers.tempo import GedeeldTempo
from zkl_bot.handlers.webhook import Webhook

log = structlog.get_logger(__name__)

CONTROLE = "telegram"
LANGSTE_PAUZE = 60.0


@asynccontextmanager
async def run_telegram(dienst: Dienst) -> AsyncIterator[None]:
    """Runs the Telegram side, if there is a token.

    A Telegram that cannot be reached, or that refuses the token, never stops the rest of the
    service: the health check says so, and it is tried again.
    """
    if dienst.settings.telegram_token is None:
        yield
        return
    application = build_application(dienst, GedeeldTempo(dienst.engine))
    webhook = Webhook(application)
    stop = asyncio.Event()
    task = asyncio.create_task(_run(dienst, application, webhook, stop))
    try:
        yield
    finally:
        dienst.on_update = None
        stop.set()
        await task
        await webhook.finish()
        await stop_telegram(application)
        dienst.controles.pop(CONTROLE, None)


async def _run(
    dienst: Dienst, application: AnyApplication, webhook: Webhook, stop: asyncio.Event
) -> None:
    pauze = 1.0
    while not stop.is_set():
        try:
            await application.initialize()
            await start_telegram(application)
            await _connect(dienst, application)
            dienst.controles[CONTROLE] = lambda: None
            if dienst.settings.telegram_mode == "webhook":
                dienst.on_update = webhook.feed_update
            else:
                await _poll(dienst, application, stop)
            return
        except InvalidToken:
            _fails(dienst, "Telegram weigert ZKL_TELEGRAM_TOKEN; vraag @BotFather om een nieuw.")
            log.error("telegram refuses the token")
            return
        except TelegramError as fault:
            _fails(dienst, "Telegram is niet te bereiken.")
            log.warning("telegram not reached", reason=str(fault), retry_in=pauze)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pauze)
            pauze = min(pauze * 2, LANGSTE_PAUZE)


async def _poll(dienst: Dienst, application: AnyApplication, stop: asyncio.Event) -> None:
    pachter = Pachter(dienst.engine)
    async with pachter.running():
        await Peiler(application, pachter.may, application.bot_data["kern"].kept).run(stop)


async def _connect(dienst: Dienst, application: AnyApplication) -> None:
    """Tells Telegram how updates are to come."""
    settings = dienst.settings
    if settings.telegram_mode == "webhook":
        await application.bot.set_webhook(
            f"{settings.base_url}/telegram/webhook",
            secret_token=settings.webhook_secret,
            allowed_updates=SOORTEN,
        )
    else:
        await application.bot.delete_webhook()


def _fails(dienst: Dienst, zin: str) -> None:
    dienst.controles[CONTROLE] = lambda: zin

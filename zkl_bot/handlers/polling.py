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
from zkl_bot.handlers.webhook import Webhook, secret_of

log = structlog.get_logger(__name__)

CONTROLE = "telegram"
LANGSTE_PAUZE = 60.0


@asynccontextmanager
async def run_telegram(dienst: Dienst) -> AsyncIterator[Webhook | None]:
    """Runs the Telegram side, if there is a token. Gives the webhook, when that is the mode.

    A Telegram that cannot be reached, or that refuses the token, never stops the rest of the
    service: the health check says so, and it is tried again.
    """
    if dienst.settings.telegram_token is None:
        yield None
        return
    application = build_application(dienst, GedeeldTempo(dienst.engine))
    stop = asyncio.Event()
    webhook = Webhook(application) if dienst.settings.telegram_mode == "webhook" else None
    task = asyncio.create_task(_run(dienst, application, stop))
    try:
        yield webhook
    finally:
        stop.set()
        with suppress(asyncio.CancelledError):
            await task
        if webhook is not None:
            await webhook.finish()
        await stop_telegram(application)
        dienst.controles.pop(CONTROLE, None)


async def _run(dienst: Dienst, application: AnyApplication, stop: asyncio.Event) -> None:
    pauze = 1.0
    while not stop.is_set():
        try:
            await application.initialize()
            await start_telegram(application)
            await _connect(dienst, application)
            dienst.controles[CONTROLE] = lambda: None
            if dienst.settings.telegram_mode == "polling":
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
        await Peiler(application, pachter.may).run(stop)


async def _connect(dienst: Dienst, application: AnyApplication) -> None:
    """Tells Telegram how updates are to come."""
    settings = dienst.settings
    if settings.telegram_mode == "webhook" and settings.telegram_token is not None:
        await application.bot.set_webhook(
            f"{settings.base_url}/telegram/webhook",
            secret_token=secret_of(settings.telegram_token.get_secret_value()),
            allowed_updates=SOORTEN,
        )
    else:
        await application.bot.delete_webhook()


def _fails(dienst: Dienst, zin: str) -> None:
    dienst.controles[CONTROLE] = lambda: zin

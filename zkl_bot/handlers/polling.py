"""Telegram as a running part of the service: started, kept going, stopped."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial

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
from zkl_bot.handlers.nazenden import Nazender
from zkl_bot.handlers.peilen import ONBEREIKBAAR, SOORTEN, STUK, Peiler
from zkl_bot.handlers.tempo import GedeeldTempo
from zkl_bot.handlers.webhook import Webhook

log = structlog.get_logger(__name__)

CONTROLE = "telegram"
BEGIN_PAUZE, LANGSTE_PAUZE = 1.0, 60.0
WEBHOOK_SECONDEN = 60.0
"""How often (real time) is looked whether updates still come here."""
VERS = timedelta(minutes=3)
"""Until when an error that Telegram reports is news."""


@asynccontextmanager
async def run_telegram(dienst: Dienst) -> AsyncIterator[None]:
    """Runs the Telegram side, if there is a token.

    A Telegram that cannot be reached, or that refuses the token, never stops the rest of the
    service: the health check says so, and it is tried again.
    """
    if dienst.settings.telegram_token is None:
        await asyncio.to_thread(dienst.know_bot, None)
        yield
        return
    application = build_application(dienst, GedeeldTempo(dienst.engine, dienst.tempo))
    webhook = Webhook(application)
    _tell(dienst, "Er is nog geen verbinding met Telegram.")
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
    pauze = BEGIN_PAUZE
    while not stop.is_set():
        try:
            await application.initialize()
            await start_telegram(application)
            await _connect(dienst, application)
            _tell(dienst, None)
            async with Nazender(application.bot_data["kern"], application.bot).running():
                if dienst.settings.telegram_mode == "webhook":
                    dienst.on_update = webhook.feed_update
                    await _keep_webhook(dienst, application, stop)
                else:
                    await _poll(dienst, application, stop)
            return
        except InvalidToken:
            _tell(dienst, "Telegram weigert ZKL_TELEGRAM_TOKEN; vraag @BotFather om een nieuw.")
            log.error("telegram refuses the token")
            return
        except TelegramError as fault:
            _tell(dienst, ONBEREIKBAAR)
            log.warning("telegram not reached", reason=str(fault), retry_in=pauze)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pauze)
            pauze = min(pauze * 2, LANGSTE_PAUZE)
        except Exception:
            # Nobody may be there to start it again, so it is tried until it works.
            _tell(dienst, STUK)
            log.exception("telegram side failed", retry_in=pauze)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pauze)
            pauze = min(pauze * 2, LANGSTE_PAUZE)


async def _poll(dienst: Dienst, application: AnyApplication, stop: asyncio.Event) -> None:
    pachter = Pachter(dienst.engine)
    async with pachter.running():
        kept = application.bot_data["kern"].kept
        await Peiler(application, pachter.may, kept, partial(_tell, dienst)).run(stop)


async def _keep_webhook(dienst: Dienst, application: AnyApplication, stop: asyncio.Event) -> None:
    """Looks now and then whether Telegram still brings its updates here, until `stop`."""
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), WEBHOOK_SECONDEN)
        if stop.is_set():
            return
        try:
            info = await application.bot.get_webhook_info()
            if info.url != webhook_url(dienst):
                log.warning("telegram was told another address; telling it ours again")
                await _connect(dienst, application)
        except TelegramError as fault:
            log.warning("telegram not reached", reason=str(fault))
            _tell(dienst, ONBEREIKBAAR)
            continue
        failed = info.last_error_date
        if info.pending_update_count and failed and datetime.now(UTC) - failed < VERS:
            log.warning("telegram cannot bring updates", reason=info.last_error_message)
            _tell(dienst, "Telegram kan deze dienst niet bereiken op ZKL_PUBLIC_URL.")
        else:
            _tell(dienst, None)


def webhook_url(dienst: Dienst) -> str:
    """Where Telegram brings its updates."""
    return f"{dienst.settings.base_url}/telegram/webhook"


async def _connect(dienst: Dienst, application: AnyApplication) -> None:
    """Tells Telegram how updates are to come."""
    settings = dienst.settings
    if settings.telegram_mode == "webhook":
        await application.bot.set_webhook(
            webhook_url(dienst),
            secret_token=settings.webhook_secret,
            allowed_updates=SOORTEN,
        )
    else:
        await application.bot.delete_webhook()


def _tell(dienst: Dienst, fault: str | None) -> None:
    """What the health check says of Telegram."""
    dienst.controles[CONTROLE] = lambda: fault

"""The Telegram side of the service, put together."""

from typing import Any

from telegram.ext import Application, ApplicationBuilder
from telegram.request import HTTPXRequest

from zkl_bot.channels.telegram import make_request
from zkl_bot.dienst import Dienst
from zkl_bot.handlers import bestand, inline, knop, lidmaatschap, tekst
from zkl_bot.handlers.bot import RuweBot
from zkl_bot.handlers.fout import make_error_handler, make_too_fast
from zkl_bot.handlers.kern import Kern
from zkl_bot.handlers.limiet import Beurten, Tempo
from zkl_bot.handlers.menu import set_menus
from zkl_bot.handlers.volgorde import PerChat

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

VERBINDINGEN = 64


def build_application(dienst: Dienst, tempo: Tempo) -> AnyApplication:
    """The application, not yet started. Raises ValueError when there is no token.

    `await application.initialize()`, then `start_telegram(application)`; updates come in through
    `peilen.Peiler` or `webhook.feed_update`.
    """
    settings = dienst.settings
    if settings.telegram_token is None:
        raise ValueError("there is no Telegram token")
    kern = Kern(dienst)
    processor = PerChat(make_too_fast(kern, lambda: application.bot))
    bot = RuweBot(
        settings.telegram_token.get_secret_value(),
        base_url=f"{settings.telegram_api_url}/bot",
        base_file_url=f"{settings.telegram_api_url}/file/bot",
        request=make_request(VERBINDINGEN),
        get_updates_request=HTTPXRequest(2),
        rate_limiter=Beurten(tempo),
    )
    application: AnyApplication = (
        ApplicationBuilder()
        .bot(bot)
        .concurrent_updates(processor)
        .job_queue(None)
        .updater(None)
        .build()
    )
    application.bot_data["kern"] = kern
    for module in (lidmaatschap, bestand, tekst, knop, inline):
        application.add_handlers(module.handlers(kern))
    application.add_error_handler(make_error_handler(kern))
    return application


async def start_telegram(application: AnyApplication) -> None:
    """After `initialize`: tells the service the bot's name, and shows the menus."""
    kern: Kern = application.bot_data["kern"]
    await kern.in_thread(kern.dienst.know_bot, application.bot.username)
    await set_menus(kern, application.bot)


async def stop_telegram(application: AnyApplication) -> None:
    """Ends everything, after polling or the webhook has stopped."""
    kern: Kern = application.bot_data["kern"]
    await kern.finish()
    await application.shutdown()
    kern.close()

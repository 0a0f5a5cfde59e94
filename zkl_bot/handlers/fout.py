"""When a handler fails: the log gets the fault with a code, the person a sentence with it."""

import secrets
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import Update
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import ContextTypes

from zkl_bot.handlers.kern import Kern
from zkl_bot.texts.bericht import Bericht

log = structlog.get_logger()


def make_error_handler(
    kern: Kern,
) -> Callable[[object, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]:
    """The error handler."""

    async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        code = secrets.token_hex(4)
        log.error("handler failed", code=code, kind=_kind(update), exc_info=context.error)
        if isinstance(context.error, NetworkError) and not isinstance(context.error, BadRequest):
            return  # what Telegram could not be reached for cannot be explained there either
        if not isinstance(update, Update) or update.effective_chat is None:
            return
        taal = await kern.taal(update.effective_chat.id, update.effective_user)
        html = kern.dienst.renderer.render("gesprek/fout", taal, deel="fout", code=code)
        try:
            await kern.zender.send(context.bot, update.effective_chat.id, Bericht(html))
        except TelegramError as fault:
            log.error("could not tell the person", code=code, reason=str(fault))
        except SQLAlchemyError as fault:
            log.error("could not tell the person", code=code, reason=type(fault).__name__)

    return on_error


def make_too_fast(kern: Kern, bot: Callable[[], Any]) -> Callable[[Update, bool], Awaitable[None]]:
    """Tells somebody, the first time, that they go too fast."""

    async def too_fast(update: Update, is_first: bool) -> None:
        if update.callback_query is not None:
            kern.aside(update.callback_query.answer(), "button not acknowledged")
        if not is_first or update.effective_message is None or update.effective_chat is None:
            return
        taal = await kern.taal(update.effective_chat.id, update.effective_user)
        html = kern.dienst.renderer.render("gesprek/fout", taal, deel="te_snel")
        try:
            await kern.zender.send(bot(), update.effective_chat.id, Bericht(html))
        except TelegramError as fault:
            log.warning("could not tell the person", reason=str(fault))

    return too_fast


def _kind(update: object) -> str:
    """What kind of update it was; never what was in it."""
    if not isinstance(update, Update):
        return type(update).__name__
    kinds = (name for name in Update.ALL_TYPES if getattr(update, name, None) is not None)
    return next(kinds, "update")

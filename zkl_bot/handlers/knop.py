"""Pressed buttons, also those of long ago and those that never were."""

from contextlib import suppress
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from zkl_bot.dienst import Inkomend
from zkl_bot.handlers.kern import Kern, taal_of
from zkl_bot.handlers.tekst import GROEPEN


def handlers(kern: Kern) -> list[BaseHandler[Any, Any, Any]]:
    """The handler of buttons."""

    async def on_press(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        await _stop_waiting(query)
        if query.message is None:
            return
        chat = query.message.chat
        groep = chat.type in GROEPEN
        inkomend = Inkomend(
            kanaal="telegram",
            adres=str(chat.id),
            knop=query.data or "?",
            groep=groep,
            taal=taal_of(query.from_user),
            update_id=update.update_id,
        )
        # A message that Telegram no longer shows the bot can't be changed either.
        known = query.message.message_id if isinstance(query.message, Message) else None
        await kern.answer(context.bot, inkomend, antwoord_op=None, vervang=known)

    return [CallbackQueryHandler(on_press)]


async def _stop_waiting(query: CallbackQuery) -> None:
    """Ends the little clock on the button; one that is too old has none."""
    with suppress(BadRequest):
        await query.answer()

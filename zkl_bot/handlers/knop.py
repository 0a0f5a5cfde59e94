"""Pressed buttons, also those of long ago and those that never were."""

from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from zkl_bot.dienst import Inkomend
from zkl_bot.gesprek.reply import needs_beheerder
from zkl_bot.handlers.beheerder import manages
from zkl_bot.handlers.kern import Kern, taal_of
from zkl_bot.handlers.menu import sync_griffie_menus
from zkl_bot.handlers.tekst import GROEPEN, thread_of

OVER_ROLLEN = ("start", "ur", "vm")
"""The buttons after which somebody may be of the griffie, or no longer."""


def handlers(kern: Kern) -> list[BaseHandler[Any, Any, Any]]:
    """The handler of buttons."""

    async def on_press(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        # Beside the answer, which is not to wait for it and comes also when this is refused.
        kern.aside(query.answer(), "button not acknowledged")
        if query.message is None:
            return
        chat = query.message.chat
        groep = chat.type in GROEPEN
        # A message that Telegram no longer shows the bot can't be changed either.
        known = query.message if isinstance(query.message, Message) else None
        draad = thread_of(known) if known else None
        beheerder = None
        if groep and needs_beheerder(None, query.data):
            beheerder = await manages(kern, context.bot, chat.id, query.from_user, draad)
        inkomend = Inkomend(
            kanaal="telegram",
            adres=str(chat.id),
            knop=query.data or "?",
            bericht=known.text or known.caption if known else None,
            groep=groep,
            beheerder=beheerder,
            taal=taal_of(query.from_user),
            update_id=update.update_id,
        )
        vervang = known.message_id if known else None
        await kern.answer(context.bot, inkomend, vervang=vervang, draad=draad)
        if (query.data or "").partition(":")[0] in OVER_ROLLEN:
            await sync_griffie_menus(kern, context.bot)

    return [CallbackQueryHandler(on_press)]

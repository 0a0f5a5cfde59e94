"""Files: the griffie imports meetings with them."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from zkl_bot.dienst import Inkomend
from zkl_bot.gesprek.invoer import Bestand
from zkl_bot.handlers.kern import Kern, taal_of
from zkl_bot.texts.bericht import Bericht

GROOTSTE = 20 * 1024 * 1024
"""Bytes; what is larger Telegram does not hand to a bot."""


def handlers(kern: Kern) -> list[BaseHandler[Any, Any, Any]]:
    """The handler of files, in private chats only."""

    async def on_file(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None or message.document is None:
            return
        chat, document = message.chat_id, message.document
        if (document.file_size or 0) > GROOTSTE:
            taal = taal_of(update.effective_user) or "nl"
            html = kern.dienst.renderer.render("gesprek/fout", taal, deel="te_groot")
            await kern.zender.send(context.bot, chat, Bericht(html))
            return
        file = await context.bot.get_file(document)
        inhoud = bytes(await file.download_as_bytearray())
        inkomend = Inkomend(
            kanaal="telegram",
            adres=str(chat),
            bestand=Bestand(document.file_name or "bestand", inhoud),
            taal=taal_of(update.effective_user),
            update_id=update.update_id,
        )
        await kern.answer(context.bot, inkomend)

    return [MessageHandler(filters.Document.ALL & filters.ChatType.PRIVATE, on_file)]

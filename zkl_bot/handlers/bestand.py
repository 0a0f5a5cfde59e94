"""Files: the griffie imports meetings with them."""

from typing import Any

import structlog
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from zkl_bot.dienst import Inkomend
from zkl_bot.gesprek.commandos.importeer import GROOTSTE_BESTAND
from zkl_bot.gesprek.invoer import Bestand
from zkl_bot.handlers.kern import Kern, taal_of
from zkl_bot.texts.bericht import Bericht

log = structlog.get_logger()


def handlers(kern: Kern) -> list[BaseHandler[Any, Any, Any]]:
    """The handler of files, in private chats only."""

    async def on_file(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None or message.document is None:
            return
        chat, document = message.chat_id, message.document
        common: dict[str, Any] = {
            "kanaal": "telegram",
            "adres": str(chat),
            "taal": taal_of(update.effective_user),
            "update_id": update.update_id,
        }
        if not await kern.in_thread(kern.adresboek.is_griffie, chat):
            if kern.albums.is_more(message):
                return
            # Nothing is fetched for who may do nothing with it; the answer says so.
            await kern.answer(context.bot, Inkomend(tekst="/import", **common))
            return
        if (document.file_size or 0) > GROOTSTE_BESTAND:
            taal = await kern.taal(chat, update.effective_user)
            mb = GROOTSTE_BESTAND // 1_000_000
            html = kern.dienst.renderer.render("gesprek/import", taal, deel="te_groot", mb=mb)
            await kern.zender.send(context.bot, chat, Bericht(html))
            return
        try:
            async with kern.typing(context.bot, chat):
                file = await context.bot.get_file(document)
                inhoud = bytes(await file.download_as_bytearray())
        except (TelegramError, RuntimeError) as fault:  # the latter when no path is given
            log.warning("file not fetched", reason=str(fault))
            taal = await kern.taal(chat, update.effective_user)
            html = kern.dienst.renderer.render("gesprek/fout", taal, deel="niet_opgehaald")
            await kern.zender.send(context.bot, chat, Bericht(html))
            return
        bestand = Bestand(document.file_name or "bestand", inhoud)
        await kern.answer(context.bot, Inkomend(bestand=bestand, **common))

    return [MessageHandler(filters.Document.ALL & filters.ChatType.PRIVATE, on_file)]

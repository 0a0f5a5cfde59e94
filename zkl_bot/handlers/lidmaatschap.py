"""The bot is welcomed, blocked or thrown out, and groups that become supergroups."""

from typing import Any

from telegram import ChatMember, Update
from telegram.ext import BaseHandler, ChatMemberHandler, ContextTypes, MessageHandler, filters

from zkl_bot.dienst import Inkomend
from zkl_bot.handlers.kern import Kern, taal_of
from zkl_bot.handlers.tekst import GROEPEN

WEG = (ChatMember.LEFT, ChatMember.BANNED)


def handlers(kern: Kern) -> list[BaseHandler[Any, Any, Any]]:
    """The handlers of membership and migration."""

    async def on_member(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        change = update.my_chat_member
        if change is None:
            return
        chat = change.chat
        if change.new_chat_member.status in WEG:
            await kern.in_thread(kern.adresboek.pause, chat.id, "geblokkeerd")
            return
        await kern.in_thread(kern.adresboek.resume, chat.id)
        if chat.type in GROEPEN and change.old_chat_member.status in WEG:
            inkomend = Inkomend(
                kanaal="telegram",
                adres=str(chat.id),
                tekst="/start",
                groep=True,
                taal=taal_of(change.from_user),
                update_id=update.update_id,
            )
            await kern.answer(context.bot, inkomend)

    async def on_migration(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None:
            return
        if message.migrate_to_chat_id is not None:
            await kern.in_thread(kern.adresboek.move, message.chat_id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id is not None:
            await kern.in_thread(kern.adresboek.move, message.migrate_from_chat_id, message.chat_id)

    return [
        ChatMemberHandler(on_member, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.MIGRATE, on_migration),
    ]

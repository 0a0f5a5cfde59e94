"""Typed messages, new and edited: commands, questions, answers to what a form asks."""

import re
from typing import Any

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from zkl_bot.dienst import Inkomend
from zkl_bot.gesprek.gesprekken import COMMANDOS
from zkl_bot.gesprek.reply import needs_beheerder
from zkl_bot.handlers.beheerder import manages
from zkl_bot.handlers.kern import Kern, taal_of
from zkl_bot.handlers.menu import sync_griffie_menus

GROEPEN = (ChatType.GROUP, ChatType.SUPERGROUP)
_COMMANDO = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?=\s|$)")


def addressed(message: Message, naam: str, bot_id: int) -> str | None:
    """What is said to the bot (@`naam`), without its name; None when it is not meant for it.

    In a group those are commands, messages that name it and answers to what it said.
    """
    tekst = message.text or message.caption or ""
    if match := _COMMANDO.match(tekst):
        if match[2] and match[2].lower() != naam.lower():
            return None
        return f"/{match[1]}{tekst[match.end() :]}"
    if message.chat.type not in GROEPEN:
        return tekst
    mention = re.compile(rf"@{re.escape(naam)}\b[,:]?", re.IGNORECASE)
    if mention.search(tekst):
        return " ".join(mention.sub(" ", tekst).split())
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot_id:
        return tekst
    return None


def handlers(kern: Kern) -> list[BaseHandler[Any, Any, Any]]:
    """The handler of typed messages."""

    async def on_text(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None or is_own_card(message, context.bot.id):
            return
        kern.albums.is_more(message)  # its other pictures are answered with it
        tekst = addressed(message, context.bot.username, context.bot.id)
        groep = message.chat.type in GROEPEN
        if tekst is None or (groep and is_unknown_command(tekst)):
            return
        beheerder = None
        if groep and needs_beheerder(tekst, None):
            draad = thread_of(message)
            beheerder = await manages(kern, context.bot, message.chat_id, message.from_user, draad)
        inkomend = Inkomend(
            kanaal="telegram",
            adres=str(message.chat_id),
            tekst=tekst,
            groep=groep,
            beheerder=beheerder,
            taal=taal_of(update.effective_user),
            update_id=update.update_id,
        )
        op = message.message_id if groep else None
        await kern.answer(context.bot, inkomend, antwoord_op=op, draad=thread_of(message))
        if tekst.startswith("/start ") and not groep:
            await sync_griffie_menus(kern, context.bot)

    async def on_other(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A voice message, a sticker, a place: the answer says what can be read."""
        message = update.effective_message
        if message is None or kern.albums.is_more(message):
            return
        inkomend = Inkomend(
            kanaal="telegram",
            adres=str(message.chat_id),
            tekst="",
            taal=taal_of(update.effective_user),
            update_id=update.update_id,
        )
        await kern.answer(context.bot, inkomend)

    people = ~filters.UpdateType.CHANNEL_POSTS & ~filters.StatusUpdate.ALL
    # A place that is shared live is an edit every few seconds: nothing new to answer.
    new = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    return [
        MessageHandler((filters.TEXT | filters.CAPTION) & people, on_text),
        MessageHandler(new & people & ~filters.Document.ALL, on_other),
    ]


def is_own_card(message: Message, bot_id: int) -> bool:
    """Whether it is a card of our own that somebody shared, so nothing to answer."""
    return message.via_bot is not None and message.via_bot.id == bot_id


def thread_of(message: Message) -> int | None:
    """The topic of a forum that a message stands in: there the answer belongs as well."""
    return message.message_thread_id if message.is_topic_message else None


def is_unknown_command(tekst: str) -> bool:
    """Whether it is a command that is not ours: in a group it is then for another bot."""
    match = _COMMANDO.match(tekst)
    return match is not None and match[1].lower() not in COMMANDOS

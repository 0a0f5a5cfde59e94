"""A Bericht becomes calls of the Bot API: cut, with its buttons and files, whatever is refused."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

import structlog
from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from zkl_bot.channels.telegram import markup_of
from zkl_bot.gesprek.beurt import Knoppen
from zkl_bot.handlers.adresboek import Adresboek
from zkl_bot.handlers.beeld import drawable, to_png
from zkl_bot.texts.bericht import Bericht, Bijlage, Knop
from zkl_bot.texts.delen import html_units, split_html
from zkl_bot.texts.plain import to_plain

log = structlog.get_logger()

LANGSTE_TEKST = 4096
LANGSTE_BIJSCHRIFT = 1024
"""UTF-16 units that people see, in a message and under a file."""

InThread = Callable[..., Awaitable[Any]]


class Zender:
    """Sends to chats. `slow` and `thread` run something beside the event loop."""

    def __init__(self, adresboek: Adresboek, slow: InThread, thread: InThread) -> None:
        self._adresboek = adresboek
        self._slow = slow
        self._thread = thread

    async def send(
        self,
        bot: Bot,
        chat: int,
        bericht: Bericht,
        *,
        antwoord_op: int | None = None,
        draad: int | None = None,
    ) -> int:
        """Sends a message; gives the number of the chat, which is another after a migration.

        `antwoord_op` is the message it answers, `draad` the topic of a forum it belongs in.
        A chat that blocked the bot is paused and a message whose fate is unknown is not sent
        again: both are logged, and raise nothing.
        """
        try:
            await self._send(bot, chat, bericht, antwoord_op, draad)
        except ChatMigrated as moved:
            await self._thread(self._adresboek.move, chat, moved.new_chat_id)
            chat = moved.new_chat_id
            await self._send(bot, chat, bericht)
        except Forbidden as refusal:
            await self._thread(self._adresboek.pause, chat, "geblokkeerd")
            log.info("not delivered", reason=str(refusal))
        return chat

    async def edit(self, bot: Bot, chat: int, message: int, bericht: Bericht) -> bool:
        """Changes a message in place; False when that cannot be and it must be sent instead."""
        if bericht.bijlagen or html_units(bericht.html) > LANGSTE_TEKST:
            return False
        try:
            await bot.edit_message_text(
                bericht.html,
                chat,
                message,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(bericht.knoppen),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except BadRequest as refusal:
            return "not modified" in str(refusal).lower()
        except TelegramError as fault:
            log.warning("edit failed", reason=str(fault))
            return False
        return True

    async def _send(
        self,
        bot: Bot,
        chat: int,
        bericht: Bericht,
        antwoord_op: int | None = None,
        draad: int | None = None,
    ) -> None:
        words: dict[str, Any] = {} if draad is None else {"message_thread_id": draad}
        if antwoord_op is not None:
            words["reply_parameters"] = ReplyParameters(
                antwoord_op, allow_sending_without_reply=True
            )
        knoppen = keyboard(bericht.knoppen)
        bijlagen = await self._slow(drawable, bericht.bijlagen) if bericht.bijlagen else ()
        if bijlagen and html_units(bericht.html) <= LANGSTE_BIJSCHRIFT:
            caption = {"caption": bericht.html, "parse_mode": ParseMode.HTML}
            last = words | caption | {"reply_markup": knoppen}
            await self._send_files(bot, chat, bijlagen, words, last)
            return
        await self._send_files(bot, chat, bijlagen, words, words)
        delen = split_html(bericht.html, LANGSTE_TEKST)
        for index, deel in enumerate(delen):
            markup = knoppen if index == len(delen) - 1 else None
            await self._send_text(bot, chat, deel, markup, words)

    async def _send_text(
        self,
        bot: Bot,
        chat: int,
        html: str,
        markup: InlineKeyboardMarkup | None,
        words: dict[str, Any],
    ) -> None:
        preview = LinkPreviewOptions(is_disabled=True)
        try:
            await bot.send_message(
                chat,
                html,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
                link_preview_options=preview,
                **words,
            )
        except BadRequest as refusal:
            if not is_markup_fault(refusal):
                raise
            log.error("markup refused", reason=str(refusal))
            await bot.send_message(
                chat, to_plain(html), reply_markup=markup, link_preview_options=preview, **words
            )

    async def _send_files(
        self,
        bot: Bot,
        chat: int,
        bijlagen: Sequence[Bijlage],
        words: dict[str, Any],
        last: dict[str, Any],
    ) -> None:
        """Each file with `words`, the last one with `last`: its caption and buttons."""
        for bijlage in bijlagen:
            extra = last if bijlage is bijlagen[-1] else words
            if bijlage.beeld:
                png = await self._slow(to_png, bijlage)
                await bot.send_photo(chat, InputFile(png, "beeld.png"), **extra)
            else:
                await bot.send_document(chat, InputFile(bijlage.inhoud, bijlage.naam), **extra)


def is_markup_fault(refusal: BadRequest) -> bool:
    """Whether Telegram could not read the HTML."""
    return "can't parse entities" in str(refusal).lower()


def keyboard(knoppen: Knoppen) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram wants them; a link that only works on this machine is left out."""
    rows = (tuple(knop for knop in row if _is_usable(knop)) for row in knoppen)
    return markup_of(Bericht("", tuple(row for row in rows if row)))


def _is_usable(knop: Knop) -> bool:
    if knop.url is None:
        return True
    parts = urlsplit(knop.url)
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "")

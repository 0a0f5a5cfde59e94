"""Inline mode: `@bot fietspad` in any chat gives cards to share."""

from typing import Any

from telegram import (
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.ext import BaseHandler, ContextTypes, InlineQueryHandler

from zkl_bot.gesprek.invoer import Persoon
from zkl_bot.gesprek.kaarten import Kaart, make_kaarten
from zkl_bot.handlers.kern import Kern
from zkl_bot.handlers.zenden import LANGSTE_TEKST
from zkl_bot.texts.delen import split_html

GELDIG = 60
"""Seconds for which Telegram may give the same cards again, to the same person: others may
have another language.
"""


def handlers(kern: Kern) -> list[BaseHandler[Any, Any, Any]]:
    """The handler of inline queries."""

    async def on_query(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.inline_query
        if query is None:
            return
        taal = await kern.taal(query.from_user.id, query.from_user)
        wereld = kern.dienst.wereld(None, Persoon(taal=taal))
        kaarten = await kern.in_thread(make_kaarten, query.query, wereld, taal)
        answering = query.answer([_result(k) for k in kaarten], cache_time=GELDIG, is_personal=True)
        # Who types on no longer waits for these, and Telegram then refuses them.
        kern.aside(answering, "cards not taken")

    return [InlineQueryHandler(on_query)]


def _result(kaart: Kaart) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=kaart.id,
        title=kaart.titel,
        description=kaart.omschrijving,
        input_message_content=InputTextMessageContent(
            split_html(kaart.html, LANGSTE_TEKST)[0],
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )

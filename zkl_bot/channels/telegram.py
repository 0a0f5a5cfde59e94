"""Telegram, through python-telegram-bot's client."""

import re
from collections.abc import Mapping
from time import monotonic
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from zkl_bot.channels.kanaal import (
    Blijvend,
    Onzeker,
    Opmaakfout,
    TeSnel,
    Tijdelijk,
    TransportFout,
    Verhuisd,
    Verzending,
)
from zkl_bot.channels.wacht import ONDERWEG
from zkl_bot.texts.bericht import Bericht
from zkl_bot.texts.plain import to_plain

WACHT_OP_ANTWOORD = 10.0
"""Seconds before a call without a reply counts as lost."""
WACHT_OP_VERBINDING = 5.0
LANGSTE = 4096
"""UTF-16 units that people see in one message."""
_ONBEREIKBAAR = re.compile(
    r"chat not found|user is deactivated|bot was blocked|bot was kicked|bot is not a member"
    r"|group chat was deactivated|peer_id_invalid|chat_write_forbidden|not enough rights"
    r"|have no rights to send|bot can't initiate conversation|topic_closed|user not found",
    re.IGNORECASE,
)
_OPMAAK = re.compile(r"can't parse|can't find end|unsupported start tag|entit", re.IGNORECASE)


async def _note_when_written(name: str, info: Mapping[str, Any]) -> None:
    vertrek = ONDERWEG.get()
    if vertrek is not None and name.endswith("send_request_body.complete"):
        vertrek.op_weg = monotonic()


async def _trace(request: Any) -> None:
    request.extensions["trace"] = _note_when_written


def make_request(pool: int = 64) -> HTTPXRequest:
    """The HTTP client that sending and answering use, with the time-outs delivery counts on.

    It tells `wacht.ONDERWEG` when a call was written out: a busy process may need a while.
    """
    return HTTPXRequest(
        connection_pool_size=pool,
        connect_timeout=WACHT_OP_VERBINDING,
        read_timeout=WACHT_OP_ANTWOORD,
        write_timeout=WACHT_OP_ANTWOORD,
        media_write_timeout=WACHT_OP_ANTWOORD,
        pool_timeout=WACHT_OP_ANTWOORD,
        httpx_kwargs={"event_hooks": {"request": [_trace]}},
    )


def units(text: str) -> int:
    """The length of a text as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def markup_of(bericht: Bericht) -> InlineKeyboardMarkup | None:
    """The buttons of a message."""
    if not bericht.knoppen:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(k.tekst, callback_data=k.data, url=k.url) for k in rij]
            for rij in bericht.knoppen
        ]
    )


class TelegramKanaal:
    """Sends through one bot, which must be initialized."""

    naam = "telegram"
    tegelijk = 50
    langste = 15.0

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, verzending: Verzending) -> None:
        """One message. Raises a TransportFout."""
        bericht = verzending.bericht
        try:
            await self._bot.send_message(
                chat_id=int(verzending.adres),
                text=to_plain(bericht.html) if verzending.plat else bericht.html,
                parse_mode=None if verzending.plat else "HTML",
                reply_markup=markup_of(bericht),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except TelegramError as fault:
            raise classify(fault) from fault


def classify(fault: TelegramError) -> TransportFout:
    """What an error of Telegram means for the message."""
    melding = fault.message
    match fault:
        case RetryAfter():
            seconds = fault.retry_after
            wacht = seconds if isinstance(seconds, int) else seconds.total_seconds()
            return TeSnel("Telegram vraagt te wachten", float(wacht))
        case ChatMigrated():
            return Verhuisd(str(fault.new_chat_id))
        case InvalidToken():
            return Tijdelijk("het token van de bot is niet geldig", 60.0)
        case Forbidden():
            return Blijvend(_reden(melding), pauze=True)
        case BadRequest() if _OPMAAK.search(melding):
            return Opmaakfout(f"Telegram neemt de opmaak niet aan: {melding}")
        case BadRequest():
            return Blijvend(_reden(melding), pauze=bool(_ONBEREIKBAAR.search(melding)))
        case TimedOut() | NetworkError():
            return _network(fault)
    return Tijdelijk(f"fout van Telegram: {melding}")


def _network(fault: TelegramError) -> TransportFout:
    """A connection that was never made is safe to try again; all else may have arrived."""
    cause = type(fault.__cause__).__name__
    if cause in ("ConnectError", "ConnectTimeout", "PoolTimeout"):
        return Tijdelijk("geen verbinding met Telegram")
    if "too many requests" in fault.message.lower():  # without saying for how long
        return TeSnel("Telegram vraagt te wachten", 5.0)
    if fault.__cause__ is None:  # an answer with a server error: Telegram did not take it
        return Tijdelijk(f"storing bij Telegram: {fault.message}")
    return Onzeker("geen antwoord van Telegram")


def _reden(melding: str) -> str:
    words = melding.lower()
    for pattern, reden in (
        ("blocked", "de ontvanger heeft de bot geblokkeerd"),
        ("deactivated", "het account of de groep bestaat niet meer"),
        ("kicked", "de bot is uit de groep verwijderd"),
        ("not a member", "de bot zit niet in de groep"),
        ("chat not found", "de chat bestaat niet"),
    ):
        if pattern in words:
            return reden
    return f"Telegram weigert het bericht: {melding}"

"""From what Telegram brings to an Update, whatever else it brings one day."""

from collections.abc import Mapping
from typing import Any

import structlog
from telegram import Bot, Update

log = structlog.get_logger()

_BERICHT = (
    "message_id",
    "date",
    "edit_date",
    "chat",
    "from",
    "sender_chat",
    "message_thread_id",
    "is_topic_message",
    "text",
    "caption",
    "document",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "media_group_id",
    "via_bot",
)
"""What of a message is of use here."""
_MET_BERICHT = ("message", "edited_message")


def number_of(data: object) -> int | None:
    """The number of an update; None for what is no update."""
    number = data.get("update_id") if isinstance(data, Mapping) else None
    return number if isinstance(number, int) else None


def read_update(data: Mapping[str, Any], bot: Bot) -> Update | None:
    """The update in plain JSON; None, with a line in the log, for one that cannot be read.

    A message with a part that the library cannot read, as a newer Bot API may bring, is read
    without all that is of no use here.
    """
    for words in (data, _bare(data)):
        try:
            return Update.de_json(dict(words), bot)
        except Exception as fault:
            reason = type(fault).__name__
    soort = next((key for key in data if key != "update_id"), "nothing")
    log.error("update not read", update=number_of(data), kind=soort, reason=reason)
    return None


def _bare(data: Mapping[str, Any]) -> dict[str, Any]:
    """The update with messages that hold no more than what is of use."""
    found = dict(data)
    for soort in _MET_BERICHT:
        if isinstance(message := found.get(soort), Mapping):
            found[soort] = {key: message[key] for key in _BERICHT if key in message}
    if isinstance(query := found.get("callback_query"), Mapping):
        message = query.get("message")
        if isinstance(message, Mapping):
            kept = {key: message[key] for key in _BERICHT if key in message}
            found["callback_query"] = {**query, "message": kept}
    return found

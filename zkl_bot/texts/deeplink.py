"""Links that open the bot at an actie or a gebeurtenis, to follow it there."""

import re

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What Telegram takes behind `?start=`."""


def deep_link(bot: str | None, id: str) -> str | None:
    """The link; None while the bot's name is not known, or for an id that fits in none."""
    if bot is None or not _PAYLOAD.fullmatch(id):
        return None
    return f"https://t.me/{bot}?start={id}"

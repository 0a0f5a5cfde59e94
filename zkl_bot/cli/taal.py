"""In which language the commands speak: Dutch, or English where LANGUAGE asks for it.

LANGUAGE is what gettext looks at first: `LANGUAGE=en zkl-bot --help`. What a person gets in chat,
by mail or as an answer goes by their own language, not by this.
"""

import os
from typing import TYPE_CHECKING

from zkl_bot.texts.vertaling import gettext_for

if TYPE_CHECKING:
    from zkl_bot.kennis.model import Taal


def cli_taal() -> "Taal":
    """The language of whoever is at the terminal."""
    return "en" if os.environ.get("LANGUAGE", "").lower().startswith("en") else "nl"


def vertaal(msgid: str, **waarden: object) -> str:
    """A text in that language, filled in."""
    woorden = gettext_for(cli_taal()).gettext(msgid)
    return woorden % waarden if waarden else woorden


def tel(enkel: str, meer: str, n: int, **waarden: object) -> str:
    """A text with a number in it, `n`."""
    return gettext_for(cli_taal()).ngettext(enkel, meer, n) % (waarden | {"n": n})

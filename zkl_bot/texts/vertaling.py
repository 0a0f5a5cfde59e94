"""The catalogs: Dutch is in the msgids, every other language in its .po files.

The .po files under `zkl_bot/locale/<taal>/LC_MESSAGES/` are read as they are, all of them
merged, the first time a language is asked for: there is no compile step that can be
forgotten, and Dutch, whose words are the msgids, reads nothing at all.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from zkl_bot.texts.po import make_mo, read_po

if TYPE_CHECKING:
    from zkl_bot.kennis.model import Taal

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def po_files(taal: "Taal") -> list[Path]:
    """The catalog files of a language, in a fixed order."""
    return sorted((LOCALE / taal / "LC_MESSAGES").glob("*.po"))


def N_(msgid: str) -> str:
    """Marks a text that is translated later, where it is used."""
    return msgid


@cache
def gettext_for(taal: "Taal") -> NullTranslations:
    """The translations into a language; a msgid without one comes back in Dutch."""
    if taal == "nl":
        return NullTranslations()
    merged: dict[str, str] = {}
    for path in po_files(taal):
        merged |= read_po(path.read_text("utf-8"))
    return GNUTranslations(BytesIO(make_mo(merged)))

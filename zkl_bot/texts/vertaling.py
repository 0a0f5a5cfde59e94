"""The catalogs: Dutch is in the msgids, every other language in its .po files.

The .po files under `zkl_bot/locale/<taal>/LC_MESSAGES/` are read as they are, all of them
merged, the first time a language is asked for: there is no compile step that can be
forgotten, and Dutch, whose words are the msgids, reads nothing at all.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from zkl_bot.kennis.model import Taal

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def po_files(taal: Taal) -> list[Path]:
    """The catalog files of a language, in a fixed order."""
    return sorted((LOCALE / taal / "LC_MESSAGES").glob("*.po"))


@cache
def gettext_for(taal: Taal) -> NullTranslations:
    """The translations into a language; a msgid without one comes back in Dutch."""
    if taal == "nl":
        return NullTranslations()
    # Deferred: only needed for a language that is not in the msgids.
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale=taal, charset="utf-8")
    for path in po_files(taal):
        with path.open("rb") as file:
            for message in read_po(file, locale=taal):
                if message.id and message.string and not message.fuzzy:
                    merged[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return GNUTranslations(compiled)

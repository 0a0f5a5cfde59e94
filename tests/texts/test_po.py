from gettext import GNUTranslations
from io import BytesIO
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po as read_with_babel

from zkl_bot.texts.po import make_mo, read_po
from zkl_bot.texts.vertaling import po_files

PO = r"""
# Wat er staat.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#, python-format
msgid "%(n)s actie \"af\"\n"
msgid_plural "%(n)s acties"
msgstr[0] "%(n)s action \\ "
"done"
msgstr[1] "%(n)s actions"

#, fuzzy
msgid "misschien"
msgstr "perhaps"

msgid "nog niet"
msgstr ""

msgctxt "maand"
msgid "mei"
msgstr "May"
"""


def catalog(mo: bytes) -> dict[Any, str]:
    found: dict[Any, str] = GNUTranslations(BytesIO(mo))._catalog  # type: ignore[attr-defined]
    return found


def test_po_has_what_is_translated_and_sure() -> None:
    known = read_po(PO)

    assert known.keys() == {"", '%(n)s actie "af"\n\0%(n)s acties', "maand\4mei"}
    assert known["maand\4mei"] == "May"


def test_mo_is_read_by_gettext() -> None:
    words = GNUTranslations(BytesIO(make_mo(read_po(PO))))

    assert words.ngettext('%(n)s actie "af"\n', "%(n)s acties", 1) == "%(n)s action \\ done"
    assert words.ngettext('%(n)s actie "af"\n', "%(n)s acties", 2) == "%(n)s actions"
    assert words.pgettext("maand", "mei") == "May"
    assert words.gettext("misschien") == "misschien"


def test_po_with_a_line_that_does_not_belong_is_refused() -> None:
    with pytest.raises(ValueError, match="no line of a catalog: msgstr May"):
        read_po('msgid "mei"\nmsgstr May\n')


@pytest.mark.parametrize("path", po_files("en"), ids=lambda path: path.name)
def test_our_catalogs_are_read_as_babel_reads_them(path: Any) -> None:
    with path.open("rb") as file:
        theirs = Catalog(locale="en", charset="utf-8")
        for message in read_with_babel(file, locale="en"):
            if message.id and message.string and not message.fuzzy:
                theirs[message.id] = message
    expected = BytesIO()
    write_mo(expected, theirs)
    ours = catalog(make_mo(read_po(path.read_text("utf-8"))))
    ours.pop("")

    assert ours == {k: v for k, v in catalog(expected.getvalue()).items() if k}

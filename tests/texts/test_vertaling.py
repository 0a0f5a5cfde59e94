import gettext

from jinja2.ext import babel_extract

from zkl_bot.texts.render import TEMPLATES
from zkl_bot.texts.vertaling import gettext_for


def msgids() -> list[tuple[str, str]]:
    found = []
    for path in sorted(TEMPLATES.rglob("*.j2")):
        with path.open("rb") as file:
            messages = list(babel_extract(file, ("_", "gettext", "ngettext"), [], {"trimmed": "1"}))
        for _, _, message, _ in messages:
            if message is None:
                continue
            single = message if isinstance(message, str) else message[0]
            found.append((path.name, str(single)))
    return found


def test_every_text_in_a_template_has_its_english() -> None:
    english = gettext_for("en")
    assert isinstance(english, gettext.GNUTranslations)
    known = {key if isinstance(key, str) else key[0] for key in english._catalog}  # type: ignore[attr-defined]

    assert [(name, text) for name, text in msgids() if text not in known] == []


def test_dutch_is_in_the_texts_themselves() -> None:
    assert gettext_for("nl").gettext("Graag gedaan.") == "Graag gedaan."
    assert gettext_for("en").gettext("Graag gedaan.") == "You are welcome."

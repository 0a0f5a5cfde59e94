from pathlib import Path

from zkl_bot.texts.controle import Msgid, faults, msgids, unused
from zkl_bot.texts.vertaling import gettext_for


def test_every_text_has_its_english() -> None:
    assert faults(msgids(), gettext_for("en")) == []


def test_texts_are_found_in_code_and_templates(tmp_path: Path) -> None:
    (tmp_path / "cli").mkdir()
    (tmp_path / "cli" / "hulp.py").write_text(
        'parser.add_argument("--x", help="Acht", metavar="X")\nraise Mislukt("Negen %(n)s", n=1)\n'
    )
    (tmp_path / "code.py").write_text(
        '_("Een")\nbeurt.vertaal("Twee "\n  "drie", n=1)\nCommando("vier", "Vijf", run)\n'
        'raise HTTPException(404, "Zes")\n'
    )
    (tmp_path / "blad.html.j2").write_text(
        "{% trans %}\n  Zeven\n{% endtrans %}\n"
        "{% trans n=acties %}{{ n }} actie{% pluralize %}{{ n }} acties{% endtrans %}\n"
    )

    assert sorted(msgids(tmp_path)) == [
        Msgid("blad.html.j2:1", "Zeven", None),
        Msgid("blad.html.j2:4", "%(n)s actie", "%(n)s acties"),
        Msgid("cli/hulp.py:1", "Acht", None),
        Msgid("cli/hulp.py:2", "Negen %(n)s", None),
        Msgid("code.py:1", "Een", None),
        Msgid("code.py:2", "Twee drie", None),
        Msgid("code.py:4", "Vijf", None),
        Msgid("code.py:5", "Zes", None),
    ]


def test_a_text_without_english_is_named() -> None:
    known = next(text for text in msgids() if text.enkel == "Graag gedaan.")

    assert faults([known, Msgid("a.py:7", "Bestaat niet", None)], gettext_for("en")) == [
        "a.py:7: geen vertaling van «Bestaat niet»"
    ]
    assert faults([known], gettext_for("nl")) == [
        f"{known.plek}: geen vertaling van «Graag gedaan.»"
    ]


def test_no_translation_is_left_over() -> None:
    assert unused(msgids(), gettext_for("en")) == []
    left = [text for text in msgids() if text.enkel != "Graag gedaan."]
    assert unused(left, gettext_for("en")) == ["«Graag gedaan.» wordt nergens gezegd"]

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2.ext import babel_extract

import zkl_bot.gesprek
from zkl_bot.gesprek.register import Commando
from zkl_bot.texts.render import TEMPLATES
from zkl_bot.texts.vertaling import gettext_for

GESPREK = Path(zkl_bot.gesprek.__file__).parent
OPTIES = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
_SLOT = re.compile(r"%\(\w+\)s")


def in_templates() -> Iterator[tuple[str, str | None]]:
    for file in sorted((TEMPLATES / "gesprek").glob("*.j2")):
        with file.open("rb") as opened:
            found = babel_extract(opened, ("_", "gettext", "ngettext"), [], OPTIES)
            for _, _, message, _ in found:
                parts = (message,) if isinstance(message, str) else message or ()
                meer = parts[1] if len(parts) > 1 else None
                yield str(parts[0]), str(meer) if meer else None


def calls() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted(GESPREK.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                yield str(name), node


def in_code() -> Iterator[tuple[str, str | None]]:
    place = {"vertaal": 0, Commando.__name__: 1, "skip_knop": 2}
    for name, call in calls():
        if name in place and len(call.args) > place[name]:
            argument = call.args[place[name]]
            if isinstance(argument, ast.Constant):
                yield str(argument.value), None


MESSAGES = sorted({*in_templates(), *in_code()}, key=str)


def test_there_are_texts_to_check() -> None:
    assert len(MESSAGES) > 350


@pytest.mark.parametrize(("enkel", "meer"), MESSAGES)
def test_every_text_is_there_in_english_with_its_slots(enkel: str, meer: str | None) -> None:
    words = gettext_for("en")
    catalog = words._catalog  # type: ignore[attr-defined]
    key = (enkel, 0) if meer else enkel
    assert catalog.get(key), enkel
    english = words.ngettext(enkel, meer, 2) if meer else words.gettext(enkel)
    assert set(_SLOT.findall(english)) == set(_SLOT.findall(meer or enkel))


def test_every_part_that_is_said_has_a_template_that_says_it() -> None:
    said = {
        (str(call.args[0].value), str(call.args[1].value))
        for name, call in calls()
        if name == "zeg"
        and len(call.args) > 1
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[1], ast.Constant)
    }
    missing = [
        (gesprek, deel)
        for gesprek, deel in sorted(said)
        if f'"{deel}"' not in (TEMPLATES / "gesprek" / f"{gesprek}.j2").read_text(encoding="utf-8")
    ]
    assert missing == []

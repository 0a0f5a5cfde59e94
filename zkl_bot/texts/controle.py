"""Whether every text people read has its English, with the same values in it.

`python -m zkl_bot.texts.controle` names each text that has not, each that it cannot see, and each
translation that nothing uses; then it fails.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract_from_dir

from zkl_bot.texts.ongemerkt import unmarked
from zkl_bot.texts.vertaling import gettext_for

PAKKET = Path(__file__).resolve().parent.parent
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
OPTIONS = {"**.j2": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "vertaal": None,
    "tel": (1, 2),
    "part": (2,),
    "Mislukt": None,
    "Commando": (2,),
    "skip_knop": (3,),
    "VoorkeurFout": None,
    "HTTPException": (2,),
    "fault": (3,),
    "problem": (3,),
}
"""Which arguments of which calls are msgids, counted from one."""
_SLOT = re.compile(r"%\(\w+\)s")


class Msgid(NamedTuple):
    """A text and where it stands; `meer` is its plural, if it has one."""

    plek: str
    enkel: str
    meer: str | None


def msgids(pakket: Path = PAKKET) -> Iterator[Msgid]:
    """Every text that is marked for translation in the code and the templates of a folder."""
    found = extract_from_dir(pakket, METHODS, OPTIONS, keywords=KEYWORDS)
    for file, line, message, _, _ in found:
        enkel, meer = (message, None) if isinstance(message, str) else (message[0], message[1])
        yield Msgid(f"{file}:{line}", enkel, meer)
    yield from _helps(pakket / "cli")


def _helps(map: Path) -> Iterator[Msgid]:
    """The help of every argument of the command line."""
    for path in sorted(map.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.keyword(arg="help", value=ast.Constant(value=str(words))):
                    yield Msgid(f"cli/{path.name}:{node.value.lineno}", words, None)


def faults(texts: Iterable[Msgid], words: NullTranslations) -> list[str]:
    """What is wrong with the translations of the texts, one line for each."""
    found = []
    for text in texts:
        meer = text.meer or text.enkel
        english = [words.ngettext(text.enkel, meer, n) for n in (1, 2)]
        if text.meer is None:
            english = [words.gettext(text.enkel)]
        known = getattr(words, "_catalog", {})
        if (text.enkel if text.meer is None else (text.enkel, 0)) not in known:
            found.append(f"{text.plek}: geen vertaling van «{text.enkel}»")
        elif set(_SLOT.findall(english[-1])) != set(_SLOT.findall(meer)):
            found.append(f"{text.plek}: andere waarden in de vertaling van «{text.enkel}»")
    return found


def unused(texts: Iterable[Msgid], words: NullTranslations) -> list[str]:
    """The translations of texts that are said nowhere."""
    said = {text.enkel for text in texts}
    known = getattr(words, "_catalog", {})
    found = {key if isinstance(key, str) else key[0] for key in known}
    return [f"«{id}» wordt nergens gezegd" for id in sorted(found - said - {""})]


if __name__ == "__main__":
    every, english = list(msgids()), gettext_for("en")
    wrong = [*unmarked(PAKKET, KEYWORDS), *faults(every, english), *unused(every, english)]
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    sys.exit(1 if wrong else 0)

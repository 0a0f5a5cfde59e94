"""Whether every text people read has its English, with the same values in it.

`python -m zkl_bot.texts.controle` names each text that has not, and then fails.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract_from_dir

from zkl_bot.texts.vertaling import gettext_for

PAKKET = Path(__file__).resolve().parent.parent
# The command line explains itself in Dutch only; its answers come from templates.
METHODS = [("cli/**", "ignore"), ("**.py", "python"), ("**.j2", "jinja2")]
OPTIONS = {"**.j2": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "vertaal": None,
    "Commando": (2,),
    "skip_knop": (3,),
    "HTTPException": (2,),
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


if __name__ == "__main__":
    wrong = faults(msgids(), gettext_for("en"))
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    sys.exit(1 if wrong else 0)

"""What takes longer to make than a person wants to wait for one answer: kept between two runs.

Reading and indexing `data/` takes seconds, compiling the templates a part of one. What came of it
is kept under a name that holds a digest of all it was made of, the data, this program and the
libraries that have a hand in it, so that it is never older than those.

`python -m zkl_bot.cli.voorraad` makes it all, at installation.
"""

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar, get_args

import jinja2
import numpy as np
import pydantic
import Stemmer

from zkl_bot.cli.kast import Kast, kasten
from zkl_bot.kennis.model import Taal
from zkl_bot.kennis.plaats import SHIPPED
from zkl_bot.texts.render import Renderer
from zkl_bot.texts.sjablonen import Sjablonen
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.vraagbaak import ZEEF

T = TypeVar("T")
PROGRAMMA = Path(__file__).resolve().parent.parent
_VERSIES = (sys.version, np.__version__, pydantic.VERSION, jinja2.__version__, Stemmer.version())


class Voorraad:
    """Indexes with their facts, and compiled templates, taken from a kast or made anew and put
    there.
    """

    def __init__(self, data: Path, kasten: Sequence[Kast]) -> None:
        self._data, self._kasten = data, kasten
        self._digest = _digest(data)
        self._boeken: dict[Taal, Boek] = {}

    def boek(self, taal: Taal) -> Boek:
        """The index in one language; its `kennis` holds the facts. Raises DataFault."""
        if taal not in self._boeken:
            self._boeken[taal] = self._take(f"boek-{taal}", lambda: self._make_boek(taal))
        return self._boeken[taal]

    def sjablonen(self, taal: Taal) -> Sjablonen:
        """The compiled templates of answers in one language."""
        return Sjablonen(self._take(f"sjablonen-{taal}", lambda: self._compile(taal)))

    def prepare(self) -> None:
        """Takes what the first question would otherwise wait for."""
        ZEEF.take(self._take("zeef", ZEEF.find_needed))

    def _make_boek(self, taal: Taal) -> Boek:
        from zkl_bot.kennis.load import load_kennis  # loads what reads and checks the facts

        return Boek(load_kennis(self._data), taal)

    def _compile(self, taal: Taal) -> Mapping[str, bytes]:
        made = Sjablonen()
        Renderer(self.boek(taal).kennis, sjablonen=lambda _: made).prepare(taal)
        return made.gemaakt

    def _take(self, naam: str, make: Callable[[], T]) -> T:
        for kast in self._kasten:
            # Whatever is wrong with what was kept, making it anew is right.
            with contextlib.suppress(Exception):
                if content := kast.get(naam, self._digest):
                    kept: T = pickle.loads(content)  # noqa: S301 - ours and whole, see `kast`
                    return kept
        made = make()
        content = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        any(kast.put(naam, self._digest, content) for kast in self._kasten)
        return made


def _digest(data: Path) -> str:
    """A digest of all that the outcome depends on."""
    digest = hashlib.sha256("\n".join(_VERSIES).encode())
    for top, suffix in (
        (data, ".yaml"),
        (PROGRAMMA / "kennis", ".py"),
        (PROGRAMMA / "vragen", ".py"),
        (PROGRAMMA / "texts", ".py"),
        (PROGRAMMA / "texts" / "templates" / "antwoord", ".j2"),
    ):
        for file in _find_files(str(top), suffix):
            content = Path(file).read_bytes()
            head = f"{file.removeprefix(str(top))} {len(content)}\n"
            digest.update(head.encode() + content)
    return digest.hexdigest()[:32]


def _find_files(top: str, suffix: str) -> list[str]:
    """The files in a folder, at any depth, in order. A Path for each would take thrice as long."""
    found = (os.path.join(folder, name) for folder, _, names in os.walk(top) for name in names)
    return sorted(path for path in found if path.endswith(suffix))


if __name__ == "__main__":
    voorraad = Voorraad(SHIPPED, kasten())
    voorraad.prepare()
    for taal in get_args(Taal):
        voorraad.boek(taal)
        voorraad.sjablonen(taal)

"""What reading the facts came to, kept between two runs of `zkl-bot ask`.

Reading and indexing `data/` takes longer than a person wants to wait for one answer. The outcome
is kept under a name that holds a digest of every data file and of this program, so that what is
kept is never older than what it was made of. It is only read back from a folder that is ours and
that nobody else may write to, since unpickling runs what it reads.
"""

import contextlib
import hashlib
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from zkl_bot.kennis.load import load_kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.boek import Boek

T = TypeVar("T")
PROGRAMMA = Path(__file__).resolve().parent.parent


def cache_folder() -> Path:
    """Where it is kept: where a user's caches go (XDG Base Directory)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "zkl_bot"


class Voorraad:
    """Indexes with their facts, taken from the folder `kast` or made anew and put there."""

    def __init__(self, data: Path, kast: Path) -> None:
        self._data, self._kast = data, kast
        self._digest = _digest(data)
        self._boeken: dict[Taal, Boek] = {}

    def boek(self, taal: Taal) -> Boek:
        """The index in one language; its `kennis` holds the facts. Raises DataFault."""
        if taal not in self._boeken:
            self._boeken[taal] = self._take(taal, lambda: Boek(load_kennis(self._data), taal))
        return self._boeken[taal]

    def _take(self, naam: str, make: Callable[[], T]) -> T:
        file = self._kast / f"{naam}-{self._digest}.pickle"
        # Whatever is wrong with what was kept, making it anew is right.
        with contextlib.suppress(Exception):
            if _is_ours(self._kast) and _is_ours(file):
                kept: T = pickle.loads(file.read_bytes())  # noqa: S301 - ours, see above
                return kept
        made = make()
        with contextlib.suppress(OSError):
            self._put(naam, file, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        return made

    def _put(self, naam: str, file: Path, content: bytes) -> None:
        self._kast.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in self._kast.glob(f"{naam}-*.pickle"):
            old.unlink(missing_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self._kast)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).replace(file)


def _is_ours(path: Path) -> bool:
    found = path.lstat()
    if not hasattr(os, "getuid"):
        return True
    others = stat.S_IWGRP | stat.S_IWOTH
    return found.st_uid == os.getuid() and not found.st_mode & others


def _digest(data: Path) -> str:
    """A digest of all that the outcome depends on: the data, the program and Python itself."""
    digest = hashlib.sha256(sys.version.encode())
    for folder, pattern in ((data, "*.yaml"), (PROGRAMMA / "kennis", "*.py"),
                            (PROGRAMMA / "vragen", "*.py")):  # fmt: skip
        for file in sorted(folder.rglob(pattern)):
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:32]

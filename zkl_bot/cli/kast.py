"""Where what was made once is kept for the next time, and how it is read back safely.

Reading runs what it reads (pickle, compiled templates). So a file counts only when it and its
folder belong to whoever runs this or to whoever installed this program, when nobody else may write
there, and when it is whole: it begins with a digest of the rest.
"""

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

BEWAARD = 3
"""How many versions of one thing are kept: a second checkout may have its own."""
_HASH = 32
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Kast:
    """A folder to keep things in. `shared`: others may read them, for they use this program too."""

    folder: Path
    shared: bool = False

    def get(self, naam: str, versie: str) -> bytes | None:
        """What was kept under this name, made of just this; None when it is not there, or may not
        be trusted.
        """
        with contextlib.suppress(OSError), (self.folder / f"{naam}-{versie}").open("rb") as file:
            if _is_trusted(self.folder.stat()) and _is_trusted(os.fstat(file.fileno())):
                digest, content = file.read(_HASH), file.read()
                if hashlib.sha256(content).digest() == digest:
                    return content
        return None

    def put(self, naam: str, versie: str, content: bytes) -> bool:
        """Keeps it, and no more than a few older ones. Says whether that was possible."""
        try:
            self._make_folder()
            handle, temporary = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "wb") as stream:
                stream.write(hashlib.sha256(content).digest())
                stream.write(content)
            if self.shared:
                Path(temporary).chmod(0o644)
            Path(temporary).replace(self.folder / f"{naam}-{versie}")
            kept = sorted(self.folder.glob(f"{naam}-*"), key=lambda file: -file.stat().st_mtime_ns)
            for old in kept[BEWAARD:]:
                old.unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _make_folder(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(mode=0o700, parents=True)
            if self.shared:
                self.folder.chmod(0o755)


def _is_trusted(found: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True
    ours = {os.getuid(), Path(__file__).stat().st_uid}
    return found.st_uid in ours and not found.st_mode & _OTHERS


def kasten() -> list[Kast]:
    """Where to look, the first one first: beside what is installed, and where a user's caches go
    (XDG Base Directory).
    """
    found = []
    if sys.prefix != sys.base_prefix:
        found.append(Kast(Path(sys.prefix) / "var" / "cache" / "zkl_bot", shared=True))
    with contextlib.suppress(RuntimeError):
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        found.append(Kast(Path(base) / "zkl_bot"))
    return found

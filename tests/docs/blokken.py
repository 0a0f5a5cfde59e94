"""The code blocks of the documents: what stands in them, and between which fences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")


@dataclass(frozen=True, slots=True)
class Blok:
    """A fenced block. `taal` and `doel` are the first word and the rest of its info string."""

    document: str
    regel: int
    """Of the opening fence, from 1."""
    taal: str
    doel: str
    inhoud: str

    def __str__(self) -> str:
        return f"{self.document}:{self.regel}"


def documents() -> list[Path]:
    """Every document people read; the list of changes only tells what was."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("bench/*.md")]
    return sorted(path for path in found if path.name != "CHANGELOG.md")


def blocks(path: Path) -> Iterator[Blok]:
    """The fenced blocks of a document, in order. Raises ValueError for one that never ends."""
    name = path.relative_to(ROOT).as_posix()
    opened: tuple[int, str, str, str] | None = None
    held: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        match = _FENCE.match(line)
        if opened is None:
            if match:
                taal, _, doel = match["info"].strip().partition(" ")
                opened, held = (number, match["fence"], taal, doel.strip()), []
        elif match and match["fence"] == opened[1] and not match["info"].strip():
            yield Blok(name, opened[0], opened[2], opened[3], "\n".join(held) + "\n")
            opened = None
        else:
            held.append(line)
    if opened is not None:
        raise ValueError(f"{name}:{opened[0]}: this block never ends")


def without_blocks(path: Path) -> str:
    """The words of a document, its blocks left out."""
    return re.sub(r"(?ms)^(`{3,}).*?^\1$", "", path.read_text(encoding="utf-8"))

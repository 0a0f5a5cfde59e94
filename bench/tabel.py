"""What a benchmark gives back, and how it is shown: always as a ratio beside its figure."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Meting:
    """One figure. `verhouding` is ours over the peer's, measured in the same run.

    `doel` says in words what was promised; `gehaald` whether the figure keeps it (None where
    nothing was promised).
    """

    onderdeel: str
    wat: str
    waarde: float
    eenheid: str
    naast: str = ""
    verhouding: float | None = None
    doel: str = ""
    gehaald: bool | None = None

    def as_json(self) -> dict[str, Any]:
        """The same, for a file."""
        return asdict(self)


def _ratio(ratio: float) -> str:
    """A small one as a part, for so it was promised."""
    return f"1/{1 / ratio:.0f}" if 0 < ratio < 0.05 else f"{ratio:.3g}"


def render(metingen: Iterable[Meting]) -> str:
    """The measurements as a Markdown table."""
    rows = [
        "| onderdeel | wat | waarde | naast | verhouding | doel | |",
        "|---|---|---:|---|---:|---|---|",
    ]
    for m in metingen:
        ratio = "" if m.verhouding is None else _ratio(m.verhouding)
        mark = {True: "ja", False: "NEE", None: ""}[m.gehaald]
        rows.append(
            f"| {m.onderdeel} | {m.wat} | {m.waarde:.4g} {m.eenheid} | {m.naast} | {ratio} "
            f"| {m.doel} | {mark} |"
        )
    return "\n".join(rows)

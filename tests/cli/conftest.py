from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from zkl_bot.cli.hoofd import main


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What a command did."""

    status: int
    out: str
    err: str


Run = Callable[..., Uitkomst]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `zkl-bot` in a folder of its own, where it is 1 March 2022."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZKL_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("ZKL_NOW", "2022-03-01T09:00")

    def call(*args: str) -> Uitkomst:
        status = main(args)
        captured = capsys.readouterr()
        return Uitkomst(status, captured.out, captured.err)

    return call

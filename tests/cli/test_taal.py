"""The commands in English, for who asks for it with LANGUAGE."""

import re

import pytest

from tests.cli.conftest import Run
from zkl_bot.cli.register import COMMANDOS

DUTCH = re.compile(r"\b(een|het|van|de|gebruik|opties|argumenten|toon|uitleg bij|welke|wanneer)\b")


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en_GB:nl")


@pytest.mark.parametrize("naam", ["", *(c.naam for c in COMMANDOS)])
def test_help_is_in_english(run: Run, naam: str) -> None:
    shown = run(*filter(None, [naam]), "--help")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith(f"Usage: zkl-bot {naam}".rstrip())
    assert DUTCH.findall(re.sub(r"--\w+", "", shown.out.lower())) == []


@pytest.mark.parametrize(
    ("args", "status", "err"),
    [
        (("niets",), 2, "zkl-bot: I don't know the command 'niets'\nHelp: zkl-bot --help\n"),
        (
            ("simulate", "--van", "2022-02-30", "--tot", "2022-03-01"),
            2,
            "zkl-bot simulate: argument --van: '2022-02-30' is no date that exists; write for "
            "example 2027-01-31\nHelp: zkl-bot simulate --help\n",
        ),
        (
            ("simulate", "--van", "2022-03-02", "--tot", "2022-03-01"),
            1,
            "--tot lies before --van.\n",
        ),
        (("restore", "niets.gz"), 1, "niets.gz is not there.\n"),
        (("outbox",), 0, "0 messages.\n"),
        (("bijeenkomst", "move", "weg", "--op", "2022-05-01"), 1,
         "There is no meeting 'weg'; see: zkl-bot bijeenkomst list\n"),
        (("bijeenkomst", "add", "--gremium", "pho", "--op", "2022-05-01"), 1,
         "A pho needs a subject: --onderwerp wonen\n"),
        (("gereed", "100%"), 1, "There is no '100%' in the calendar.\n"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_told_in_english(
    run: Run, args: tuple[str, ...], status: int, err: str
) -> None:
    shown = run(*args)
    assert (shown.status, shown.err) == (status, err)


def test_answer_keeps_the_language_of_the_question(run: Run) -> None:
    assert run("ask", "Wie trekt actie 9?").out.startswith("Haarlem trekt actie 9")

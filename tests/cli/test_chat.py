import io
import sys

import pytest

from tests.cli.conftest import Run


def say(run: Run, monkeypatch: pytest.MonkeyPatch, *lines: str) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    done = run("chat")
    assert done.status == 0, done.err
    return done.out


def test_chat_answers_questions_and_follow_ups(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    out = say(
        run, monkeypatch, "wie trekt actie 9", "en wanneer?", "", "/stop", "wie trekt actie 2"
    )
    assert "Haarlem" in out
    assert "derde kwartaal" in out
    assert "Nationaal Park" not in out


def test_number_presses_a_button_and_what_was_chosen_is_kept(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = say(run, monkeypatch, "/volg", "1")
    assert "[1]" in out
    assert "alles" in say(run, monkeypatch, "/volg").lower()


def test_strange_input_gets_an_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    out = say(run, monkeypatch, "/bestaatniet", "🎉", "<b>x</b>", "x" * 10_000, "999")
    assert out.strip() != ""
    assert "Traceback" not in out

import gc
import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.conftest import Run


def batch(run: Run, monkeypatch: pytest.MonkeyPatch, *lines: bytes) -> list[dict[str, Any]]:
    data = io.BytesIO(b"\n".join(lines))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=data))
    done = run("ask", "--json", "-")
    assert done.status == 0
    return [json.loads(line) for line in done.out.splitlines()]


def test_answer_has_its_source(run: Run) -> None:
    done = run("ask", "Wie", "trekt", "actie", "9?")
    assert (done.status, done.err) == (0, "")
    assert "Haarlem" in done.out
    assert "§7.1" in done.out
    assert "<" not in done.out


def test_question_touches_no_database_where_there_is_none(run: Run, tmp_path: Path) -> None:
    run("ask", "Wie trekt actie 9?")
    assert not (tmp_path / "var").exists()


def test_question_does_not_load_the_database_libraries(tmp_path: Path) -> None:
    code = (
        "import sys; from zkl_bot.cli.hoofd import main; main(['ask', 'wie trekt actie 9']); "
        "sys.exit(any(m in sys.modules for m in ('sqlalchemy', 'fastapi', 'telegram', 'alembic')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_json_has_the_fields_scripts_rely_on(run: Run) -> None:
    (line,) = run("ask", "--json", "Wie trekt actie 9?").out.splitlines()
    given = json.loads(line)
    assert given.keys() == {"answer", "sources", "kind", "suggestions", "ms"}
    assert given["kind"] == "antwoord"
    assert {"bron": "werkplan-2021-2023", "paragraaf": "7.1"} in given["sources"]


@pytest.mark.parametrize("moment", ["9999-12-31", "2022-02-30", "morgen"])
def test_now_that_is_no_moment_is_refused_in_words(run: Run, moment: str) -> None:
    done = run("ask", "--now", moment, "Wie trekt actie 9?")

    assert (done.status, done.out) == (2, "")
    assert f"{moment!r} is geen bestaand moment" in done.err


def test_now_and_language_can_be_given(run: Run) -> None:
    earlier = run("ask", "--now", "2022-03-01", "Wanneer wordt actie 9 besproken?")
    later = run("ask", "--now", "2024-03-01", "Wanneer wordt actie 9 besproken?")
    english = run("ask", "--taal", "en", "who leads action 9?")
    assert earlier.out != later.out
    assert "leads" in english.out


def test_why_is_told_on_request(run: Run) -> None:
    assert "Waarom dit antwoord" in run("ask", "--uitleg", "wie trekt actie 9").out
    given = json.loads(run("ask", "--json", "--uitleg", "wie trekt actie 9").out)
    assert given["uitleg"].keys() == {"regel", "score", "woorden", "dichtbij"}


def test_meetings_of_the_griffie_count_when_there_is_a_database(run: Run) -> None:
    question = ("ask", "--now", "2022-06-01", "Wanneer wordt actie 9 besproken?")
    before = run(*question).out
    run("bijeenkomst", "add", "--gremium", "raadsbijeenkomst", "--op", "2022-09-14", "--actie", "9")
    after = run(*question).out
    assert "14 september 2022" not in before
    assert "14 september 2022" in after


def test_batch_answers_in_order_and_goes_on_after_a_bad_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies = batch(
        run,
        monkeypatch,
        b'{"id": "1", "question": "wie trekt actie 9"}',
        b"geen json",
        b"[1, 2]",
        b'{"id": 3, "question": 9}',
        b'{"id": "4", "question": "wie", "now": "ooit"}',
        b'{"question": "wie", "taal": "fr"}',
        b'{"question": "wie", "context": "x"}',
        b"\xff\xfe",
        b"",
        b'{"id": "9", "question": "", "context": ["wie trekt actie 9"], "now": "2022-03-01"}',
    )
    assert [sorted(r.keys() & {"id", "error", "answer"}) for r in replies] == [
        ["answer", "id"],
        ["error"],
        ["error"],
        ["error", "id"],
        ["error", "id"],
        ["error"],
        ["error"],
        ["error"],
        ["answer", "id"],
    ]
    assert (replies[0]["id"], replies[3]["id"], replies[-1]["id"]) == ("1", 3, "9")


def test_stats_go_to_stderr(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"question": "wie trekt actie 9"}\n'
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(line * 3)))
    done = run("ask", "--json", "-", "--stats")
    assert done.err.startswith("3 vragen, mediaan ")
    assert len(done.out.splitlines()) == 3


def test_collecting_garbage_goes_on_as_before_for_who_asks_within_a_process(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ask", "Wie trekt actie 9?")
    batch(monkeypatch=monkeypatch, run=run)
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)


def test_batch_is_only_json(run: Run) -> None:
    refused = run("ask", "-")
    assert (refused.status, refused.out) == (1, "")

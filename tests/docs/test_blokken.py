"""Every command and code block of every document is carried out or checked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.blokken import ROOT, Blok, blocks, documents
from tests.docs.dubbels import DUBBELS, main
from tests.docs.uitvoeren import TOKEN, Plaats, carry_out, exchanges, make_plaats
from tests.fakes.botapi import FakeBotApi

pytestmark = pytest.mark.zwaar
NAMEN = [path.relative_to(ROOT).as_posix() for path in documents()]


def block(taal: str, inhoud: str, doel: str = "") -> Blok:
    return Blok("proef.md", 1, taal, doel, inhoud)


@pytest.fixture
def plaats(tmp_path: Path) -> Iterator[Plaats]:
    made = make_plaats(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("naam", NAMEN)
def test_every_block_of_a_document_can_be_carried_out(
    naam: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    found = list(blocks(ROOT / naam))
    if not found:
        return
    needs_postgres = any(b.taal == "sql" or "postgresql://" in b.inhoud for b in found)
    postgres = request.getfixturevalue("postgres_url") if needs_postgres else ""
    with FakeBotApi(token=TOKEN) as api:
        made = make_plaats(tmp_path, postgres=postgres, telegram=api.url)
        try:
            for blok in found:
                carry_out(made, blok)
        finally:
            made.close()


@pytest.mark.parametrize(
    "blok",
    [
        block("", "zkl-bot ask x\n"),
        block("ruby", "puts 1\n"),
        block("sh", "false\ntrue\n"),
        block("sh", "bestaatniet --help\n"),
        block("sh", "zkl-bot bestaatniet\n"),
        block("sh", "make bestaatniet\n"),
        block("sh", "docker run hello-world\n"),
        block("sh", "docker compose up bestaatniet\n"),
        block("sh", "docker compose exec zkl rm -rf /\n"),
        block("sh", "docker compose exec zkl zkl-bot bestaatniet\n"),
        block("sh", "sudo rm -rf /\n"),
        block("sh", "sudo systemctl restart sshd\n"),
        block("sh", "curl https://example.org/\n"),
        block("console", "$ echo een\ntwee\n"),
        block("console", "echo een\n"),
        block("python", "raise SystemExit(3)\n"),
        block("python", "def (:\n", "zkl_bot/x.py"),
        block("yaml", "a: [\n", "data/begrippen.yaml"),
        block("yaml", "- {onzin: 1}\n", "data/begrippen.yaml"),
        block("yaml", "a: 1\n"),
        block("env", "ZKL_BESTAATNIET=1\n"),
        block("env", "ZKL_PORT=abc\n"),
        block("env", "ONBEKEND=1\n"),
        block(
            "ini",
            "[Service]\nExecStart=/opt/zkl_bot/.venv/bin/zkl-bot bestaatniet\n",
            "zkl-bot.service",
        ),
        block("nginx", "server { listen 443 }\n"),
        block("json", "{\n"),
        block("csv", "Datum;Titel\n"),
        block("text", "$ zkl-bot serve\n"),
    ],
    ids=lambda b: f"{b.taal}: {b.inhoud.splitlines()[0]}",
)
def test_block_that_is_wrong_or_unknown_fails(plaats: Plaats, blok: Blok) -> None:
    with pytest.raises(AssertionError):
        carry_out(plaats, blok)


@pytest.mark.parametrize(
    "blok",
    [
        block("sh", "zkl-bot ask 'Wie trekt actie 9?'\n"),
        block("sh", "zkl-bot serve\ncurl http://127.0.0.1:8080/health/live\n"),
        block("sh", "sudo systemctl restart zkl-bot\ndocker compose logs zkl\nmake help\n"),
        block("console", "$ echo een\neen\n$ printf 'a %s c\\n' b\na … c\n$ true\n"),
        block("env", "ZKL_PORT=8080\nPOSTGRES_PASSWORD=x\n"),
        block("json", '{"a": 1}\n{"b": 2}\n'),
        block("text", "a → b\n"),
    ],
    ids=lambda b: f"{b.taal}: {b.inhoud.splitlines()[0]}",
)
def test_block_that_is_right_passes(plaats: Plaats, blok: Blok) -> None:
    carry_out(plaats, blok)


def test_stand_in_says_what_it_does_not_know(capfd: pytest.CaptureFixture[str]) -> None:
    own = {"zkl-bot", "make", "pytest"}
    assert {main(naam, ["onbekend"]) for naam in DUBBELS.keys() - own} == {125}
    assert capfd.readouterr().err.count("\n") == len(DUBBELS.keys() - own)


def test_console_block_is_read_command_by_command() -> None:
    assert exchanges("$ een \\\n> twee\nuit\n\n$ drie\n") == [
        ("een \\\ntwee", "uit\n"),
        ("drie", ""),
    ]


def test_block_that_never_ends_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.docs.blokken.ROOT", tmp_path)
    (tmp_path / "x.md").write_text("```sh\ntrue\n")
    with pytest.raises(ValueError, match=r"x\.md:1: this block never ends"):
        list(blocks(tmp_path / "x.md"))

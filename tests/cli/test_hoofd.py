from importlib import import_module

import pytest
from sqlalchemy.exc import OperationalError

from tests.cli.conftest import Run
from zkl_bot.cli.hoofd import explain
from zkl_bot.cli.parser import translate
from zkl_bot.cli.register import COMMANDOS


def test_help_lists_every_command(run: Run) -> None:
    shown = run("--help")
    assert shown.status == 0
    assert [c.naam for c in COMMANDOS if f"  {c.naam} " not in shown.out] == []


@pytest.mark.parametrize("naam", [c.naam for c in COMMANDOS])
def test_every_command_explains_itself_in_dutch(run: Run, naam: str) -> None:
    shown = run(naam, "--help")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith(f"Gebruik: zkl-bot {naam}")
    for english in ("usage", "options", "positional", "show this"):
        assert english not in shown.out.lower()


@pytest.mark.parametrize("commando", COMMANDOS, ids=lambda c: c.naam)
def test_every_command_has_its_module(commando: object) -> None:
    module = import_module(f"zkl_bot.cli.{commando.module}")  # type: ignore[attr-defined]
    assert callable(module.configure)
    assert callable(module.run)


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("bestaatniet",),
        ("--onbekend",),
        ("ask",),
        ("ask", "--taal", "fr", "vraag"),
        ("bijeenkomst",),
        ("bijeenkomst", "add"),
        ("simulate", "--van", "2022-01-01"),
        ("simulate", "--van", "31-02-2022", "--tot", "2022-03-01"),
        ("invite", "--rol", "baas"),
        ("invite", "--rol", "griffie", "--dagen", "0"),
        ("outbox", "--stand", "zoek"),
        ("opzegging", "Heemstede", "31-02-2027"),
    ],
)
def test_wrong_usage_is_status_two_with_a_way_out(run: Run, args: tuple[str, ...]) -> None:
    refused = run(*args)
    assert (refused.status, refused.out) == (2, "")
    assert "--help" in refused.err
    assert "Traceback" not in refused.err


def test_messages_of_argparse_are_dutch() -> None:
    assert translate("the following arguments are required: VRAAG") == "er ontbreekt: VRAAG"
    assert translate("argument --rol: expected one argument") == (
        "--rol: hier hoort een waarde bij"
    )
    assert translate("iets nieuws") == "iets nieuws"


def test_broken_data_are_told_with_their_place(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZKL_DATA", "/bestaat/niet")
    for args in (("ask", "wie trekt actie 9"), ("bijeenkomst", "list")):
        refused = run(*args)
        assert (refused.status, refused.out) == (1, "")
        assert refused.err == "/bestaat/niet: deze map bestaat niet\n"


def test_wrong_setting_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZKL_PORT", "x")
    refused = run("ask", "wie trekt actie 9")
    assert (refused.status, refused.out) == (1, "")
    assert refused.err == (
        "ZKL_PORT is niet goed; verwacht: een poortnummer van 0 tot en met 65535.\n"
    )


def test_database_that_cannot_be_reached_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZKL_DATABASE_URL", "postgresql://zkl:geheim@127.0.0.1:1/zkl")
    refused = run("bijeenkomst", "list")
    assert refused.status == 1
    assert refused.err.count("\n") == 1
    assert "geheim" not in refused.err


@pytest.mark.parametrize(
    ("fault", "begin"),
    [
        (
            OperationalError("SELECT geheim", {}, Exception("locked\nmeer")),
            "De database werkt niet mee: locked",
        ),
        (
            PermissionError(13, "Permission denied", "/x"),
            "Dat lukt hier niet: Permission denied (/x)",
        ),
        (RuntimeError("oeps"), "Er ging iets mis waarop niet is gerekend: RuntimeError: oeps"),
    ],
)
def test_any_fault_is_one_line(fault: Exception, begin: str) -> None:
    assert explain(fault) == begin

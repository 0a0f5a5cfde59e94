import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from zkl_bot.log import MASKER, configure_logging, make_masker, secrets_of
from zkl_bot.settings import load_settings

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz0123456"


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield io.StringIO()
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/sendMessage", f"/bot{MASKER}/sendMessage"),
        ("GET http://127.0.0.1:8081/bot42:kort/getMe", f"/bot{MASKER}/getMe"),
        (f"token={TOKEN}", f"token={MASKER}"),
        ("GET /kalender/abonnement/Zx9_-abcdEF.ics", f"/abonnement/{MASKER}.ics"),
        ("/uitnodiging/8JS5_iSoYnPffS9wVXHT", f"/uitnodiging/{MASKER}"),
        ("/bevestig/8JS5_iSoYnPffS9wVXHT", f"/bevestig/{MASKER}"),
        ("https://t.me/bot?start=8JS5_iSoYnPffS9w", f"?start={MASKER}"),
        ("smtp://zkl:hunter2@mail.example:25", f"smtp://zkl:{MASKER}@mail.example:25"),
        ("postgresql+psycopg://u:p%40ss@db/zkl", f"//u:{MASKER}@db/zkl"),
    ],
)
def test_what_looks_like_a_secret_is_blotted_out(line: str, masked: str) -> None:
    assert masked in make_masker([])(line)
    assert TOKEN not in make_masker([])(line)


def test_ordinary_lines_stay_as_they_are() -> None:
    line = "GET /kalender/alles.ics 200 at 19:30:00 for actie-9, http://127.0.0.1:8080/"
    assert make_masker(["geheim"])(line) == line


def test_known_secret_is_blotted_out_also_when_quoted() -> None:
    assert make_masker(["h@nter/2"])("pw h@nter/2 of h%40nter%2F2") == f"pw {MASKER} of {MASKER}"


def test_secrets_are_the_token_and_the_passwords() -> None:
    settings = load_settings(
        telegram_token="42:abc",
        smtp_url="smtp://zkl:mailpw@mail.example",
        mail_from="a@b.example",
        database_url="postgresql://zkl:db%22pw@127.0.0.1/zkl",
    )
    webhook = settings.webhook_secret
    assert secrets_of(settings) == ["42:abc", webhook, "mailpw", "db%22pw", 'db"pw']


def test_known_secret_is_blotted_out_also_within_json(out: io.StringIO) -> None:
    configure_logging("json", secrets=['db"pw'], out=out)
    structlog.get_logger("zkl_bot.proef").info("weg", fout='password db"pw refused')
    assert json.loads(out.getvalue())["fout"] == f"password {MASKER} refused"


def test_json_is_an_object_a_line_also_of_libraries_and_exceptions(out: io.StringIO) -> None:
    configure_logging("json", secrets=["hunter2"], out=out)
    structlog.get_logger("zkl").info("verzonden", aantal=2, naam="Café")
    logging.getLogger("lib").warning("mislukt met %s", "hunter2")
    try:
        raise ValueError("wachtwoord hunter2")
    except ValueError:
        structlog.get_logger("zkl").exception("fout")
    first, second, third = (json.loads(line) for line in out.getvalue().splitlines())
    assert (first["event"], first["aantal"], first["naam"]) == ("verzonden", 2, "Café")
    assert (first["level"], first["logger"]) == ("info", "zkl")
    assert second["event"] == f"mislukt met {MASKER}"
    assert f"wachtwoord {MASKER}" in third["exception"]
    assert "hunter2" not in out.getvalue()


def test_text_is_for_people_and_masks_tracebacks(out: io.StringIO) -> None:
    configure_logging("text", secrets=["hunter2"], out=out)
    try:
        raise ValueError("hunter2")
    except ValueError:
        structlog.get_logger("zkl").exception("fout", aantal=1)
    assert "aantal=1" in out.getvalue()
    assert "Traceback" in out.getvalue()
    assert "hunter2" not in out.getvalue()


def test_chatty_libraries_only_warn(out: io.StringIO) -> None:
    configure_logging("text", out=out)
    logging.getLogger("httpx").info("HTTP Request")
    logging.getLogger("httpx").warning("let op")
    assert "HTTP Request" not in out.getvalue()
    assert "let op" in out.getvalue()

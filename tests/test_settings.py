import os
from datetime import datetime
from pathlib import Path

import pytest

from zkl_bot.clock import AMSTERDAM
from zkl_bot.settings import Settings, SettingsFault, load_settings


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZKL_PORT", "tachtig"),
        ("ZKL_PORT", "65536"),
        ("ZKL_TELEGRAM_MODE", "duif"),
        ("ZKL_TELEGRAM_API_URL", "api.telegram.org"),
        ("ZKL_TELEGRAM_TOKEN", "geheim"),
        ("ZKL_PUBLIC_URL", "ftp://a.example"),
        ("ZKL_DATABASE_URL", "mysql://a/b"),
        ("ZKL_NOW", "morgen"),
        ("ZKL_SMTP_URL", "https://a.example"),
        ("ZKL_TRUSTED_PROXIES", "127.0.0.1, overal"),
        ("ZKL_LOG_FORMAT", "xml"),
        ("ZKL_OPEN_VRAGEN", "soms"),
        ("ZKL_PUBLIC_URL", "https://a.example:poort"),
        ("ZKL_PUBLIC_URL", "https://naam:geheim@a.example"),
        ("ZKL_PUBLIC_URL", "https://a.example/#x"),
        ("ZKL_TELEGRAM_API_URL", "http://a.example:poort"),
        ("ZKL_DATABASE_URL", "postgresql://a.example:poort/zkl"),
        ("ZKL_DATABASE_URL", "sqlite://"),
        ("ZKL_DATABASE_URL", "sqlite:///:memory:"),
        ("ZKL_SMTP_URL", "smtp://naam:geheim@a.example:poort"),
        ("ZKL_MAIL_FROM", "a@b.example\nBcc: c@d.example"),
        ("ZKL_IMPORT_ALLOW", "http://a.example/agenda"),
        ("ZKL_IMPORT_ALLOW", "a.example:poort"),
        ("ZKL_NOW", "1651478400"),
        ("ZKL_NOW", "9999-12-31"),
    ],
)
def test_wrong_value_is_named_with_what_is_accepted(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsFault) as fault:
        load_settings()
    accepted = Settings.model_fields[name.removeprefix("ZKL_").lower()].description
    assert str(fault.value) == f"{name} is niet goed; verwacht: {accepted}."


@pytest.mark.parametrize("name", ["ZKL_DATABASE_URL", "ZKL_SMTP_URL", "ZKL_TELEGRAM_TOKEN"])
def test_wrong_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "wachtwoord-123")
    with pytest.raises(SettingsFault) as fault:
        load_settings()
    assert "wachtwoord-123" not in str(fault.value)
    assert fault.value.__cause__ is None


@pytest.mark.parametrize(
    ("name", "value", "needs"),
    [
        ("ZKL_TELEGRAM_MODE", "webhook", "ZKL_PUBLIC_URL"),
        ("ZKL_SMTP_URL", "smtp://mail.example", "ZKL_MAIL_FROM"),
    ],
)
def test_setting_that_needs_another_says_so(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, needs: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsFault, match=f"{name}.*{needs}"):
        load_settings()


def test_env_file_counts_and_the_environment_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("ZKL_PORT=9001\nZKL_HOST=0.0.0.0\nZKL_MAIL_FROM=\n")
    monkeypatch.setenv("ZKL_PORT", "9002")
    settings = load_settings()
    assert (settings.port, settings.host, settings.mail_from) == (9002, "0.0.0.0", None)


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZKL_IMPORT_ALLOW", " 127.0.0.1:9000, intern.example:443,")
    monkeypatch.setenv("ZKL_TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8")
    settings = load_settings()
    assert settings.import_allow == ("127.0.0.1:9000", "intern.example:443")
    assert settings.trusted_proxies == ("127.0.0.1", "10.0.0.0/8")


@pytest.mark.parametrize(
    ("value", "expected"), [("ja", True), ("Nee", False), ("true", True), ("false", False)]
)
def test_yes_and_no_are_taken_in_dutch_too(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: bool
) -> None:
    monkeypatch.setenv("ZKL_OPEN_VRAGEN", value)
    assert load_settings().open_vragen is expected


def test_moment_without_an_offset_is_amsterdam_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZKL_NOW", "2022-05-02T09:00")
    assert load_settings().now == datetime(2022, 5, 2, 9, tzinfo=AMSTERDAM)


def test_base_url_follows_from_host_and_port_unless_it_is_set() -> None:
    assert load_settings(host="::1", port=81).base_url == "http://[::1]:81"
    assert load_settings(public_url="https://zkl.example/").base_url == "https://zkl.example"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_database_url_gets_our_driver(scheme: str) -> None:
    settings = load_settings(database_url=f"{scheme}://zkl:pw@127.0.0.1/zkl")
    assert settings.sqlalchemy_url == "postgresql+psycopg://zkl:pw@127.0.0.1/zkl"


def test_without_a_database_there_is_sqlite_under_home(tmp_path: Path) -> None:
    assert load_settings().sqlalchemy_url == f"sqlite:///{tmp_path / 'var' / 'zkl.sqlite'}"


def test_settings_do_not_show_their_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZKL_TELEGRAM_TOKEN", "123456:geheimgeheim")
    assert "geheimgeheim" not in repr(load_settings())
    assert "ZKL_TELEGRAM_TOKEN" in os.environ

"""What an operator may set: environment variables `ZKL_…`, or a `.env` file."""

import hmac
import os
import re
from collections.abc import Mapping
from datetime import datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.plaats import SHIPPED

PREFIX = "zkl_"


class SettingsFault(Exception):
    """Raised for a wrong setting; the message names the variable and what is accepted."""


def _list(value: object) -> object:
    if not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(",") if part.strip()]


def _is_host(name: str | None) -> bool:
    return bool(name) and not any(c.isspace() for c in str(name))


def _set(variables: Mapping[str, str | None]) -> dict[str, str]:
    """Our settings among the variables, in whatever case; one that is empty was not set."""
    names = ((name.lower(), value) for name, value in variables.items() if value)
    return {name.removeprefix(PREFIX): value for name, value in names if name.startswith(PREFIX)}


def read_env(file: str | Path | None = ".env") -> dict[str, str]:
    """What the file sets and, before it, the environment."""
    if file is None or not Path(file).is_file():
        return _set(os.environ)
    from dotenv import dotenv_values  # most have no such file

    return _set(dotenv_values(file, encoding="utf-8")) | _set(os.environ)


class Settings(BaseModel):
    """Every setting, each as the environment variable `ZKL_` and its name in capitals.

    The descriptions are what a SettingsFault says is accepted, in Dutch as all texts for people.
    pydantic-settings would do as `read_env` does, but loads asyncio and more, for which who asks
    one question in the terminal would wait.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, validate_default=True)

    def __init__(self, _env_file: str | Path | None = ".env", **given: Any) -> None:
        super().__init__(**(read_env(_env_file) | given))

    telegram_token: SecretStr | None = Field(
        None, description="het token dat @BotFather gaf, zoals 123456:AbC-dEf"
    )
    telegram_api_url: str = Field("https://api.telegram.org", description="een http(s)-adres")
    telegram_mode: Literal["polling", "webhook"] = Field(
        "polling", description="polling of webhook"
    )
    telegram_per_second: float = Field(29.0, gt=0, le=2000, description="een getal, zoals 29")
    """Messages a second in all, just under what Telegram allows; a paid broadcast allows more."""
    telegram_per_chat: float = Field(1.1, ge=0, le=60, description="een aantal seconden, zoals 1.1")
    """Seconds between two messages to one person."""
    telegram_per_group: float = Field(
        3.4, ge=0, le=600, description="een aantal seconden, zoals 3.4"
    )
    """Seconds between two messages in one group in the long run: three answers may go at once, as
    long as no minute holds more than 20."""
    database_url: SecretStr | None = Field(
        None,
        description="een SQLAlchemy-URL voor PostgreSQL of een SQLite-bestand, zoals postgresql://…",
    )
    home: Path = Field(Path("var"), description="een map waarin geschreven mag worden")
    data: Path = Field(SHIPPED, description="een map met de databestanden")
    host: str = Field("127.0.0.1", description="een adres om op te luisteren")
    port: int = Field(8080, ge=0, le=65535, description="een poortnummer van 0 tot en met 65535")
    public_url: str | None = Field(
        None, description="een http(s)-adres zonder iets erachter, zoals https://zkl.example.nl"
    )
    now: datetime | None = Field(None, description="een ISO-moment, zoals 2022-05-02T09:00")
    smtp_url: SecretStr | None = Field(
        None, description="smtp://naam:wachtwoord@server:poort of smtps://…"
    )
    mail_from: str | None = Field(None, description="een e-mailadres")
    import_allow: tuple[str, ...] = Field(
        (), description="server:poort, meer dan één met een komma ertussen"
    )
    trusted_proxies: tuple[str, ...] = Field(
        (), description="IP-adressen of netwerken, meer dan één met een komma ertussen"
    )
    log_format: Literal["text", "json"] = Field("text", description="text of json")
    open_vragen: bool = Field(True, description="ja of nee (true of false)")
    """Whether questions without an answer are kept, text only, for the griffie."""

    stil_dagen: int = Field(730, ge=30, description="een aantal dagen vanaf 30")
    """How long somebody is kept who is never heard of and gets no messages either."""

    _lists = field_validator("import_allow", "trusted_proxies", mode="before")(_list)

    @field_validator("open_vragen", mode="before")
    @classmethod
    def _yes(cls, value: object) -> object:
        """What the fault message says is accepted."""
        return {"ja": True, "nee": False}.get(str(value).strip().lower(), value)

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            number, _, rest = value.get_secret_value().partition(":")
            if not number.isdigit() or not rest or not rest.isascii() or " " in rest:
                raise ValueError("not a token")
        return value

    @field_validator("telegram_api_url", "public_url")
    @classmethod
    def _http(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        odd = parts.query or parts.fragment or parts.username is not None or parts.port == 0
        if parts.scheme not in ("http", "https") or not _is_host(parts.hostname) or odd:
            raise ValueError("not an http(s) URL")
        return value.rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def _smtp(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parts = urlsplit(value.get_secret_value())
            # A port that is none is a ValueError of its own.
            if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.port == 0:
                raise ValueError("not an smtp(s) URL")
        return value

    @field_validator("mail_from")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not value.isprintable() or not value.strip("@ ").partition("@")[2]:
            raise ValueError("not an address")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            written = value.get_secret_value()
            scheme = written.split(":", 1)[0].split("+", 1)[0]
            if scheme not in ("sqlite", "postgresql", "postgres"):
                raise ValueError("not a SQLite or PostgreSQL URL")
            file = written.partition(":///")[2].partition("?")[0]
            if scheme == "sqlite" and file in ("", ":memory:"):
                raise ValueError("nothing of it would be left for another thread or command")
            if scheme != "sqlite" and urlsplit(written).port == 0:
                raise ValueError("not a port")
        return value

    @field_validator("import_allow")
    @classmethod
    def _hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for host in value:
            parts = urlsplit(f"//{host}")
            if host != parts.netloc or not _is_host(parts.hostname) or parts.port == 0:
                raise ValueError("not a host")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            ip_network(network, strict=False)
        return value

    @field_validator("now", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        """A moment as people write it, in years that a calendar knows; not a number of seconds."""
        if isinstance(value, str) and not re.match(r"(19|2\d)\d\d-", value.strip()):
            raise ValueError("not a moment")
        return value

    @field_validator("now")
    @classmethod
    def _aware(cls, value: datetime | None) -> datetime | None:
        """A moment without an offset is meant in Amsterdam time."""
        return value.replace(tzinfo=AMSTERDAM) if value and value.tzinfo is None else value

    @model_validator(mode="after")
    def _together(self) -> "Settings":
        if self.telegram_mode == "webhook" and not self.public_url:
            raise ValueError(
                "ZKL_TELEGRAM_MODE=webhook kan alleen met ZKL_PUBLIC_URL: "
                "het adres waarop Telegram deze dienst bereikt."
            )
        if self.smtp_url and not self.mail_from:
            raise ValueError("ZKL_SMTP_URL kan alleen met ZKL_MAIL_FROM: de afzender van e-mail.")
        return self

    @property
    def base_url(self) -> str:
        """How the outside reaches the service, without a slash at the end."""
        if self.public_url:
            return self.public_url
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def sqlite_file(self) -> Path:
        """The database file of who sets no database."""
        return self.home / "zkl.sqlite"

    @property
    def webhook_secret(self) -> str | None:
        """What Telegram must say at the webhook: follows from the token, the same everywhere."""
        if self.telegram_token is None:
            return None
        key = self.telegram_token.get_secret_value().encode()
        return hmac.new(key, b"zkl_bot webhook", "sha256").hexdigest()

    @property
    def sqlalchemy_url(self) -> str:
        """The database's URL, with the driver this project uses."""
        if self.database_url is None:
            return f"sqlite:///{self.sqlite_file.resolve()}"
        url = self.database_url.get_secret_value()
        scheme, _, rest = url.partition(":")
        return f"postgresql+psycopg:{rest}" if scheme in ("postgresql", "postgres") else url


def load_settings(**overrides: Any) -> Settings:
    """The settings of this environment. Raises SettingsFault, which never shows a secret."""
    try:
        return Settings(**overrides)
    except ValidationError as fault:
        error = fault.errors(include_input=False, include_context=False)[0]
        if not error["loc"]:
            raise SettingsFault(str(error["msg"]).removeprefix("Value error, ")) from None
        field = str(error["loc"][0])
        accepted = Settings.model_fields[field].description
        raise SettingsFault(f"ZKL_{field.upper()} is niet goed; verwacht: {accepted}.") from None

"""Logging: structured, as text for people or JSON for machines, on stderr, without secrets.

Everything goes through here, also what libraries log, exceptions included: the finished line is
searched for secrets, so that none slips out in a URL or an error message.
"""

import json
import logging
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, Literal, TextIO
from urllib.parse import quote, unquote, urlsplit

import structlog

from zkl_bot.settings import Settings

MASKER = "•••"

_PATTERNS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (":", re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{20,}"), MASKER),
    ("/bot", re.compile(r"(/bot)\d+(?::|%3A)[^/\s\"']+"), rf"\1{MASKER}"),
    (
        "/",
        re.compile(r"(/(?:abonnement|voorkeuren|afmelden|bevestig|uitnodiging)/)[\w-]{6,}"),
        rf"\1{MASKER}",
    ),
    ("start=", re.compile(r"((?:[?&]|\b)start=)[\w-]{6,}"), rf"\1{MASKER}"),
    (
        "://",
        re.compile(r"(\b[a-z][a-z0-9+]*://[^/\s:@\"']*:)[^@/\s\"']+(@)"),
        rf"\1{MASKER}\2",
    ),
)
"""A bot's token, alone or in an address; secrets in our own links; passwords in URLs. Each with
what
a line must hold for it, since to look for that takes next to nothing."""

_QUIET = ("httpx", "httpcore", "apscheduler", "telegram", "aiosmtplib", "alembic", "uvicorn")
"""Libraries that tell of every request; from these only warnings."""


def make_masker(secrets: Iterable[str]) -> Callable[[str], str]:
    """A function that blots out these secrets and everything that looks like one of ours."""
    known = {form for s in secrets if s for form in (s, quote(s, safe=""), json.dumps(s)[1:-1])}
    exact = (
        re.compile("|".join(re.escape(s) for s in sorted(known, key=len, reverse=True)))
        if known
        else None
    )

    def mask(line: str) -> str:
        if exact is not None:
            line = exact.sub(MASKER, line)
        for sign, pattern, kept in _PATTERNS:
            if sign in line:
                line = pattern.sub(kept, line)
        return line

    return mask


def secrets_of(settings: Settings) -> list[str]:
    """The secrets among the settings: the bot's token and what follows from it, and passwords
    in URLs, as they are written there and as they are meant.
    """
    found = [settings.telegram_token.get_secret_value()] if settings.telegram_token else []
    if settings.webhook_secret:
        found.append(settings.webhook_secret)
    for url in (settings.smtp_url, settings.database_url):
        password = urlsplit(url.get_secret_value()).password if url else None
        if password:
            found += dict.fromkeys((password, unquote(password)))
    return found


def configure_logging(
    vorm: Literal["text", "json"],
    *,
    secrets: Iterable[str] = (),
    level: int = logging.INFO,
    out: TextIO | None = None,
) -> None:
    """Sets up logging for this process, for our own lines and those of libraries."""
    mask = make_masker(secrets)
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if vorm == "json":
        shared.append(structlog.processors.format_exc_info)

    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if vorm == "json"
        else structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    )

    def render(logger: Any, name: str, event: structlog.types.EventDict) -> str:
        return mask(str(renderer(logger, name, event)))

    handler = logging.StreamHandler(out or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for naam in _QUIET:
        logging.getLogger(naam).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # warns of each unreadable request
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )

from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from zkl_bot.channels.kanaal import (
    Blijvend,
    Onzeker,
    Opmaakfout,
    TeSnel,
    Tijdelijk,
    Verhuisd,
)
from zkl_bot.channels.telegram import classify


class ConnectError(Exception):
    """As httpx names it."""


class ReadError(Exception):
    """As httpx names it."""


def _because(fault: TelegramError, cause: Exception) -> TelegramError:
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (RetryAfter(7), TeSnel),
        (NetworkError("Too Many Requests"), TeSnel),
        (ChatMigrated(-100), Verhuisd),
        (InvalidToken("Unauthorized"), Tijdelijk),
        (Forbidden("Forbidden: bot was blocked by the user"), Blijvend),
        (BadRequest("Bad Request: chat not found"), Blijvend),
        (BadRequest("Bad Request: can't parse entities: x"), Opmaakfout),
        (BadRequest("Bad Request: message is too long"), Blijvend),
        (NetworkError("Bad Gateway"), Tijdelijk),
        (_because(NetworkError("httpx.ConnectError"), ConnectError()), Tijdelijk),
        (_because(NetworkError("httpx.ReadError"), ReadError()), Onzeker),
        (_because(TimedOut(), ReadError()), Onzeker),
    ],
)
def test_classify_says_whether_to_try_again(fault: TelegramError, kind: type[Any]) -> None:
    assert type(classify(fault)) is kind


@pytest.mark.parametrize(
    ("fault", "pauze"),
    [
        (Forbidden("Forbidden: bot was kicked from the group chat"), True),
        (BadRequest("Bad Request: chat not found"), True),
        (BadRequest("Bad Request: message is too long"), False),
    ],
)
def test_classify_pauses_only_who_cannot_be_reached(fault: TelegramError, pauze: bool) -> None:
    found = classify(fault)
    assert isinstance(found, Blijvend)
    assert found.pauze is pauze

"""A wall clock that a test moves: rate limits go by it, not by the pace of the machine."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from zkl_bot.store import snelheid


class Wandklok:
    """Stands still until `sleep` moves it."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)

    def sleep(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)

    def real_now(self, session: Session) -> datetime:
        del session
        return self._now


def hang(monkeypatch: pytest.MonkeyPatch) -> Wandklok:
    """The clock that the limits in the database go by from now on."""
    wandklok = Wandklok()
    monkeypatch.setattr(snelheid, "real_now", wandklok.real_now)
    return wandklok

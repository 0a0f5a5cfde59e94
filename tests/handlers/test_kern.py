import asyncio
import sqlite3
from pathlib import Path

import pytest

from tests.handlers.draaiend import draaiend, make_api
from zkl_bot.handlers import kern
from zkl_bot.store import engine


async def test_an_answer_waits_for_a_database_that_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 20)
    monkeypatch.setattr(kern, "OPNIEUW", 0.02)
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            await bot.typt(1, "/volg alles")
            other = sqlite3.connect(tmp_path / "zkl.sqlite", isolation_level=None)
            other.execute("BEGIN EXCLUSIVE")
            waiting = asyncio.create_task(bot.typt(1, "/volg actie 9"))
            await bot.settled()
            assert not waiting.done()
            other.execute("ROLLBACK")
            other.close()
            (answer,) = await waiting
    assert answer.bare.startswith("U volgt nu: actie 9.")

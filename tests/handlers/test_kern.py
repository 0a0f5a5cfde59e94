import asyncio
import sqlite3
from pathlib import Path
from time import monotonic

import pytest

from tests.handlers.draaiend import draaiend, make_api
from zkl_bot.handlers import kern
from zkl_bot.handlers.tempo import WACHT
from zkl_bot.store import engine


async def test_who_will_have_to_wait_sees_at_once_that_the_bot_is_typing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the wait is known beforehand, the sign does not wait as well."""
    monkeypatch.setattr(kern, "SNEL_GENOEG", 1000.0)
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            own = kern.Kern(bot.dienst)
            async with own.typing(bot.application.bot, 1):
                tell = WACHT.get()
                assert tell is not None
                tell(monotonic() + 900)
                await bot.settled()
                assert api.called("sendChatAction") == []
                tell(monotonic() + 1100)
                await bot.until(lambda: len(api.called("sendChatAction")) == 1)
            assert WACHT.get() is None
            own.close()


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

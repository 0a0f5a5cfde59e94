from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from sqlalchemy import Engine

from tests.fakes.botapi import FakeBotApi
from tests.schedule.proef import Proef, make_bot
from zkl_bot.channels.telegram import TelegramKanaal
from zkl_bot.store.engine import make_engine


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    """A fake Telegram that does not count: for tests that are not about the rate."""
    with FakeBotApi(per_second=1_000_000, per_chat=0, per_group_minute=1_000_000) as api:
        yield api


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Engine]:
    """An SQLite engine, for what does not depend on the kind of database."""
    made = make_engine(sqlite_url)
    yield made
    made.dispose()


@pytest.fixture
def proef(engine: Engine) -> Proef:
    """The world, on each kind of database."""
    return Proef(engine)


@pytest_asyncio.fixture
async def kanaal(api: FakeBotApi) -> AsyncIterator[TelegramKanaal]:
    """The way to the fake."""
    bot = make_bot(api.token, api.url)
    await bot.request.initialize()
    yield TelegramKanaal(bot)
    await bot.request.shutdown()

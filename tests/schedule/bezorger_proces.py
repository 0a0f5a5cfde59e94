"""A process that delivers until it is killed: for tests that do so with kill -9."""

import asyncio
import sys
from datetime import timedelta

from tests.schedule.proef import SNEL, Proef, make_bot
from zkl_bot.channels.telegram import TelegramKanaal
from zkl_bot.store.engine import make_engine


async def _deliver(url: str, token: str, api: str) -> None:
    proef = Proef(make_engine(url))
    proef.taken.recover()
    bot = make_bot(token, api)
    await bot.request.initialize()
    bezorger = proef.bezorger(TelegramKanaal(bot), SNEL, timedelta(seconds=4))
    while True:
        proef.taken.reap()
        await bezorger.run()
        await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(_deliver(*sys.argv[1:4]))

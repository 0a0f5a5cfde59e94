"""A process that delivers until it is killed: for tests that do so with kill -9."""

import asyncio
import sys

from tests.schedule.proef import SNEL, Proef, make_bot
from zkl_bot.channels.telegram import TelegramKanaal
from zkl_bot.store.engine import make_engine


async def _deliver(url: str, token: str, api: str, langste: str = "2") -> None:
    proef = Proef(make_engine(url))
    proef.taken.recover()
    bot = make_bot(token, api)
    await bot.request.initialize()
    kanaal = TelegramKanaal(bot)
    kanaal.langste = float(langste)  # short, so that others need not wait long
    bezorger = proef.bezorger(kanaal, SNEL)
    while True:
        proef.taken.reap()
        await bezorger.run()
        await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(_deliver(*sys.argv[1:]))

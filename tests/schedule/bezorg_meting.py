"""How fast a full queue is delivered under Telegram's limits, the fake in its own process."""

import asyncio
import multiprocessing
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path

from tests.fakes.botapi import FakeBotApi
from tests.schedule.proef import Proef, make_bot, meeting
from zkl_bot.channels.telegram import TelegramKanaal
from zkl_bot.channels.tempo import Limieten
from zkl_bot.store.engine import make_engine
from zkl_bot.store.migrate import migrate


def _fake(latency: float, answer: Connection) -> None:
    with FakeBotApi(latency=latency) as api:
        answer.send((api.token, api.url))
        answer.recv()
        moments = sorted(d.at for d in api.deliveries)
        answer.send((len(moments), moments[-1] - moments[0], api.codes().get(429, 0)))
        answer.recv()


async def _deliver(proef: Proef, token: str, url: str) -> None:
    bot = make_bot(token, url)
    await bot.request.initialize()
    bezorger = proef.bezorger(TelegramKanaal(bot), Limieten())
    for _ in range(20):
        await bezorger.run()
    await bot.request.shutdown()


def measure_delivery(berichten: int, latency: float = 0.02) -> tuple[float, int]:
    """Messages a second under strict counting, and how many were refused with a 429."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_fake, args=(latency, theirs))
    process.start()
    token, url = ours.recv()
    with tempfile.TemporaryDirectory() as map:
        engine = make_engine(f"sqlite:///{Path(map) / 'zkl.sqlite'}")
        migrate(engine)
        proef = Proef(engine)
        proef.add(meeting())
        proef.people(berichten)
        proef.due_now(berichten)
        asyncio.run(_deliver(proef, token, url))
        engine.dispose()
    ours.send("stop")
    count, seconds, refused = ours.recv()
    ours.send("bye")
    process.join()
    assert count == berichten, count
    return (count - 1) / seconds, refused

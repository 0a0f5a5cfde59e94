"""Twenty updates a second from two hundred people, and a burst of two hundred at once.

    python -m bench handlers

The bot runs in a process of its own, under the real rate limit, against the strict Bot API.
Meanwhile one person asks for pictures all the time, which nobody else should notice.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from pydantic import SecretStr

from bench.tabel import Meting
from tests.fakes.botapi import FakeBotApi
from zkl_bot.dienst.bouw import build_dienst
from zkl_bot.handlers.polling import run_telegram
from zkl_bot.settings import Settings

LIMIET = 30
"""What Telegram takes, in messages a second."""
PEOPLE = 200
PER_SECOND = 20
SLOW = 9_999
QUESTIONS = (
    "Wie trekt actie 9?",
    "/agenda",
    "/actie 5",
    "Wanneer is de evaluatie?",
    "/opzegging 1-12-2027",
    "/trekker Haarlem",
    "Wat zegt het convenant over geld?",
    "/volg wonen",
)


async def run_bot(url: str, token: str, home: Path) -> None:
    settings = Settings(telegram_token=SecretStr(token), telegram_api_url=url, home=home)
    dienst = build_dienst(settings)
    dienst.vraagbaak.answer("Wie trekt actie 9?", now=dienst.now())
    async with run_telegram(dienst):
        await asyncio.Event().wait()


def steady(api: FakeBotApi, seconds: int) -> list[float]:
    """Seconds from each update to its answer."""
    asked: dict[int, list[float]] = {}
    begin, since = time.monotonic(), len(api.deliveries)
    for number in range(seconds * PER_SECOND):
        time.sleep(max(0.0, begin + number / PER_SECOND - time.monotonic()))
        person = 1 + number % PEOPLE
        asked.setdefault(person, []).append(time.monotonic())
        api.push_message(person, QUESTIONS[number % len(QUESTIONS)])
        if number % (2 * PER_SECOND) == 0:
            api.push_message(SLOW, "/tijdlijn")
    deadline = time.monotonic() + 15
    total = seconds * PER_SECOND
    while time.monotonic() < deadline:
        answers = [d for d in api.deliveries[since:] if d.chat != SLOW]
        if len(answers) >= total:
            break
        time.sleep(0.05)
    waits: list[float] = []
    for person, moments in asked.items():
        got = [d.at for d in api.deliveries[since:] if d.chat == person]
        waits += [at - push for push, at in zip(moments, got, strict=False)]
    print(f"{len(waits)} of {total} answered; {dict(api.codes())} by code")
    return waits


def burst(api: FakeBotApi) -> float:
    """Messages a second when everyone asks at once."""
    since = len(api.deliveries)
    for person in range(1, PEOPLE + 1):
        api.push_message(person, QUESTIONS[person % len(QUESTIONS)])
    deadline = time.monotonic() + 30
    while len(api.deliveries) - since < PEOPLE and time.monotonic() < deadline:
        time.sleep(0.02)
    moments = [d.at for d in api.deliveries[since:]]
    return (len(moments) - 1) / (moments[-1] - moments[0])


def measure(seconds: int = 30) -> list[Meting]:
    """How long people wait at 20 updates a second, and how fast a burst drains."""
    with FakeBotApi() as api, tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "bench.handlers", api.url, api.token, home]
        with subprocess.Popen(command) as bot:
            try:
                api.push_message(1, "/help")
                api.wait_for(chat=1, timeout=30)
                waits = steady(api, seconds)
                p99 = quantiles(waits, n=100)[98]
                time.sleep(3)
                speed = burst(api)
                print(f"after the burst {dict(api.codes())} by code")
            finally:
                bot.terminate()
    return [
        Meting("handlers", "mediaan tot antwoord", median(waits), "s"),
        Meting("handlers", "p99 tot antwoord", p99, "s", doel="< 1", gehaald=p99 < 1),
        Meting("handlers", "200 tegelijk", speed, "berichten/s", "Telegram", speed / LIMIET,
               "≥ 0,95", speed >= 0.95 * LIMIET),
    ]  # fmt: skip


if __name__ == "__main__":
    url, token, home = sys.argv[1:]
    asyncio.run(run_bot(url, token, Path(home)))

"""Polling while the network or Telegram fails: waited out, reported, and nothing lost."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.botapi import FakeBotApi
from tests.handlers.draaiend import NU, VrijTempo, make_api, make_settings
from zkl_bot.dienst import Dienst
from zkl_bot.dienst.bouw import build_dienst
from zkl_bot.handlers import bot as client
from zkl_bot.handlers import limiet, peilen, polling
from zkl_bot.handlers.application import build_application, start_telegram, stop_telegram
from zkl_bot.handlers.peilen import BEZET, ONBEREIKBAAR, STUK, Peiler


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with make_api() as server:
        yield server


class Gepeild:
    """A bot that polls, and what it reported meanwhile."""

    def __init__(self, api: FakeBotApi, home: Path) -> None:
        self.api = api
        self.dienst = build_dienst(make_settings(api, home), clock=lambda: NU)
        self.application = build_application(self.dienst, VrijTempo())
        self.reported: list[str | None] = []
        self._stop = asyncio.Event()

    async def __aenter__(self) -> "Gepeild":
        await self.application.initialize()
        await start_telegram(self.application)
        kept = self.application.bot_data["kern"].kept
        self._peiler = Peiler(self.application, self._may, kept, self.reported.append)
        self._task = asyncio.create_task(self._peiler.run(self._stop))
        return self

    async def __aexit__(self, *fault: object) -> None:
        self._stop.set()
        await asyncio.wait_for(self._task, 20)
        await stop_telegram(self.application)
        self.dienst.engine.dispose()

    async def _may(self) -> bool:
        return True

    async def until_reported(self, what: str | None) -> None:
        """Until this is what it said last, or has said since."""
        async with asyncio.timeout(40):
            while not self._said(what):  # noqa: ASYNC110 - a list tells nobody that it grew
                await asyncio.sleep(0.02)

    def _said(self, what: str | None) -> bool:
        return self.reported[-1:] == [what] or (what is not None and what in self.reported)

    async def asks(self, count: int) -> None:
        """Somebody asks something, and has `count` answers then."""
        self.api.push_message(1, "/bronnen")
        await asyncio.to_thread(self.api.wait_for, chat=1, count=count, timeout=40)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peilen, "BEGIN_PAUZE", 0.05)


@pytest.mark.parametrize(
    ("fault", "reported"),
    [
        ({"kind": "500", "times": 3}, ONBEREIKBAAR),
        ({"kind": "502", "times": 3}, ONBEREIKBAAR),
        ({"kind": "reset", "times": 3}, ONBEREIKBAAR),
        ({"kind": "conflict", "times": 3}, BEZET),
        ({"kind": "429", "times": 1, "retry_after": 1}, ONBEREIKBAAR),
    ],
)
async def test_a_failure_is_waited_out_and_reported(
    api: FakeBotApi, tmp_path: Path, fault: dict[str, Any], reported: str
) -> None:
    async with Gepeild(api, tmp_path) as bot:
        await bot.asks(1)
        api.fault(method="getUpdates", **fault)
        await bot.asks(2)
        await bot.until_reported(reported)
        await bot.until_reported(None)
    assert [r for r in dict.fromkeys(bot.reported) if r] == [reported]
    assert len(api.deliveries) == 2


async def test_a_telegram_that_hangs_is_asked_again(
    api: FakeBotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "WACHT_EXTRA", 0.5)
    monkeypatch.setattr(peilen, "WACHT", 1)
    api.fault("hang", method="getUpdates", seconds=30)
    async with Gepeild(api, tmp_path) as bot:
        await bot.asks(1)
    assert ONBEREIKBAAR in bot.reported


async def test_what_was_typed_meanwhile_is_answered_when_telegram_is_back(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with Gepeild(api, tmp_path) as bot:
        await bot.asks(1)
        api.fault("reset", method="getUpdates", times=5)
        for text in ("/privacy", "/help", "/taal"):
            api.push_message(1, text)
        answers = await asyncio.to_thread(api.wait_all, chat=1, count=4, timeout=40)
    assert [d.bare.splitlines()[0] for d in answers[1:]] == [
        "Wat er van u wordt bewaard",
        "Stel gewoon uw vraag.",
        "Kies uw taal. / Choose your language.",
    ]


async def test_a_fault_of_our_own_does_not_end_polling(
    api: FakeBotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Gepeild(api, tmp_path) as bot:
        await bot.asks(1)
        take, faults = bot._peiler._take, [RuntimeError("broken")]

        def broken(data: Any) -> None:
            if faults:
                raise faults.pop()
            take(data)

        monkeypatch.setattr(bot._peiler, "_take", broken)
        await bot.asks(2)
    assert STUK in bot.reported


def said(dienst: Dienst) -> str | None:
    """What the health check says of Telegram."""
    return dienst.controles["telegram"]()


async def test_a_telegram_that_is_not_there_at_the_start_is_tried_until_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "BEGIN_PAUZE", 0.1)
    monkeypatch.setattr(limiet, "PAUZE", 0.01)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with make_api() as elsewhere:
        settings = make_settings(elsewhere, tmp_path)
    url = f"http://127.0.0.1:{port}"
    settings = settings.model_copy(update={"telegram_api_url": url})
    dienst = build_dienst(settings, clock=lambda: NU)
    async with polling.run_telegram(dienst):
        await asyncio.sleep(1)
        assert said(dienst) == ONBEREIKBAAR
        with FakeBotApi(per_chat=0, per_second=100_000, port=port) as api:
            api.push_message(1, "/bronnen")
            await asyncio.to_thread(api.wait_for, chat=1, timeout=40)
            assert said(dienst) is None
    dienst.engine.dispose()

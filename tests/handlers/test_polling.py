import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.agenda.bouwsel import NU
from tests.fakes.botapi import FakeBotApi
from tests.handlers.draaiend import make_api, make_settings
from zkl_bot.dienst import Dienst
from zkl_bot.dienst.bouw import build_dienst
from zkl_bot.handlers import peilen, polling
from zkl_bot.handlers.polling import CONTROLE, run_telegram


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(40):
        while not true():  # noqa: ASYNC110 - what changes tells nobody
            await asyncio.sleep(0.02)


def dienst_for(api: FakeBotApi, home: Path, **changes: Any) -> Dienst:
    settings = make_settings(api, home).model_copy(update=changes)
    return build_dienst(settings, clock=lambda: NU)


async def gone(params: object) -> object:
    """What breaks the connection."""
    raise ConnectionError


async def test_health_tells_when_polling_fails_and_works_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peilen, "WACHT", 0)
    with make_api() as api:
        dienst = dienst_for(api, tmp_path)
        async with run_telegram(dienst):
            assert dienst.controles[CONTROLE]() == "Er is nog geen verbinding met Telegram."
            await until(lambda: dienst.controles[CONTROLE]() is None)
            monkeypatch.setattr(api, "_get_updates", gone)
            await until(lambda: dienst.controles[CONTROLE]() == "Telegram is niet te bereiken.")
            monkeypatch.undo()
            monkeypatch.setattr(peilen, "WACHT", 0)
            await until(lambda: dienst.controles[CONTROLE]() is None)
            api.token = "weg"
            await until(lambda: "weigert ZKL_TELEGRAM_TOKEN" in str(dienst.controles[CONTROLE]()))
        dienst.engine.dispose()


async def test_webhook_that_another_took_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "WEBHOOK_SECONDEN", 0.05)
    adres = {"public_url": "https://zkl.example", "telegram_mode": "webhook"}
    with make_api() as api:
        dienst = dienst_for(api, tmp_path, **adres)
        async with run_telegram(dienst):
            await until(lambda: api.webhook is not None)
            api.webhook = None
            await until(lambda: api.webhook is not None)
            assert api.webhook is not None
            assert api.webhook["url"] == "https://zkl.example/telegram/webhook"
            assert dienst.controles[CONTROLE]() is None
        assert dienst.on_update is None
        dienst.engine.dispose()

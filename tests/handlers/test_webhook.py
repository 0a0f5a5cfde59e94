import asyncio
from pathlib import Path

import pytest

from tests.handlers.draaiend import draaiend, make_api
from zkl_bot.handlers import webhook as module
from zkl_bot.handlers.webhook import Webhook
from zkl_bot.store import gesprekken
from zkl_bot.store.engine import reading


async def test_feed_update_answers(tmp_path: Path) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            message = api._message(1, None) | {"text": "Wie trekt actie 9?"}
            webhook = Webhook(bot.application)
            await webhook.feed_update({"update_id": 9000, "message": message})
            antwoord = await asyncio.to_thread(api.wait_for, chat=1, timeout=40)
            assert "Haarlem" in antwoord.bare


async def test_feed_update_returns_when_the_answer_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LANGSTE", 60.0)
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            api.fault("429", retry_after=1)
            message = api._message(1, None) | {"text": "/bronnen"}
            webhook = Webhook(bot.application)
            await webhook.feed_update({"update_id": 9000, "message": message})
            with reading(bot.dienst.engine) as opened:
                assert gesprekken.is_seen(opened, 9000)
            assert api.deliveries == []
            antwoord = await asyncio.to_thread(api.wait_for, chat=1, timeout=40)
            assert antwoord.bare.startswith("Hier komen mijn antwoorden vandaan")
            assert bot.application.bot_data["kern"].keeping == {}


@pytest.mark.parametrize("data", [{}, {"update_id": "x", "message": 3}, {"message": {}}])
async def test_feed_update_refuses_what_is_no_update(
    tmp_path: Path, data: dict[str, object]
) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            with pytest.raises(ValueError, match="no update"):
                await Webhook(bot.application).feed_update(data)

from pathlib import Path

import pytest

from tests.handlers.draaiend import draaiend, make_api
from zkl_bot.handlers.webhook import Webhook


async def test_feed_update_answers(tmp_path: Path) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            message = api._message(1, None) | {"text": "Wie trekt actie 9?"}
            await Webhook(bot.application).feed_update({"update_id": 9000, "message": message})
            assert "Haarlem" in api.deliveries[-1].bare


@pytest.mark.parametrize("data", [{}, {"update_id": "x", "message": 3}, {"message": {}}])
async def test_feed_update_refuses_what_is_no_update(
    tmp_path: Path, data: dict[str, object]
) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            with pytest.raises(ValueError, match="no update"):
                await Webhook(bot.application).feed_update(data)

from pathlib import Path
from typing import Any

import pytest
import structlog

from tests.handlers.draaiend import draaiend, make_api
from zkl_bot.handlers.bot import RuweBot
from zkl_bot.handlers.lezen import number_of, read_update

BOT = RuweBot("123456:TEST")
CHAT = {"id": 1, "type": "private", "first_name": "P"}
VAN = {"id": 1, "is_bot": False, "first_name": "P", "language_code": "nl"}
BERICHT = {"message_id": 5, "date": 0, "chat": CHAT, "from": VAN}
ONLEESBAAR = {"poll": {"id": "1"}}
"""A part that the library wants more of, as when it is older or newer than the Bot API."""


def update(**content: Any) -> dict[str, Any]:
    return {"update_id": 9, **content}


def test_read_update_leaves_out_what_cannot_be_read() -> None:
    read = read_update(update(message=BERICHT | ONLEESBAAR | {"text": "geheim"}), BOT)
    assert read is not None
    assert read.message is not None
    assert (read.message.text, read.message.poll) == ("geheim", None)


def test_read_update_reads_a_button_under_what_cannot_be_read() -> None:
    query = {"id": "1", "from": VAN, "chat_instance": "1", "data": "x"}
    read = read_update(update(callback_query=query | {"message": BERICHT | ONLEESBAAR}), BOT)
    assert read is not None
    assert read.callback_query is not None
    assert read.callback_query.data == "x"


@pytest.mark.parametrize("content", [{"message": {"text": "geheim"}}, {"message": 3}, {"new": []}])
def test_read_update_tells_what_it_could_not_read_but_not_its_words(content: Any) -> None:
    with structlog.testing.capture_logs() as logs:
        read = read_update(update(**content), BOT)
    if read is None:
        assert [(line["update"], line["kind"]) for line in logs] == [(9, next(iter(content)))]
    else:
        assert (read.update_id, read.effective_message) == (9, None)
    assert "geheim" not in str(logs)


@pytest.mark.parametrize("data", [None, 3, [], {}, {"update_id": "9"}])
def test_number_of_what_is_no_update_is_none(data: object) -> None:
    assert number_of(data) is None


async def test_an_update_that_cannot_be_read_holds_up_no_other(tmp_path: Path) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            api.push_update(message={"nothing": "known"})
            api.push_update(message=BERICHT | ONLEESBAAR)
            antwoord = await bot.typt(1, "Wie trekt actie 9?", count=2)
    assert antwoord[0].bare.startswith("Ik zie geen vraag;")
    assert "Haarlem" in antwoord[1].bare


async def test_a_webhook_takes_an_update_that_cannot_be_read(tmp_path: Path) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            await bot.dienst_feed({"update_id": 5, "message": {"nothing": "known"}})
            assert api.deliveries == []

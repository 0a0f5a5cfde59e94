import asyncio
from typing import Any

import pytest
from telegram import Update

from zkl_bot.handlers.drempel import Drempel
from zkl_bot.handlers.volgorde import PerChat, chat_of


def update(id: int, chat: int, user: int | None = None) -> Update:
    person = {"id": user or chat, "is_bot": False, "first_name": "P"}
    kind = {"type": "private", "first_name": "P"} if chat > 0 else {"type": "group", "title": "G"}
    message = {"message_id": id, "date": 0, "chat": {"id": chat, **kind}, "from": person}
    return Update.de_json({"update_id": id, "message": message | {"text": "x"}}, None)


@pytest.fixture
def told() -> list[int]:
    return []


@pytest.fixture
def processor(told: list[int]) -> PerChat:
    async def too_fast(late: Update, is_first: bool) -> None:
        assert late.effective_user is not None
        if is_first:
            told.append(late.effective_user.id)

    return PerChat(too_fast)


async def test_updates_of_one_chat_keep_their_order(processor: PerChat) -> None:
    seen: list[int] = []

    async def work(id: int, wait: float) -> None:
        await asyncio.sleep(wait)
        seen.append(id)

    await asyncio.gather(
        processor.process_update(update(1, 7), work(1, 0.05)),
        processor.process_update(update(2, 7), work(2, 0.0)),
        processor.process_update(update(3, 7), work(3, 0.01)),
    )
    assert seen == [1, 2, 3]


async def test_a_slow_chat_holds_up_no_other(processor: PerChat) -> None:
    done = asyncio.Event()

    async def slow() -> None:
        await done.wait()

    async def quick() -> None:
        done.set()

    slow_one = asyncio.create_task(processor.process_update(update(1, 7), slow()))
    await asyncio.sleep(0)
    await processor.process_update(update(2, 8), quick())
    await asyncio.wait_for(slow_one, 1)


async def test_who_floods_is_told_once_and_nobody_else_notices(
    processor: PerChat, told: list[int]
) -> None:
    gate = asyncio.Event()
    handled: list[int] = []

    async def work(id: int) -> None:
        await gate.wait()
        handled.append(id)

    flood = [
        asyncio.create_task(processor.process_update(update(id, 7), work(id))) for id in range(50)
    ]
    await asyncio.sleep(0.01)
    other = asyncio.create_task(processor.process_update(update(99, 8), work(99)))
    await asyncio.sleep(0.01)
    gate.set()
    await asyncio.gather(*flood, other)
    assert told == [7]
    assert sorted(handled) == [*range(8), 99]


async def test_a_fault_lets_the_next_one_through(processor: PerChat) -> None:
    async def fails() -> Any:
        raise RuntimeError("broken")

    async def works() -> None:
        seen.append(1)

    seen: list[int] = []
    first = asyncio.create_task(processor.process_update(update(1, 7), fails()))
    await processor.process_update(update(2, 7), works())
    with pytest.raises(RuntimeError):
        await first
    assert seen == [1]


def test_drempel_forgets_a_flood_when_it_is_over() -> None:
    drempel = Drempel(meeste=2)
    assert [drempel.enter(1) for _ in range(4)] == ["door", "door", "waarschuw", "negeer"]
    drempel.leave(1)
    drempel.leave(1)
    assert [drempel.enter(1) for _ in range(3)] == ["door", "door", "waarschuw"]


def test_chat_of_knows_whose_it_is() -> None:
    assert (chat_of(update(1, -5, 7)), chat_of("x")) == (-5, None)

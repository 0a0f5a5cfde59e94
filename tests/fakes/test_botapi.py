"""The fake must be as strict as it says, or what passes against it proves nothing."""

import asyncio
from collections.abc import Iterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from tests.fakes.botapi import FakeBotApi


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi() as api:
        yield api


def _bot(api: FakeBotApi) -> Bot:
    return Bot(api.token, base_url=f"{api.url}/bot", base_file_url=f"{api.url}/file/bot")


async def test_send_message_is_recorded_with_its_bare_text(api: FakeBotApi) -> None:
    async with _bot(api) as bot:
        sent = await bot.send_message(7, "<b>Actie 9</b> &amp; meer", parse_mode="HTML")
    assert [(d.chat, d.bare, d.message_id) for d in api.deliveries] == [
        (7, "Actie 9 & meer", sent.message_id)
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<b>open",
        "<b><i>x</b></i>",
        "<br>",
        "a & b",
        "a < b",
        "<div>x</div>",
        '<b class="x">y</b>',
        "<a>z</a>",
    ],
)
async def test_send_message_refuses_markup_telegram_refuses(api: FakeBotApi, html: str) -> None:
    async with _bot(api) as bot:
        with pytest.raises(BadRequest, match=r"(?i)can.t parse entities"):
            await bot.send_message(7, html, parse_mode="HTML")
    assert api.deliveries == []


async def test_send_message_counts_utf16_units(api: FakeBotApi) -> None:
    async with _bot(api) as bot:
        await bot.send_message(7, "🚲" * 2048)
        with pytest.raises(BadRequest, match="too long"):
            await bot.send_message(8, "🚲" * 2048 + "x")


async def test_send_message_refuses_bad_buttons(api: FakeBotApi) -> None:
    button = InlineKeyboardButton("Volg", callback_data="é" * 33)
    async with _bot(api) as bot:
        with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
            await bot.send_message(7, "x", reply_markup=InlineKeyboardMarkup([[button]]))


async def test_unknown_parameter_is_refused(api: FakeBotApi) -> None:
    async with _bot(api) as bot:
        with pytest.raises(BadRequest, match=r"(?i)unknown"):
            await bot.send_message(7, "x", api_kwargs={"tekst": "y"})


async def test_second_message_to_one_chat_within_a_second_is_too_many(api: FakeBotApi) -> None:
    async with _bot(api) as bot:
        await bot.send_message(7, "een")
        with pytest.raises(RetryAfter):
            await bot.send_message(7, "twee")
        await bot.send_message(8, "drie")
    assert api.codes() == {200: 2, 429: 1}


async def test_message_beyond_the_overall_rate_is_too_many() -> None:
    with FakeBotApi(per_second=3) as api:
        async with _bot(api) as bot:
            results = await asyncio.gather(
                *(bot.send_message(chat, "x") for chat in range(1, 5)), return_exceptions=True
            )
    assert sum(isinstance(r, RetryAfter) for r in results) == 1


async def test_twenty_first_message_to_a_group_within_a_minute_is_too_many(
    api: FakeBotApi,
) -> None:
    async with _bot(api) as bot:
        for _ in range(20):
            await bot.send_message(-9, "x")
        with pytest.raises(RetryAfter):
            await bot.send_message(-9, "x")


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429", RetryAfter),
        ("500", NetworkError),
        ("reset", NetworkError),
        ("lost", NetworkError),
        ("blocked", Forbidden),
        ("gone", BadRequest),
        ("markup", BadRequest),
    ],
)
async def test_fault_reaches_the_caller(api: FakeBotApi, kind: str, error: type[Exception]) -> None:
    api.fault(kind)  # type: ignore[arg-type]
    async with _bot(api) as bot:
        with pytest.raises(error):
            await bot.send_message(7, "x")
    assert len(api.deliveries) == (1 if kind == "lost" else 0)


async def test_hang_times_out_without_a_delivery(api: FakeBotApi) -> None:
    api.fault("hang", seconds=1)
    async with _bot(api) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(7, "x", read_timeout=0.05)
    assert api.deliveries == []


async def test_migrated_group_tells_its_new_id(api: FakeBotApi) -> None:
    api.fault("migrate", chat=-5, new_chat=-1005)
    async with _bot(api) as bot:
        with pytest.raises(ChatMigrated) as caught:
            await bot.send_message(-5, "x")
        await bot.send_message(-1005, "x")
    assert caught.value.new_chat_id == -1005


async def test_get_updates_gives_what_was_pushed_once(api: FakeBotApi) -> None:
    first = api.push_message(7, "/start")
    api.push_callback(7, 3, "volg:actie-9")
    api.push_member(7, "kicked")
    async with _bot(api) as bot:
        updates = await bot.get_updates(timeout=1)
        rest = await bot.get_updates(offset=updates[-1].update_id + 1)
    assert updates[0].update_id == first
    assert updates[0].message is not None
    assert updates[0].message.text == "/start"
    assert updates[1].callback_query is not None
    assert updates[1].callback_query.data == "volg:actie-9"
    assert updates[2].my_chat_member is not None
    assert rest == ()

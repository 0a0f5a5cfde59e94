import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.botapi import FakeBotApi
from tests.handlers.draaiend import draaiend, make_api
from zkl_bot.handlers import kern
from zkl_bot.handlers.kern import Kern
from zkl_bot.handlers.zenden import keyboard
from zkl_bot.texts.bericht import Bericht, Knop


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with make_api() as server:
        yield server


async def test_a_long_message_goes_in_parts_with_the_buttons_under_the_last(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        kern: Kern = bot.application.bot_data["kern"]
        html = "\n".join(f"<b>regel {i}</b> &amp; 😀" for i in range(900))
        await kern.zender.send(bot.application.bot, 1, Bericht(html, ((Knop("x", "y"),),)))
    assert len(api.deliveries) > 1
    assert [len(d.buttons) for d in api.deliveries] == [0] * (len(api.deliveries) - 1) + [1]
    assert {c.code for c in api.called("sendMessage")} == {200}


async def test_refused_markup_is_sent_again_as_plain_text(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        api.fault("markup")
        antwoord = await bot.typt(1, "/bronnen")
    assert "parse_mode" not in antwoord[0].params
    assert antwoord[0].bare.startswith("Hier komen mijn antwoorden vandaan")


async def test_a_chat_that_moved_gets_its_answer_at_its_new_number(
    api: FakeBotApi, tmp_path: Path
) -> None:
    api.beheerders.add((-5, 8))
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(-5, "/volg actie 9", fields={"user": 8})
        api.fault("migrate", chat=-5, new_chat=-1005)
        api.push_message(-5, "/volg")
        nieuw = await asyncio.to_thread(api.wait_for, chat=-1005, timeout=40)
    assert "• actie 9. Fietspadennetwerk" in nieuw.bare


async def test_a_chat_that_blocked_the_bot_is_paused(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(1, "/volg actie 9")
        api.blocked.add(1)
        api.push_message(1, "/agenda")
        await bot.until(lambda: bot.paused(1) == "geblokkeerd")


async def test_an_answer_waits_as_long_as_telegram_asks(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        api.fault("429", retry_after=1)
        assert (await bot.typt(1, "/bronnen"))[0].bare
    assert [c.code for c in api.called("sendMessage")] == [429, 200]


async def test_an_answer_of_unknown_fate_is_not_sent_twice(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        api.fault("lost")
        await bot.typt(1, "/bronnen")
        await bot.settled(1.0)
        assert len(api.deliveries) == 1
        assert (await bot.typt(1, "/privacy"))[0].bare


async def test_a_fault_of_ours_gives_the_person_a_sentence_with_a_code(
    api: FakeBotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with draaiend(api, tmp_path) as bot:

        def broken(*_: object) -> None:
            raise RuntimeError("secret detail")

        monkeypatch.setattr(bot.dienst, "reply", broken)
        zin = (await bot.typt(1, "/bronnen"))[0].bare
    assert zin.startswith("Er ging iets mis aan onze kant; dat ligt niet aan u.")
    assert "secret detail" not in zin


async def test_who_waits_for_a_turn_sees_that_the_bot_is_typing(
    api: FakeBotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kern, "SNEL_GENOEG", 0.01)
    async with draaiend(api, tmp_path) as bot:
        api.fault("429", retry_after=1, method="sendMessage")
        await bot.typt(1, "/bronnen")
    assert api.called("sendChatAction")[0].params == {"chat_id": "1", "action": "typing"}


async def test_who_waits_to_hear_whether_they_may_sees_that_the_bot_is_typing(
    api: FakeBotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kern, "SNEL_GENOEG", 0.01)
    api.fault("hang", seconds=0.5, method="getChatMember")
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(-5, "/taal en", fields={"user": 8})
    methods = [c.method for c in api.calls if c.method in ("sendChatAction", "getChatMember")]
    assert methods[:2] == ["sendChatAction", "getChatMember"]


async def test_who_sent_a_file_that_comes_slowly_sees_that_the_bot_is_typing(
    api: FakeBotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kern, "SNEL_GENOEG", 0.01)
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(1, f"/start {bot.invite('griffie')}")
        api.fault("429", retry_after=1, method="getFile")
        await bot.after(lambda: api.push_document(1, "leeg.ics", b""), 1)
    methods = [c.method for c in api.calls if c.method in ("getFile", "sendChatAction")]
    first = methods.index("getFile")
    assert methods[first : first + 3] == ["getFile", "sendChatAction", "getFile"]


def test_keyboard_leaves_out_links_that_only_work_here() -> None:
    rows = (
        (Knop("a", url="http://localhost:8080/"), Knop("b", url="https://zkl.example/")),
        (Knop("c", url="http://localhost/"),),
    )
    markup = keyboard(rows)
    assert markup is not None
    assert [[b.text for b in row] for row in markup.inline_keyboard] == [["b"]]
    assert keyboard(()) is None

import asyncio
from pathlib import Path

import pytest

from tests.handlers.draaiend import NU, Draaiend, draaiend, make_api
from zkl_bot.dienst.bewaard import to_json
from zkl_bot.handlers import nazenden
from zkl_bot.handlers.nazenden import Nazender
from zkl_bot.handlers.vertrek import Overgenomen, Vertrek
from zkl_bot.store import gesprekken
from zkl_bot.store.engine import session
from zkl_bot.texts.bericht import Bericht, Bijlage, Knop

BERICHT = Bericht("<b>Waar</b> is het?", ((Knop("Stop", "c:annuleer"),),))


def keep(
    bot: Draaiend, number: int, chat: int, *berichten: Bericht, draad: int | None = None
) -> None:
    """As if a process died between keeping this answer and sending it."""
    antwoord = to_json(berichten, {"op": None, "draad": draad})
    with session(bot.dienst.engine) as opened:
        gesprekken.first_time(opened, number, now=NU, chat=str(chat), antwoord=antwoord)


async def send_after_all(bot: Draaiend) -> None:
    kern = bot.application.bot_data["kern"]
    async with Nazender(kern, bot.application.bot).running():
        pass


async def test_what_waits_at_the_start_is_sent_once(tmp_path: Path) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            keep(bot, 7, 1, BERICHT)
            keep(bot, 8, -5, BERICHT, draad=77)
            for _ in range(2):
                await send_after_all(bot)
        assert [(d.chat, d.text, d.params.get("message_thread_id")) for d in api.deliveries] == [
            (1, BERICHT.html, None),
            (-5, BERICHT.html, "77"),
        ]
        assert api.deliveries[0].buttons == [{"text": "Stop", "callback_data": "c:annuleer"}]


async def test_an_answer_with_files_is_asked_for_again(tmp_path: Path) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            keep(
                bot, 7, 1, Bericht("beeld", (), (Bijlage("a.ics", "text/calendar", b"x"),)), BERICHT
            )
            await send_after_all(bot)
        assert [d.bare for d in api.deliveries] == [
            "Ik werd even onderbroken. Vraag het nog eens.",
            "Waar is het?",
        ]


async def test_an_answer_that_is_on_its_way_here_is_left_alone(tmp_path: Path) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            keep(bot, 7, 1, BERICHT)
            bot.application.bot_data["kern"].leaving.add(7)
            await send_after_all(bot)
        assert api.deliveries == []


async def test_an_answer_of_another_process_is_given_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nazenden, "RONDE", 0.05)
    monkeypatch.setattr(nazenden, "GEDULD", 0.4)
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            nazender = Nazender(bot.application.bot_data["kern"], bot.application.bot)
            async with nazender.running():
                keep(bot, 7, 1, BERICHT)
                await asyncio.sleep(0.2)
                assert api.deliveries == []
                await bot.until(lambda: len(api.deliveries) == 1)


async def test_of_two_processes_one_sends_an_answer(tmp_path: Path) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            keep(bot, 7, 1, BERICHT)
            await asyncio.gather(send_after_all(bot), send_after_all(bot))
        assert len(api.deliveries) == 1


async def test_vertrek_asks_once_and_ends_what_another_took() -> None:
    asked: list[bool] = [True, False]

    async def depart() -> bool:
        return asked.pop(0)

    vertrek = Vertrek(depart)
    await vertrek.leave()
    await vertrek.leave()
    assert asked == [False]
    with pytest.raises(Overgenomen):
        await Vertrek(depart).leave()

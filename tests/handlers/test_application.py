import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.fakes.botapi import FakeBotApi
from tests.handlers.draaiend import NU, draaiend, make_api
from zkl_bot.store import feed_telling
from zkl_bot.store.engine import session


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with make_api() as server:
        yield server
        refused = [(c.method, c.code, c.params) for c in server.calls if c.code not in (200, 0)]
        assert refused == []


async def test_griffie_plans_moves_and_cancels_and_can_undo(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        welkom = await bot.typt(1, f"/start {bot.invite('griffie')}")
        assert welkom[0].bare.startswith("Gelukt: u bent nu griffie (Haarlem).")
        await bot.typt(1, "/bijeenkomst pho wonen 12-1-2027 10:00 <i>Raadhuis</i> & co")
        geplaatst = await bot.drukt(1, "Zet in de agenda")
        assert "📍 <i>Raadhuis</i> & co" in geplaatst[0].bare
        await bot.typt(1, "/verplaats")
        await bot.drukt(1, "1")
        await bot.typt(1, "13-1-2027 14:00")
        assert (await bot.drukt(1, "Ja, wijzig"))[0].bare.startswith("✅ Gewijzigd.")
        assert (await bot.drukt(1, "Maak ongedaan"))[0].bare.startswith("Teruggezet")
        await bot.typt(1, "/afgelast")
        await bot.drukt(1, "1")
        assert (await bot.drukt(1, "Ja, gelast af"))[0].bare.startswith("✅ Afgelast.")
        (bijeenkomst,) = [
            g
            for g in bot.dienst.agenda().gebeurtenissen
            if (g.soort, g.gremium) == ("bijeenkomst", "pho")
        ]
        assert (bijeenkomst.status, bijeenkomst.revisie) == ("geannuleerd", 3)


async def test_an_invitation_works_once(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        code = bot.invite("raadslid", "heemstede")
        eerst = await bot.typt(1, f"/start {code}")
        daarna = await bot.typt(2, f"/start {code}")
        assert eerst[0].bare.startswith("Gelukt")
        assert daarna[0].bare.startswith("Deze uitnodiging werkt niet (meer).")


async def test_questions_are_answered_with_their_source(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        antwoord = await bot.typt(1, "Wie trekt actie 9?")
        assert "Haarlem" in antwoord[0].bare
        assert "§7.1" in antwoord[0].bare
        assert "derde kwartaal van 2022" in (await bot.typt(1, "en wanneer?"))[0].bare


async def test_an_edited_message_is_answered_anew(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(1, "Wie trekt actie 8?")
        edited = api._message(1, None) | {"text": "Wie trekt actie 9?", "edit_date": 1}
        antwoord = await bot.after(lambda: api.push_update(edited_message=edited), 1)
        assert "Haarlem" in antwoord[0].bare


async def test_a_double_update_is_answered_once(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        update = {"update_id": 5000, "message": api._message(1, None) | {"text": "/bronnen"}}
        for _ in range(3):
            await bot.dienst_feed(update)
        await bot.settled()
        assert len([d for d in api.deliveries if d.chat == 1]) == 1


async def test_a_group_is_answered_when_it_asks_and_only_then(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        api.push_message(-5, "Wie trekt actie 9?", user=7)
        api.push_message(-5, "/weather", user=7)
        api.push_message(-5, "/agenda@other_bot", user=7)
        api.beheerders.add((-5, 7))
        volgt = await bot.typt(-5, "/volg actie 9", fields={"user": 7})
        assert volgt[0].bare.startswith("Deze groep volgt nu: actie 9.")
        noemt = await bot.typt(-5, "@zkl_test_bot wie trekt actie 9?", fields={"user": 8})
        assert "Haarlem" in noemt[0].bare
        reply = {"reply_to_message": api._message(-5, 123456)}
        assert (
            "Haarlem"
            in (await bot.typt(-5, "wie trekt actie 9?", fields={"user": 9, **reply}))[0].bare
        )
        nee = await bot.typt(-5, "/bijeenkomst", fields={"user": 7})
        assert nee[0].bare.startswith("Dat kan alleen de griffie.")
        assert len(api.deliveries) == 4


async def test_only_who_manages_a_group_has_it_forgotten(api: FakeBotApi, tmp_path: Path) -> None:
    """By the command and by the button; what its members keep of themselves stays."""
    async with draaiend(api, tmp_path) as bot:
        api.beheerders.add((-5, 8))
        lid, beheerder = {"user": 7}, {"user": 8}
        await bot.typt(7, "/volg actie 5")
        await bot.typt(-5, "/volg actie 9", fields=beheerder)
        nee = "Dat kan alleen een beheerder van deze groep."
        assert (await bot.typt(-5, "/vergeetmij", fields=lid))[0].bare.startswith(nee)
        [vraag] = await bot.typt(-5, "/vergeetmij", fields=beheerder)
        assert vraag.bare.startswith("Ik wis dan alles wat van deze groep is bewaard")
        ja = next(b["callback_data"] for b in vraag.buttons if b["text"].startswith("Ja"))
        [antwoord] = await bot.after(lambda: api.push_callback(-5, vraag, ja, user=7), -5)
        assert antwoord.bare.startswith(nee)
        assert bot.knows(-5)
        [antwoord] = await bot.after(lambda: api.push_callback(-5, vraag, ja, user=8), -5)
        assert antwoord.bare.startswith("Alles wat van deze groep was bewaard, is gewist.")
        assert (bot.knows(-5), bot.knows(7)) == (False, True)


async def test_only_who_manages_a_group_changes_what_it_has_set(
    api: FakeBotApi, tmp_path: Path
) -> None:
    """All in it see that, and for themselves choose as they like."""
    async with draaiend(api, tmp_path) as bot:
        api.beheerders.add((-5, 8))
        lid, beheerder = {"user": 7}, {"user": 8}
        nee = "Dat kan alleen een beheerder van deze groep."
        for commando in ("/instellingen tijd 8:30", "/taal en"):
            [antwoord] = await bot.typt(-5, commando, fields=lid)
            assert antwoord.bare.startswith(nee)
        [overzicht] = await bot.typt(-5, "/volg", fields=lid)
        assert overzicht.bare.startswith("Deze groep volgt nog niets.")
        press = partial(api.push_callback, -5, overzicht, "v:alles:alles:1", user=7)
        [antwoord] = await bot.after(press, -5)
        assert antwoord.bare.startswith("Deze groep volgt nu: alles.")
        [antwoord] = await bot.typt(-5, "/taal en", fields=beheerder)
        assert antwoord.bare == "From now on I speak English."
        [antwoord] = await bot.typt(7, "/volg actie 9")
        assert antwoord.bare.startswith("U volgt nu: actie 9.")


async def test_who_manages_a_group_that_hides_its_members_may_change_it_too(
    tmp_path: Path,
) -> None:
    with make_api() as api:
        api.beheerders.add((-5, 8))
        api.besloten.add(-5)
        async with draaiend(api, tmp_path) as bot:
            [nee] = await bot.typt(-5, "/taal en", fields={"user": 7})
            assert nee.bare.startswith("Dat kan alleen een beheerder van deze groep.")
            [ja] = await bot.typt(-5, "/taal en", fields={"user": 8})
            assert ja.bare == "From now on I speak English."


async def test_a_group_is_not_forgotten_when_telegram_does_not_say_who_manages_it(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(-5, "/volg actie 9", fields={"user": 8})
        api.fault("reset", method="getChatMember")
        [antwoord] = await bot.typt(-5, "/vergeetmij", fields={"user": 8})
        assert antwoord.bare.startswith("Ik kan nu niet zien of u deze groep beheert.")


async def test_who_manages_a_group_unseen_may_have_it_forgotten(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        anoniem = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}}
        [vraag] = await bot.typt(-5, "/vergeetmij", fields=anoniem)
        assert vraag.bare.startswith("Ik wis dan alles wat van deze groep is bewaard")


async def test_a_group_that_becomes_a_supergroup_keeps_its_follows_and_its_dialogue(
    api: FakeBotApi, tmp_path: Path
) -> None:
    api.beheerders.add((-5, 7))
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(-5, "/volg actie 9", fields={"user": 7})
        await bot.typt(-5, "/actie 9", fields={"user": 7})
        api.push_message(-5, migrate_to_chat_id=-1005, user=7)
        await bot.until(lambda: bot.knows(-1005))
        assert (
            "• actie 9. Fietspadennetwerk"
            in (await bot.typt(-1005, "/volg", fields={"user": 7}))[0].bare
        )
        vervolg = await bot.typt(-1005, "@zkl_test_bot en wanneer?", fields={"user": 7})
        assert "derde kwartaal van 2022" in vervolg[0].bare


async def test_inline_gives_cards_to_share(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        for zoek in ("fietspad", "", "x" * 300, "<b>"):
            api.push_inline(zoek)
        await bot.until(lambda: len(api.called("answerInlineQuery")) == 4)
        calls = api.called("answerInlineQuery")
        titels = [r["title"] for r in json.loads(calls[0].params["results"])]
        assert "9. Fietspadennetwerk" in titels
        # The cards are in the language of who asks, so nobody else is to get them.
        assert [c.params["is_personal"] for c in calls] == ["true"] * 4


async def test_export_and_deletion(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(1, "/volg actie 9")
        export = (await bot.typt(1, "/mijngegevens"))[0]
        assert export.method == "sendDocument"
        assert b"actie-9" in export.files["document"][1]
        await bot.typt(1, "/vergeetmij")
        assert (await bot.drukt(1, "Ja, wis alles"))[0].bare.startswith("Alles wat van u was")
        assert (await bot.typt(1, "/mijngegevens"))[0].bare == "Van u is niets bewaard."


async def test_tijdlijn_sends_a_picture_and_the_words(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        beeld, *woorden = await bot.typt(1, "/tijdlijn", count=2)
        assert beeld.method == "sendPhoto"
        assert next(iter(beeld.files.values()))[1].startswith(b"\x89PNG")
        assert woorden[0].bare.startswith("De acties in de tijd")


async def test_leafing_changes_the_message_in_place(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(1, "/agenda 2022")
        (volgende,) = await bot.drukt(1, "Volgende")
        assert volgende.method == "editMessageText"
        assert "(2/3)" in volgende.bare


async def test_a_file_of_the_griffie_is_looked_at_and_one_of_others_is_not(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(1, f"/start {bot.invite('griffie')}")
        onzin = await bot.after(lambda: api.push_document(1, "foto.ics", b"\xff\xd8\x00"), 1)
        assert onzin[0].bare.startswith("Dit bestand kan ik niet gebruiken.")
        ander = await bot.after(lambda: api.push_document(2, "a.ics", b"BEGIN"), 2)
        assert ander[0].bare.startswith("Dat kan alleen de griffie.")
        groot = {"document": {"file_id": "g", "file_unique_id": "g", "file_size": 25_000_000}}
        te_groot = await bot.typt(1, "", fields=groot)
        assert te_groot[0].bare.startswith("Dat bestand is te groot. Ik lees bestanden tot 1 MB.")


async def test_a_file_that_telegram_does_not_give_is_asked_for_again(tmp_path: Path) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            await bot.typt(1, f"/start {bot.invite('griffie')}")
            await bot.typt(1, "/taal en")
            document = {"file_id": "gone", "file_unique_id": "gone", "file_name": "a.ics"}
            answer = await bot.typt(1, "", fields={"document": document})
    assert answer[0].bare == "Telegram did not give me that file. Please send it again."


async def test_a_file_of_somebody_without_the_role_is_not_even_fetched(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        await bot.after(lambda: api.push_document(2, "a.ics", b"BEGIN:VCALENDAR"), 2)
    assert api.called("getFile") == []


async def test_a_calendar_of_the_griffie_is_imported_after_a_look(
    api: FakeBotApi, tmp_path: Path
) -> None:
    ics = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@b\r\n"
        "DTSTAMP:20261101T000000Z\r\nDTSTART:20270112T183000Z\r\nDTEND:20270112T203000Z\r\n"
        "SUMMARY:Agendacommissie\r\nLOCATION:Haarlem\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(1, f"/start {bot.invite('griffie')}")
        verschil = await bot.after(lambda: api.push_document(1, "a.ics", ics.encode()), 1)
        assert verschil[0].bare.startswith("Dit verandert er")
        gedaan = await bot.drukt(1, "Voer in")
        assert gedaan[0].bare.startswith("Ingevoerd: 1 nieuw, 0 gewijzigd, 0 geannuleerd.")
        assert [g.plaats for g in bot.dienst.agenda().gebeurtenissen if g.plaats] == ["Haarlem"]


async def test_the_griffie_sees_how_often_feeds_were_fetched_and_others_do_not(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(1, f"/start {bot.invite('griffie')}")
        await bot.typt(1, "/kalender")
        assert (await bot.drukt(1, "Hoe vaak"))[0].bare.startswith("Er is nog geen kalender")
        with session(bot.dienst.engine) as opened:
            feed_telling.write_counts(opened, {("pho", "outlook"): 3}, now=NU)
        await bot.typt(1, "/kalender")
        geteld = (await bot.drukt(1, "Hoe vaak"))[0]
        assert "• Outlook: 3 keer, laatst op 20 november 2026, 12:00" in geteld.bare
        nee = await bot.after(lambda: api.push_callback(2, geteld, "kf"), 2)
        assert nee[0].bare.startswith("Dat kan alleen de griffie.")


async def test_what_is_recorded_can_be_undone_more_than_once(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(1, f"/start {bot.invite('griffie')}")
        for _ in range(2):
            await bot.typt(1, "/gereed evaluatie-2023")
            assert (await bot.drukt(1, "Maak ongedaan"))[0].bare.startswith("Ongedaan gemaakt")
        evaluatie = bot.dienst.agenda().by_id("evaluatie-2023")
        assert evaluatie is not None
        assert evaluatie.status == "gepland"


async def test_a_correction_reaches_the_griffie_and_is_answered(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(1, f"/start {bot.invite('griffie')}")
        await bot.typt(2, "Wie trekt actie 9?")
        await bot.drukt(2, "Klopt niet?")
        assert (await bot.typt(2, "Dat is Velsen"))[0].bare.startswith("Dank u.")
        await bot.typt(1, "/gereed")
        correctie = await bot.drukt(1, "Correcties (1)")
        assert "Opmerking: Dat is Velsen" in correctie[0].bare
        await bot.drukt(1, "Antwoord")
        assert (await bot.typt(1, "Nee, Haarlem"))[0].bare.startswith("Uw antwoord gaat naar")


HOSTILE = [
    "😀" * 2000,
    "<b>&lt;script&gt;",
    "\u202e\u0000\u200f",
    "x" * 4096,
    "/start " + "A" * 64,
    "/opzegging 31-02-2027",
    "/agenda <i>",
    "/volg &amp;",
    "/actie 999999999999",
    "/kalender ../../etc/passwd",
    "' OR 1=1 --",
]


@pytest.mark.parametrize("tekst", HOSTILE)
async def test_hostile_text_gets_an_answer_the_bot_api_takes(
    api: FakeBotApi, tmp_path: Path, tekst: str
) -> None:
    async with draaiend(api, tmp_path) as bot:
        assert (await bot.typt(1, tekst))[0].bare
        assert (await bot.after(lambda: api.push_callback(1, 1, tekst[:20] or "x"), 1))[0].bare


async def test_what_is_no_text_gets_a_helpful_sentence(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        sticker = {"location": {"latitude": 52.38, "longitude": 4.63}}
        assert (await bot.typt(1, "", fields=sticker))[0].bare.startswith("Ik zie geen vraag;")


async def test_the_words_under_a_picture_are_a_question(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        photo = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
        fields = {"photo": photo, "caption": "Wie trekt actie 9?"}
        assert "Haarlem" in (await bot.typt(1, "", fields=fields))[0].bare
        met_naam = fields | {"caption": "@zkl_test_bot wie trekt actie 9?", "user": 7}
        assert "Haarlem" in (await bot.typt(-5, "", fields=met_naam))[0].bare
        api.push_message(-5, "", user=7, **fields)
        await bot.settled()
        assert len(api.deliveries) == 2


async def test_a_card_that_somebody_shared_is_no_question(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        me = {"id": 123456, "is_bot": True, "first_name": "ZKL", "username": "zkl_test_bot"}
        api.push_message(1, "Actie 9: fietspaden", via_bot=me)
        assert (await bot.typt(1, "/bronnen"))[0].bare.startswith("Hier komen")
        assert len(api.deliveries) == 1


async def test_an_answer_stays_in_its_topic(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        fields = {"user": 7, "message_thread_id": 77}
        onderwerp = fields | {"is_topic_message": True}
        vraag = "@zkl_test_bot wie trekt actie 9?"
        gekregen = await bot.typt(-5, vraag, fields=onderwerp)
        gekregen += await bot.typt(-5, vraag, fields=fields)
        gekregen += await bot.typt(-5, vraag, fields={"user": 7})
    assert [d.params.get("message_thread_id") for d in gekregen] == ["77", None, None]


async def test_a_button_that_no_longer_works_leaves_the_message_as_it_is(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        lijst = (await bot.typt(1, "/agenda 2022"))[0]
        oud = await bot.after(lambda: api.push_callback(1, lijst, "ag:x:y:z"), 1)
        assert (oud[0].method, oud[0].bare[:24]) == ("sendMessage", "Deze knop werkt niet mee")


async def test_a_chat_that_blocks_the_bot_is_paused_until_it_comes_back(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(1, "/volg actie 9")
        api.push_member(1, "kicked")
        await bot.until(lambda: bot.paused(1) == "geblokkeerd")
        api.push_member(1, "member", old="kicked")
        await bot.until(lambda: bot.paused(1) is None)


async def test_menus_are_set_for_both_languages(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path):
        menus = {
            (c.params.get("language_code"), json.loads(c.params["scope"])["type"]): [
                m["command"] for m in json.loads(c.params["commands"])
            ]
            for c in api.called("setMyCommands")
        }
    assert set(menus) == {
        (code, scope) for code in (None, "nl", "en") for scope in ("default", "all_group_chats")
    }
    assert "bijeenkomst" not in menus[(None, "default")]
    assert "bijeenkomst" not in menus[("en", "all_group_chats")]


async def test_the_menu_of_the_griffie_goes_with_the_role(api: FakeBotApi, tmp_path: Path) -> None:
    def menus(method: str) -> list[int]:
        scopes = [json.loads(c.params["scope"]) for c in api.called(method)]
        return sorted({scope["chat_id"] for scope in scopes if scope["type"] == "chat"})

    async with draaiend(api, tmp_path) as bot:
        await bot.typt(1, f"/start {bot.invite('griffie')}")
        await bot.typt(2, f"/start {bot.invite('raadslid')}")
        await bot.typt(2, f"/start {bot.invite('griffie')}")
        await bot.drukt(2, "Ja, wissel")
        await bot.until(lambda: menus("setMyCommands") == [1, 2])
        await bot.typt(1, "/uitnodigen")
        await bot.drukt(1, "Wie heeft een rol?")
        await bot.drukt(1, "Trek #2 in")
        await bot.drukt(1, "Ja, trek in")
        await bot.until(lambda: menus("deleteMyCommands") == [2])
        await bot.typt(1, "/vergeetmij")
        await bot.drukt(1, "Ja, wis alles")
        await bot.until(lambda: menus("deleteMyCommands") == [1, 2])


async def test_several_pictures_at_once_get_one_answer(api: FakeBotApi, tmp_path: Path) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
    async with draaiend(api, tmp_path) as bot:
        vraag = "Wie trekt actie 9?"
        api.push_message(1, "", photo=photo, caption=vraag, media_group_id="a")
        for album in ("a", "a", "b", "b"):
            api.push_message(1, "", photo=photo, media_group_id=album)
        await bot.typt(1, "/bronnen", count=3)
        begin = [d.bare.split()[0] for d in api.deliveries]
    assert begin == ["Haarlem", "Ik", "Hier"]


async def test_a_place_that_is_shared_live_is_answered_once(
    api: FakeBotApi, tmp_path: Path
) -> None:
    async with draaiend(api, tmp_path) as bot:
        plek = {"location": {"latitude": 52.38, "longitude": 4.63, "live_period": 900}}
        await bot.typt(1, "", fields=plek)
        for _ in range(3):
            chat = {"id": 1, "type": "private", "first_name": "P"}
            who = {"id": 1, "is_bot": False, "first_name": "P"}
            api.push_update(
                edited_message={"message_id": 5, "date": 1, "chat": chat, "from": who, **plek}
            )
        assert (await bot.typt(1, "/bronnen"))[0].bare.startswith("Hier komen")


async def test_a_button_works_when_telegram_does_not_take_its_acknowledgement(
    tmp_path: Path,
) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            await bot.typt(1, "/acties")
            api.fault("500", times=5, method="answerCallbackQuery")
            assert (await bot.drukt(1, "9"))[0].bare.startswith("Actie 9:")


async def test_every_button_of_a_flood_is_acknowledged(api: FakeBotApi, tmp_path: Path) -> None:
    async with draaiend(api, tmp_path) as bot:
        lijst = (await bot.typt(1, "/acties"))[0]
        api.latency = 0.05
        for _ in range(30):
            api.push_callback(1, lijst, "a:actie-9")
        await bot.until(lambda: len(api.called("answerCallbackQuery")) == 30)
        await bot.until(lambda: any(d.bare.startswith("Dat gaat mij te") for d in api.deliveries))


async def test_a_group_is_known_again_by_what_its_supergroup_says(
    api: FakeBotApi, tmp_path: Path
) -> None:
    api.beheerders.add((-5, 7))
    async with draaiend(api, tmp_path) as bot:
        await bot.typt(-5, "/volg actie 9", fields={"user": 7})
        api.push_message(-1005, "", user=7, migrate_from_chat_id=-5)
        volgt = await bot.typt(-1005, "/volg", fields={"user": 7})
        assert "• actie 9. Fietspadennetwerk" in volgt[0].bare

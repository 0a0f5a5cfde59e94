from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from tests.fakes.botapi import FakeBotApi
from tests.schedule.proef import NU, SNEL, Proef, meeting
from zkl_bot.channels.telegram import TelegramKanaal
from zkl_bot.store import outbox, outbox_lezen, outbox_vullen
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Abonnee, Uitgaand


def _hurry(proef: Proef) -> None:
    """As if the pauses between tries had passed."""
    with session(proef.engine) as opened:
        opened.connection().execute(text("UPDATE outbox SET opnieuw_na = NULL"))


async def _drain(proef: Proef, kanaal: TelegramKanaal, rounds: int = 12) -> None:
    bezorger = proef.bezorger(kanaal, SNEL)
    for _ in range(rounds):
        await bezorger.run()
        _hurry(proef)


def _counts(proef: Proef) -> dict[str, int]:
    with reading(proef.engine) as opened:
        return {stand: n for stand, n in outbox_lezen.counts(opened).items() if n}


async def test_run_sends_what_is_due_once(
    proef: Proef, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef.add(meeting())
    proef.people(20)
    proef.due_now(20)
    assert await proef.bezorger(kanaal, SNEL).run() == 20
    assert await proef.bezorger(kanaal, SNEL).run() == 0
    assert Counter(d.chat for d in api.deliveries) == Counter(range(1000, 1020))
    assert _counts(proef) == {"verzonden": 20}
    assert api.deliveries[0].bare.splitlines()[:2] == [
        "Morgen: Raadsbijeenkomst Zuid-Kennemerland",
        "dinsdag 3 november 2026, 19:30–21:30",
    ]


async def test_run_loses_nothing_and_copies_only_lost_replies(
    proef: Proef, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef.add(meeting())
    proef.people(200)
    proef.due_now(200)
    faults = {"429": 3, "500": 5, "reset": 5, "lost": 7, "garbled": 3, "late": 4}
    for kind, times in faults.items():
        api.fault(kind, times=times)  # type: ignore[arg-type]
    await _drain(proef, kanaal)
    got = Counter(d.chat for d in api.deliveries)
    assert set(got) == set(range(1000, 1200))
    assert sum(got.values()) == 200 + 7 + 3 + 4
    assert _counts(proef) == {"verzonden": 200}


async def test_hang_is_tried_again_and_holds_up_nobody(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(5)
    proef.due_now(5)
    kanaal._bot.request._client.timeout.read = 0.3  # type: ignore[attr-defined]
    api.fault("hang", seconds=2, chat=1000)
    await proef.bezorger(kanaal, SNEL).run()
    assert {d.chat for d in api.deliveries} == {1001, 1002, 1003, 1004}
    assert _counts(proef) == {"wachtend": 1, "verzonden": 4}
    _hurry(proef)
    await proef.bezorger(kanaal, SNEL).run()
    assert _counts(proef) == {"verzonden": 5}


@pytest.mark.parametrize(
    ("kind", "reden"),
    [
        ("blocked", "de ontvanger heeft de bot geblokkeerd"),
        ("deactivated", "het account of de groep bestaat niet meer"),
        ("gone", "de chat bestaat niet"),
    ],
)
async def test_unreachable_chat_is_dead_and_paused(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal, kind: Any, reden: str
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(2)
    proef.due_now(2)
    api.fault(kind, chat=1000)
    await proef.bezorger(kanaal, SNEL).run()
    with reading(sqlite) as opened:
        lines = [(r.abonnee, r.stand, r.reden) for r in outbox_lezen.lines(opened)]
        paused = [a.gepauzeerd for a in opened.exec(select(Abonnee).order_by(Abonnee.adres))]
    assert lines == [(1, "dood", reden), (2, "verzonden", None)]
    assert paused == [reden, None]


async def test_paused_person_shows_why_nothing_is_sent(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(1, gepauzeerd="geblokkeerd")
    proef.due_now(1)
    assert await proef.bezorger(kanaal, SNEL).run() == 0
    with reading(sqlite) as opened:
        assert [r.reden for r in outbox_lezen.lines(opened, "wachtend")] == ["geblokkeerd"]


async def test_migrated_group_gets_it_under_its_new_number(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(1, adres="-77", soort="groep")
    proef.due_now(1)
    api.fault("migrate", chat=-77, new_chat=-10077)
    await _drain(proef, kanaal, rounds=2)
    assert [d.chat for d in api.deliveries] == [-10077]
    with reading(sqlite) as opened:
        assert opened.exec(select(Abonnee.adres)).all() == ["-10077"]


async def test_refused_markup_goes_as_plain_text(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(1)
    proef.due_now(1)
    api.fault("markup")
    await _drain(proef, kanaal, rounds=2)
    (delivery,) = api.deliveries
    assert "parse_mode" not in delivery.params
    assert delivery.text.startswith("Morgen: Raadsbijeenkomst Zuid-Kennemerland\n")


async def test_expired_is_not_sent_and_says_so(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(1)
    proef.due_now(1)
    proef.now = NU + timedelta(days=2)
    await proef.bezorger(kanaal, SNEL).run()
    proef.taken.reap()
    assert api.deliveries == []
    with reading(sqlite) as opened:
        assert [(r.stand, r.reden) for r in outbox_lezen.lines(opened)] == [
            ("vervallen", "te laat")
        ]


async def test_what_changed_meanwhile_is_not_sent(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting(status="geannuleerd"))
    proef.people(1)
    proef.due_now(1)
    await proef.bezorger(kanaal, SNEL).run()
    assert api.deliveries == []
    with reading(sqlite) as opened:
        assert [r.reden for r in outbox_lezen.lines(opened)] == ["geannuleerd"]


async def test_who_switched_it_off_gets_nothing(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(1, voorkeuren={"soort:bijeenkomsten": False})
    proef.due_now(1)
    await proef.bezorger(kanaal, SNEL).run()
    assert api.deliveries == []
    with reading(sqlite) as opened:
        reasons = [r.reden for r in outbox_lezen.lines(opened)]
    assert reasons == ["de ontvanger wil of volgt dit niet meer"]


async def test_several_due_become_one_message(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.people(1)
    for number in (1, 2, 3):
        proef.add(meeting(number, onderwerp=f"deel {number}"))
        proef.due_now(1, f"bijeenkomst-{number}")
    await proef.bezorger(kanaal, SNEL).run()
    (delivery,) = api.deliveries
    assert [f"deel {n}" in delivery.bare for n in (1, 2, 3)] == [True, True, True]
    assert delivery.bare.count("U krijgt dit als ambtenaar van Heemstede.") == 1
    assert [b["callback_data"] for b in delivery.buttons] == ["h:1:morgen"]


async def test_rows_of_a_dead_process_are_taken_back_after_the_lease(
    proef: Proef, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef.add(meeting())
    proef.people(3)
    proef.due_now(3)
    over = timedelta(seconds=-1)
    with session(proef.engine) as opened:
        outbox.claim(opened, "dood", "telegram", now=NU, mensen=9, lease=over)
    assert await proef.bezorger(kanaal, SNEL).run() == 0
    proef.taken.reap()  # the first round only looks
    proef.taken.reap()
    await proef.bezorger(kanaal, SNEL).run()
    assert Counter(d.chat for d in api.deliveries) == Counter([1000, 1001, 1002])


async def test_snoozed_reminder_comes_once_more(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(1)
    proef.due_now(1)
    await proef.bezorger(kanaal, SNEL).run()
    tot = NU + timedelta(hours=20)
    with session(sqlite) as opened:
        assert outbox_vullen.snooze(opened, 1, 1, tot, now=proef.now)
        assert outbox_vullen.snooze(opened, 1, 1, tot, now=proef.now)
        assert not outbox_vullen.snooze(opened, 1, 2, tot, now=proef.now)
    proef.taken.plan()
    await proef.bezorger(kanaal, SNEL).run()
    assert len(api.deliveries) == 1
    proef.now = tot
    await proef.bezorger(kanaal, SNEL).run()
    assert [d.bare.splitlines()[0] for d in api.deliveries] == [
        "Morgen: Raadsbijeenkomst Zuid-Kennemerland",
        "Vandaag: Raadsbijeenkomst Zuid-Kennemerland",
    ]


async def test_snoozed_reminder_of_what_is_over_is_not_sent(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(1)
    proef.due_now(1)
    await proef.bezorger(kanaal, SNEL).run()
    with session(sqlite) as opened:
        assert outbox_vullen.snooze(opened, 1, 1, NU + timedelta(hours=20), now=proef.now)
    proef.now = NU + timedelta(days=1, hours=7)  # the meeting began half an hour ago
    await proef.bezorger(kanaal, SNEL).run()
    with reading(sqlite) as opened:
        assert [(r.id, r.reden) for r in outbox_lezen.lines(opened, "vervallen")] == [
            (2, "te laat")
        ]
    assert len(api.deliveries) == 1


async def test_snooze_repeats_reminders_and_no_notice_of_a_change(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(1)
    proef.due_now(1)
    proef.taken.tell()
    await proef.bezorger(kanaal, SNEL).run()
    assert len(api.deliveries) == 1
    with session(sqlite) as opened:
        assert outbox_vullen.snooze(opened, 1, 1, NU + timedelta(hours=20), now=proef.now)
        assert [r.regel for r in opened.exec(select(Uitgaand).order_by(col(Uitgaand.id)))] == [
            "raadsbijeenkomst",
            "wijziging",
            "raadsbijeenkomst",
        ]


async def test_reminder_of_which_the_reply_was_lost_can_be_snoozed(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(1)
    proef.due_now(1)
    with session(sqlite) as opened:
        assert not outbox_vullen.snooze(opened, 1, 1, NU + timedelta(hours=20), now=proef.now)
    api.fault("lost")
    await proef.bezorger(kanaal, SNEL).run()
    with session(sqlite) as opened:
        assert outbox_vullen.snooze(opened, 1, 1, NU + timedelta(hours=20), now=proef.now)


async def test_no_words_end_as_dead_and_others_go_on(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(2)
    proef.due_now(2)
    with session(sqlite) as opened:
        row = opened.get_one(Uitgaand, 1)
        row.sleutel = "geen dag"
        opened.add(row)
    await proef.bezorger(kanaal, SNEL).run()
    assert [d.chat for d in api.deliveries] == [1001]
    with reading(sqlite) as opened:
        assert [(r.stand, r.reden) for r in outbox_lezen.lines(opened, "dood")] == [
            ("dood", "het bericht kon niet worden gemaakt (ValueError)")
        ]

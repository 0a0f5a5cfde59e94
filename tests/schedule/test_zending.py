from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from tests.fakes.botapi import FakeBotApi
from tests.schedule.proef import NU, SNEL, Proef, meeting
from tests.schedule.test_mail import Brievenbus
from zkl_bot.channels.telegram import TelegramKanaal
from zkl_bot.store import bijeenkomsten
from zkl_bot.store.engine import session

ZONDAG = datetime(2026, 11, 1, 12, tzinfo=UTC)
WEKELIJKS = {"overzicht": "wekelijks"}


def _week(engine: Engine, meetings: int, **person: Any) -> Proef:
    """Somebody with a weekly digest on the Monday of a week with so many meetings."""
    proef = Proef(engine, now=ZONDAG)
    proef.people(1, voorkeuren=WEKELIJKS, **person)
    for number in range(meetings):
        start = NU + timedelta(days=3, hours=number % 8, minutes=number)
        proef.add(meeting(number, start=start), at=NU - timedelta(days=90))
    proef.taken.tell()
    proef.taken.plan()
    with session(proef.engine) as opened:
        opened.connection().exec_driver_sql("DELETE FROM outbox WHERE regel = 'wijziging'")
    proef.now = NU
    return proef


async def test_digest_is_one_message_under_its_own_heading(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = _week(sqlite, 12)
    await proef.bezorger(kanaal, SNEL).run()
    (delivery,) = api.deliveries
    lines = delivery.bare.splitlines()
    assert lines[0] == "Uw week"
    assert [line for line in lines if line.startswith("Nog")] == [
        "Nog 3 dagen: Raadsbijeenkomst Zuid-Kennemerland"
    ] * 12
    times = [line.split(", ")[1] for line in lines if line.startswith("donderdag")]
    assert times == sorted(times)


async def test_what_changes_for_who_has_a_digest_comes_at_once_and_is_no_digest(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = _week(sqlite, 0)
    proef.add(meeting(start=NU + timedelta(days=4)), at=proef.now)
    proef.taken.plan()
    await proef.bezorger(kanaal, SNEL).run()
    proef.now += timedelta(minutes=5)
    proef.taken.tell()
    await proef.bezorger(kanaal, SNEL).run()
    proef.now = NU + timedelta(days=3)
    proef.taken.plan()
    await proef.bezorger(kanaal, SNEL).run()
    assert [d.bare.splitlines()[0] for d in api.deliveries] == [
        "Nieuw: Raadsbijeenkomst Zuid-Kennemerland",
        "Morgen: Raadsbijeenkomst Zuid-Kennemerland",
    ]


async def test_mail_names_in_its_subject_what_it_is(sqlite: Any) -> None:
    proef, bus = _week(sqlite, 2, kanaal="email", adres="a@example.nl"), Brievenbus()
    await proef.bezorger(bus).run()
    with session(proef.engine) as opened:
        bijeenkomsten.cancel(opened, "bijeenkomst-0", wie="proef", now=proef.now)
    proef.now += timedelta(minutes=5)
    proef.taken.tell()
    await proef.bezorger(bus).run()
    assert [mail.onderwerp for mail in bus.got] == [
        "Uw week: regio Zuid-Kennemerland",
        "Gaat niet door: Raadsbijeenkomst Zuid-Kennemerland",
    ]

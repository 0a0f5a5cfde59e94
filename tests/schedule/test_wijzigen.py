from datetime import timedelta
from typing import Any

import pytest

from tests.fakes.botapi import FakeBotApi
from tests.schedule.proef import NU, SNEL, Proef, meeting
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.channels.telegram import TelegramKanaal
from zkl_bot.store import bijeenkomsten
from zkl_bot.store.engine import session

OVER_EEN_MAAND = NU + timedelta(days=30, hours=6)


class Griffie:
    """Edits meetings, lets time pass, and looks at what people got."""

    def __init__(self, engine: Any, api: FakeBotApi, kanaal: TelegramKanaal) -> None:
        self.proef = Proef(engine)
        self.proef.people(1)
        self.api, self.kanaal = api, kanaal

    def known(self, **fields: Any) -> None:
        """A meeting everybody knows of."""
        self.proef.add(meeting(start=OVER_EEN_MAAND, **fields))
        self.proef.taken.tell()
        with session(self.proef.engine) as opened:
            opened.connection().exec_driver_sql("DELETE FROM outbox")

    def change(self, **fields: Any) -> None:
        """An edit."""
        new: Bijeenkomst = meeting(**({"start": OVER_EEN_MAAND} | fields))
        with session(self.proef.engine) as opened:
            bijeenkomsten.change(opened, new, wie="griffie", now=self.proef.now)

    async def passed(self, **time: int) -> list[str]:
        """So much later: the new messages, without why and links."""
        before = len(self.api.deliveries)
        self.proef.now += timedelta(**time)
        self.proef.taken.tell()
        await self.proef.bezorger(self.kanaal, SNEL).run()
        texts = [d.bare.split("\n\n")[0] for d in self.api.deliveries[before:]]
        return [t.replace("\nMeer hierover", "") for t in texts]


@pytest.fixture
def griffie(sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal) -> Griffie:
    return Griffie(sqlite, api, kanaal)


async def test_new_meeting_is_told_after_five_minutes(griffie: Griffie) -> None:
    griffie.proef.add(meeting(start=OVER_EEN_MAAND), at=NU)
    assert await griffie.passed(minutes=4) == []
    assert await griffie.passed(minutes=1) == [
        "Nieuw: Raadsbijeenkomst Zuid-Kennemerland\n"
        "woensdag 2 december 2026, 19:00–21:00, Raadhuis Heemstede"
    ]
    assert await griffie.passed(minutes=30) == []


async def test_moved_meeting_shows_old_and_new(griffie: Griffie) -> None:
    griffie.known()
    griffie.change(start=OVER_EEN_MAAND + timedelta(days=1))
    assert await griffie.passed(minutes=5) == [
        "Verplaatst: Raadsbijeenkomst Zuid-Kennemerland\n"
        "Was: woensdag 2 december 2026, 19:00–21:00, Raadhuis Heemstede\n"
        "Wordt: donderdag 3 december 2026, 19:00–21:00, Raadhuis Heemstede"
    ]


async def test_edits_are_one_notice_ten_minutes_after_the_first(griffie: Griffie) -> None:
    griffie.known()
    for hours in (1, 2, 3):
        griffie.change(start=OVER_EEN_MAAND + timedelta(hours=hours))
        assert await griffie.passed(minutes=3) == []
    told = await griffie.passed(minutes=1)
    assert [t.splitlines()[2] for t in told] == [
        "Wordt: woensdag 2 december 2026, 22:00–00:00, Raadhuis Heemstede"
    ]


async def test_undone_before_it_was_told_sends_nothing(griffie: Griffie) -> None:
    griffie.known()
    griffie.change(start=OVER_EEN_MAAND + timedelta(days=1))
    griffie.proef.now += timedelta(minutes=2)
    griffie.change()
    assert await griffie.passed(minutes=20) == []


async def test_undone_later_sends_a_correction(griffie: Griffie) -> None:
    griffie.known()
    griffie.change(start=OVER_EEN_MAAND + timedelta(days=1))
    await griffie.passed(minutes=5)
    griffie.change()
    assert await griffie.passed(minutes=5) == [
        "Correctie: Raadsbijeenkomst Zuid-Kennemerland\n"
        "Het eerdere bericht klopt niet meer. Dit geldt nu:\n"
        "Was: donderdag 3 december 2026, 19:00–21:00, Raadhuis Heemstede\n"
        "Wordt: woensdag 2 december 2026, 19:00–21:00, Raadhuis Heemstede"
    ]


async def test_notice_that_waits_is_joined_by_what_undid_it(griffie: Griffie) -> None:
    griffie.known()
    griffie.change(start=OVER_EEN_MAAND + timedelta(days=1))
    griffie.proef.now += timedelta(minutes=5)
    griffie.proef.taken.tell()
    griffie.change()
    griffie.proef.now += timedelta(minutes=5)
    assert await griffie.passed(minutes=0) == []


async def test_cancelled_meeting_is_told(griffie: Griffie) -> None:
    griffie.known()
    griffie.change(status="geannuleerd")
    assert await griffie.passed(minutes=5) == [
        "Gaat niet door: Raadsbijeenkomst Zuid-Kennemerland\n"
        "Stond op: woensdag 2 december 2026, 19:00–21:00, Raadhuis Heemstede"
    ]


async def test_agenda_of_a_meeting_is_told(griffie: Griffie) -> None:
    griffie.known()
    griffie.change(acties=("actie-9",))
    (told,) = await griffie.passed(minutes=5)
    assert told.splitlines()[0] == "Agenda gewijzigd: Raadsbijeenkomst Zuid-Kennemerland"
    assert told.splitlines()[2].startswith("+ Actie 9:")


async def test_new_meeting_cancelled_at_once_is_not_told(griffie: Griffie) -> None:
    griffie.proef.add(meeting(start=OVER_EEN_MAAND), at=NU)
    griffie.change(status="geannuleerd")
    assert await griffie.passed(minutes=20) == []


async def test_quiet_hours_hold_a_notice_until_morning(griffie: Griffie) -> None:
    griffie.known()
    griffie.proef.now = NU.replace(hour=22)
    griffie.change(start=OVER_EEN_MAAND + timedelta(days=1))
    assert await griffie.passed(minutes=5) == []
    assert len(await griffie.passed(hours=8)) == 1

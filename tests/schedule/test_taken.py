from datetime import timedelta
from typing import Any

from sqlmodel import select

from tests.fakes.botapi import FakeBotApi
from tests.schedule.proef import NU, SNEL, WAAROM, Proef, meeting
from zkl_bot.channels.telegram import TelegramKanaal
from zkl_bot.store import abonnees
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Sleutel, Uitgaand


async def test_report_dead_tells_the_griffie_once_a_day_and_only_then(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.add(meeting())
    proef.people(2)
    proef.people(1, rol="griffie", adres="77")
    proef.taken.report_dead()
    proef.due_now(2)
    api.fault("gone", chat=1000)
    await proef.bezorger(kanaal, SNEL).run()
    proef.taken.report_dead()
    proef.taken.report_dead()
    await proef.bezorger(kanaal, SNEL).run()
    assert [d.bare for d in api.deliveries if d.chat == 77] == [
        "Berichten die niet aankwamen\n"
        "– 1× de chat bestaat niet\n"
        "Wie het zijn, ziet de beheerder met: zkl-bot outbox --stand dood" + WAAROM
    ]


def test_clean_up_forgets_what_had_its_time(sqlite: Any) -> None:
    proef = Proef(sqlite)
    proef.people(1)
    proef.due_now(1)
    with session(sqlite) as opened:
        abonnees.add_sleutel(opened, 1, "geheim", now=NU)
        row = opened.get_one(Uitgaand, 1)
        row.stand = "verzonden"
        opened.add(row)
    proef.now = NU + timedelta(days=399)
    proef.taken.clean_up()
    with reading(sqlite) as opened:
        assert len(opened.exec(select(Uitgaand)).all()) == 1
    proef.now = NU + timedelta(days=402)
    proef.taken.clean_up()
    with reading(sqlite) as opened:
        assert opened.exec(select(Uitgaand)).all() == []
        assert opened.exec(select(Sleutel)).all() == []


def test_recover_takes_back_what_a_former_process_left(sqlite: Any) -> None:
    proef = Proef(sqlite)
    proef.people(1)
    proef.due_now(1)
    with session(sqlite) as opened:
        row = opened.get_one(Uitgaand, 1)
        row.stand, row.eigenaar, row.lease_tot = "onderweg", "dood", NU + timedelta(days=9999)
        opened.add(row)
    proef.taken.recover()
    with reading(sqlite) as opened:
        assert opened.get_one(Uitgaand, 1).stand == "wachtend"


def test_plan_is_made_anew_when_either_clock_moved_on(sqlite: Any) -> None:
    proef = Proef(sqlite)
    rounds: list[None] = []
    proef.taken.plan = lambda: rounds.append(None)  # type: ignore[method-assign]
    for passed in (0, 59, 61, 61):
        proef.now = NU + timedelta(seconds=passed)
        proef.taken.plan_if_changed()
    assert len(rounds) == 2

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from tests.fakes.botapi import FakeBotApi
from tests.schedule.proef import NU, SNEL, Proef, kennis, meeting
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.channels.telegram import TelegramKanaal
from zkl_bot.schedule.plan import plan
from zkl_bot.store import abonnees, bijeenkomsten, vastleggingen
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Abonnee, Uitgaand


def _rows(proef: Proef) -> list[tuple[int, str, str, str]]:
    with reading(proef.engine) as opened:
        rows = opened.exec(
            select(Uitgaand).order_by(
                col(Uitgaand.abonnee), col(Uitgaand.gebeurtenis), col(Uitgaand.sleutel)
            )
        ).all()
        return [(r.abonnee, r.regel, r.gebeurtenis, r.sleutel) for r in rows]


def _times(proef: Proef) -> list[datetime]:
    with reading(proef.engine) as opened:
        query = select(Uitgaand.verstuur_vanaf).order_by(col(Uitgaand.verstuur_vanaf))
        return list(opened.exec(query).all())


WEEK_LATER = NU + timedelta(days=7, hours=7)


def test_plan_makes_the_rows_of_everybody_once(proef: Proef) -> None:
    proef.add(meeting(start=WEEK_LATER))
    proef.people(2)
    proef.people(1, rol="publiek", adres="9")
    proef.taken.plan()
    proef.taken.plan()
    assert _rows(proef) == [
        (1, "raadsbijeenkomst", "bijeenkomst-1", "2026-11-06"),
        (2, "raadsbijeenkomst", "bijeenkomst-1", "2026-11-06"),
    ]


def test_plan_follows_a_meeting_that_moved(proef: Proef) -> None:
    made = proef.add(meeting(start=WEEK_LATER))
    proef.people(1)
    proef.taken.plan()
    moved = meeting(start=WEEK_LATER + timedelta(days=1))
    with session(proef.engine) as opened:
        bijeenkomsten.change(opened, moved, revisie=made.revisie, wie="proef", now=proef.now)
    proef.taken.plan()
    assert [sleutel for *_, sleutel in _rows(proef)] == ["2026-11-03", "2026-11-09"]


def test_plan_takes_away_what_was_cancelled(proef: Proef) -> None:
    proef.add(meeting(start=WEEK_LATER))
    proef.people(1)
    proef.taken.plan()
    with session(proef.engine) as opened:
        bijeenkomsten.cancel(opened, "bijeenkomst-1", wie="proef", now=proef.now)
    proef.taken.plan()
    assert _rows(proef) == []


def test_plan_follows_a_preference_for_another_time(proef: Proef) -> None:
    proef.add(meeting(start=WEEK_LATER))
    proef.people(1)
    proef.taken.plan()
    assert _times(proef) == [datetime(2026, 11, 6, 8, tzinfo=UTC)]
    with session(proef.engine) as opened:
        abonnee = opened.get_one(Abonnee, 1)
        abonnees.set_voorkeur(opened, abonnee, "tijd", "17:30")
    proef.taken.plan()
    # A week ahead is today, and half past five is still to come.
    assert _times(proef) == [
        datetime(2026, 11, 2, 16, 30, tzinfo=UTC),
        datetime(2026, 11, 6, 16, 30, tzinfo=UTC),
    ]


def test_plan_follows_a_preference_for_other_days(proef: Proef) -> None:
    proef.add(meeting(start=WEEK_LATER))
    proef.people(1, voorkeuren={"dagen:bijeenkomsten": [5, 3]})
    proef.taken.plan()
    assert [sleutel for *_, sleutel in _rows(proef)] == ["2026-11-04", "2026-11-06"]


def test_plan_holds_a_weekly_digest_together(proef: Proef) -> None:
    proef.now = NU - timedelta(days=2)
    proef.add(meeting(1, start=WEEK_LATER - timedelta(days=4)))
    proef.add(meeting(2, start=WEEK_LATER - timedelta(days=2)))
    proef.people(1, voorkeuren={"overzicht": "wekelijks"})
    proef.taken.plan()
    assert _times(proef) == [datetime(2026, 11, 2, 8, tzinfo=UTC)] * 2


def test_plan_sends_what_comes_up_after_the_digest_at_its_own_moment(proef: Proef) -> None:
    proef.people(1, voorkeuren={"overzicht": "wekelijks"})
    proef.taken.plan()
    proef.now = NU + timedelta(days=1)
    proef.add(meeting(start=NU + timedelta(days=3)), at=proef.now)
    proef.taken.plan()
    assert _times(proef) == [datetime(2026, 11, 4, 8, tzinfo=UTC)]


def test_plan_keeps_a_meeting_that_moved_out_of_a_digest_that_has_gone(proef: Proef) -> None:
    proef.people(1, voorkeuren={"overzicht": "wekelijks"})
    proef.now = NU - timedelta(days=2)
    made = proef.add(meeting(start=NU + timedelta(days=17)))
    proef.taken.plan()
    proef.now = NU + timedelta(days=1)
    moved = meeting(start=NU + timedelta(days=3))
    with session(proef.engine) as opened:
        bijeenkomsten.change(opened, moved, revisie=made.revisie, wie="proef", now=proef.now)
    proef.taken.plan()
    assert _times(proef) == [datetime(2026, 11, 4, 8, tzinfo=UTC)]


def test_plan_leaves_a_digest_that_could_not_be_sent_together(proef: Proef) -> None:
    proef.now = NU - timedelta(days=2)
    proef.add(meeting(start=WEEK_LATER - timedelta(days=4)))
    proef.people(1, voorkeuren={"overzicht": "wekelijks"})
    proef.taken.plan()
    proef.now = NU
    proef.taken.plan()
    proef.taken.plan()
    assert _times(proef) == [datetime(2026, 11, 2, 8, tzinfo=UTC)]


def test_plan_follows_who_wants_no_digest_any_more(proef: Proef) -> None:
    proef.now = NU - timedelta(days=2)
    proef.add(meeting(start=WEEK_LATER - timedelta(days=4)))
    proef.people(1, voorkeuren={"overzicht": "wekelijks"})
    proef.taken.plan()
    with session(proef.engine) as opened:
        abonnees.set_voorkeur(opened, opened.get_one(Abonnee, 1), "overzicht", None)
    proef.taken.plan()
    assert _times(proef) == [datetime(2026, 11, 4, 8, tzinfo=UTC)]


def test_plan_leaves_out_what_lies_before_somebody_subscribed(proef: Proef) -> None:
    proef.add(meeting(start=NU + timedelta(days=6)))
    proef.people(1, aangemaakt=NU)
    proef.taken.plan()
    assert [sleutel for *_, sleutel in _rows(proef)] == ["2026-11-06"]


def test_plan_leaves_out_what_a_municipality_is_done_with(proef: Proef) -> None:
    proef.now = datetime(2026, 11, 28, 12, tzinfo=UTC)
    proef.people(1)
    proef.people(1, gemeente="haarlem", adres="9")
    proef.taken.plan()
    expected = [(n, "opzegging", "opzegging-2026", "2026-12-01") for n in (1, 2)]
    assert _rows(proef) == expected
    done = vastleggingen.gereed("opzegging-2026", date(2026, 11, 28), door="x", now=proef.now)
    with session(proef.engine) as opened:
        vastleggingen.add(opened, type(done)(**_with(done, gemeente="haarlem", id="g-1")))
    proef.taken.plan()
    assert _rows(proef) == expected[:1]


def _with(vastlegging: Any, **changes: Any) -> dict[str, Any]:
    names = list(vastlegging.__dataclass_fields__)
    return {name: getattr(vastlegging, name) for name in names} | changes


def test_plan_starts_where_it_stopped(proef: Proef) -> None:
    """A week of standstill: what was due meanwhile and is still of use is made after all."""
    proef.people(1)
    proef.now = NU - timedelta(days=20)
    proef.taken.plan()
    proef.add(meeting(start=NU + timedelta(days=3)), at=NU - timedelta(days=60))
    proef.now = NU
    proef.taken.plan()
    assert [sleutel for *_, sleutel in _rows(proef)] == ["2026-10-29", "2026-11-04"]


async def test_back_after_a_week_one_message_with_the_true_time_left(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite, now=datetime(2026, 11, 30, 12, tzinfo=UTC))
    proef.people(1)
    proef.add(meeting(1, start=datetime(2026, 12, 4, 18, tzinfo=UTC)), at=NU)
    proef.add(meeting(2, start=datetime(2026, 12, 21, 18, tzinfo=UTC)), at=NU)
    proef.taken.plan()
    proef.now = datetime(2026, 12, 18, 12, tzinfo=UTC)
    proef.taken.plan()
    proef.taken.reap()
    await proef.bezorger(kanaal, SNEL).run()
    (delivery,) = api.deliveries
    heads = [line for line in delivery.bare.splitlines() if line.startswith("Nog")]
    assert heads == [
        "Nog 3 dagen: Raadsbijeenkomst Zuid-Kennemerland",
        "Nog 13 dagen: Laatste dag om het convenant op te zeggen per 1 januari 2027",
    ]


async def test_back_after_a_deadline_nothing_announces_it_any_more(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    """It is repeated for who was to meet it, and raised with the griffie later."""
    proef = Proef(sqlite, now=datetime(2027, 2, 25, 12, tzinfo=UTC))
    proef.people(1)
    proef.people(1, rol="griffie", adres="77")
    proef.deadline("werkprogramma", "1 maart")
    proef.taken.plan()
    proef.now = datetime(2027, 3, 4, 12, tzinfo=UTC)
    proef.taken.plan()
    proef.taken.reap()
    await proef.bezorger(kanaal, SNEL).run()
    (delivery,) = api.deliveries
    assert delivery.chat == 1000
    assert "Uw gemeente heeft dit nog niet als gereed gemeld." in delivery.bare
    proef.now = datetime(2027, 3, 8, 12, tzinfo=UTC)
    proef.taken.plan()
    await proef.bezorger(kanaal, SNEL).run()
    raised = api.deliveries[-1]
    assert (raised.chat, len(api.deliveries)) == (77, 2)
    assert "Niemand heeft dit als gereed gemeld." in raised.bare


def test_plan_is_the_same_for_any_split_of_people(proef: Proef, monkeypatch: Any) -> None:
    proef.add(meeting(start=WEEK_LATER))
    proef.people(7)
    monkeypatch.setattr("zkl_bot.schedule.plan._PER_KEER", 2)
    agenda = build_agenda(kennis(), [meeting(start=WEEK_LATER)], [], now=NU)
    made = plan(proef.engine, agenda, proef.regelset(), now=NU)
    assert (made, [row[0] for row in _rows(proef)]) == (7, [1, 2, 3, 4, 5, 6, 7])

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from tests.schedule.proef import NU, Proef
from zkl_bot.store import outbox, outbox_vullen
from zkl_bot.store.engine import reading, session
from zkl_bot.store.outbox import ONBEVESTIGD, Rij
from zkl_bot.store.outbox_lezen import counts, dead_since, lines
from zkl_bot.store.tables import Abonnee, Uitgaand

LEASE = timedelta(minutes=1)


@pytest.fixture
def gevuld(engine: Engine) -> Engine:
    """Three people with a row each that is due."""
    proef = Proef(engine)
    proef.people(3)
    proef.due_now(3)
    return engine


def _claim(opened: Session, wie: str, mensen: int = 10) -> list[Rij]:
    return outbox.claim(opened, wie, "telegram", now=NU, mensen=mensen, lease=LEASE)


def test_claim_gives_each_row_to_one_owner(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        first = _claim(opened, "a", mensen=2)
    with session(gevuld) as opened:
        second = _claim(opened, "b")
    assert [len(first), len(second)] == [2, 1]
    assert {rij.abonnee for rij in first} | {rij.abonnee for rij in second} == {1, 2, 3}


def test_claim_passes_over_who_cannot_be_reached(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        opened.get_one(Abonnee, 1).gepauzeerd = "geblokkeerd"
        opened.get_one(Abonnee, 2).bevestigd = False
        opened.get_one(Abonnee, 3).kanaal = "email"
    with session(gevuld) as opened:
        assert _claim(opened, "a") == []


def test_claim_gives_an_unconfirmed_address_only_the_mail_that_asks(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        opened.get_one(Abonnee, 1).bevestigd = False
        outbox_vullen.add_many(
            opened,
            [{"abonnee": 1, "verstuur_vanaf": NU}],
            regel=outbox.BEVESTIGING,
            gebeurtenis="",
            sleutel="x",
            revisie=0,
            vervalt=NU + timedelta(days=1),
            inhoud={},
            now=NU,
        )
    with session(gevuld) as opened:
        regels = [(rij.abonnee, rij.regel) for rij in _claim(opened, "a")]
    assert (1, "bevestiging") in regels
    assert (1, "raadsbijeenkomst") not in regels


def test_claim_waits_for_the_next_try(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        rijen = _claim(opened, "a")
        outbox.later(opened, [rijen[0].id], "a", wacht=timedelta(hours=1), reden="storing")
        outbox.later(opened, [rijen[1].id], "a", wacht=timedelta(0))
    with session(gevuld) as opened:
        assert [rij.id for rij in _claim(opened, "b")] == [rijen[1].id]


def test_start_refuses_who_lost_the_lease(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        ids = [rij.id for rij in _claim(opened, "a")]
        assert outbox.start(opened, [ids], "b", LEASE) == [False]
        assert outbox.start(opened, [ids[:1], ids[1:]], "a", LEASE) == [True, True]
    with reading(gevuld) as opened:
        bundels = opened.exec(select(Uitgaand.bundel).order_by(col(Uitgaand.id))).all()
        assert (counts(opened)["onderweg"], bundels) == (3, [ids[0], ids[1], ids[1]])


def test_start_puts_back_a_message_of_which_a_row_is_gone(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        ids = [rij.id for rij in _claim(opened, "a")]
        opened.get_one(Uitgaand, ids[0]).eigenaar = "b"
    with session(gevuld) as opened:
        assert outbox.start(opened, [ids[:2], ids[2:]], "a", LEASE) == [False, True]
    with reading(gevuld) as opened:
        standen = opened.exec(select(Uitgaand.stand).order_by(col(Uitgaand.id))).all()
    assert standen == ["geclaimd", "wachtend", "onderweg"]


def test_delivery_is_kept_whoever_has_the_row_now(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        ids = [rij.id for rij in _claim(opened, "a")]
        outbox.start(opened, [ids], "a", LEASE)
        outbox.abandon(opened)
        _claim(opened, "b")
        assert outbox.sent(opened, dict.fromkeys(ids, 1), now=NU) == 3
        assert outbox.start(opened, [ids], "b", LEASE) == [False]
        assert outbox.sent(opened, dict.fromkeys(ids, 1), now=NU) == 0
    with reading(gevuld) as opened:
        assert counts(opened)["verzonden"] == 3


def test_delivery_of_an_earlier_try_leaves_a_later_one_alone(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        ids = [rij.id for rij in _claim(opened, "a")]
        for owner in ("a", "b"):
            outbox.start(opened, [ids], owner, LEASE)
            outbox.abandon(opened)
            _claim(opened, "b")
        assert outbox.sent(opened, dict.fromkeys(ids, 1), now=NU) == 0


def test_take_back_frees_what_one_owner_lost_sight_of(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        ids = [rij.id for rij in _claim(opened, "a")]
        outbox.start(opened, [ids[:1]], "a", LEASE)
        assert outbox.take_back(opened, "b", "telegram", []) == 0
        assert outbox.take_back(opened, "a", "email", []) == 0
        assert outbox.take_back(opened, "a", "telegram", ids[:1]) == 2


def test_reap_takes_back_only_what_ran_out(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        alive = _claim(opened, "a", mensen=1)
        outbox.claim(opened, "b", "telegram", now=NU, mensen=9, lease=timedelta(seconds=-1))
        assert outbox.reap(opened) == 2
    with reading(gevuld) as opened:
        assert opened.get_one(Uitgaand, alive[0].id).eigenaar == "a"


def test_expire_keeps_the_reason_of_the_last_try(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        rijen = _claim(opened, "a", mensen=1)
        outbox.later(opened, [rijen[0].id], "a", wacht=timedelta(0), reden="storing")
        assert outbox.expire(opened, now=NU + timedelta(days=3)) == 3
    with reading(gevuld) as opened:
        reasons = sorted(str(r.reden) for r in lines(opened, "vervallen"))
    assert reasons == ["storing", "te laat", "te laat"]


@pytest.mark.parametrize(
    ("wat", "reden"),
    [({"gepauzeerd": "geblokkeerd"}, "geblokkeerd"), ({"bevestigd": False}, ONBEVESTIGD)],
)
def test_expire_says_why_somebody_could_not_be_reached(
    engine: Engine, wat: dict[str, Any], reden: str
) -> None:
    proef = Proef(engine)
    proef.people(1, **wat)
    proef.due_now(1)
    with session(engine) as opened:
        outbox.expire(opened, now=NU + timedelta(days=3))
    with reading(engine) as opened:
        assert [(r.stand, r.reden) for r in lines(opened)] == [("vervallen", reden)]


def test_lines_show_what_is_claimed_as_waiting(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        _claim(opened, "a")
    with reading(gevuld) as opened:
        assert [r.stand for r in lines(opened, "wachtend")] == ["geclaimd"] * 3


def test_dead_since_counts_by_reason(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        ids = [rij.id for rij in _claim(opened, "a")]
        outbox.start(opened, [ids], "a", LEASE)
        outbox.failed(opened, ids[:2], "a", "vol", now=NU)
        outbox.failed(opened, ids[2:], "a", "weg", now=NU)
    with reading(gevuld) as opened:
        assert dead_since(opened, NU - timedelta(days=1)) == [("vol", 2), ("weg", 1)]
        assert dead_since(opened, NU) == []

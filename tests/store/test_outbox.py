from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from tests.schedule.proef import NU, Proef
from zkl_bot.store import outbox
from zkl_bot.store.engine import reading, session
from zkl_bot.store.outbox import LeaseVerloren, Rij
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
        outbox.add_many(
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
    with pytest.raises(LeaseVerloren), session(gevuld) as opened:
        outbox.start(opened, ids, "b", LEASE)
    with session(gevuld) as opened:
        outbox.start(opened, ids, "a", LEASE)
    with session(gevuld) as opened:
        assert counts(opened)["onderweg"] == 3


def test_outcome_is_kept_by_the_owner_only(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        ids = [rij.id for rij in _claim(opened, "a")]
        outbox.start(opened, ids, "a", LEASE)
        outbox.abandon(opened)
    with pytest.raises(LeaseVerloren), session(gevuld) as opened:
        outbox.sent(opened, ids, "a", now=NU)
    with reading(gevuld) as opened:
        assert counts(opened)["wachtend"] == 3


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


def test_lines_show_what_is_claimed_as_waiting(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        _claim(opened, "a")
    with reading(gevuld) as opened:
        assert [r.stand for r in lines(opened, "wachtend")] == ["geclaimd"] * 3


def test_dead_since_counts_by_reason(gevuld: Engine) -> None:
    with session(gevuld) as opened:
        ids = [rij.id for rij in _claim(opened, "a")]
        outbox.start(opened, ids, "a", LEASE)
        outbox.failed(opened, ids[:2], "a", "vol")
        outbox.failed(opened, ids[2:], "a", "weg")
    with reading(gevuld) as opened:
        assert dead_since(opened, NU - timedelta(days=1)) == [("vol", 2), ("weg", 1)]
        assert dead_since(opened, NU) == []

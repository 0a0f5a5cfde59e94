from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine

from zkl_bot.store import uitnodigingen
from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Uitnodiging
from zkl_bot.store.uitnodigingen import Ongeldig


def invite(engine: Engine, now: datetime) -> str:
    with session(engine) as opened:
        code, vervalt = uitnodigingen.invite(
            opened, "ambtenaar", "heemstede", wie="opdrachtregel", now=now, dagen=3
        )
    assert vervalt == now + timedelta(days=3)
    return code


def test_code_is_taken_once_and_gives_role_and_municipality(engine: Engine, nu: datetime) -> None:
    code = invite(engine, nu)
    with session(engine) as opened:
        taken = uitnodigingen.take(opened, hash_of(code), now=nu)
        assert (taken.rol, taken.gemeente) == ("ambtenaar", "heemstede")
    with session(engine) as opened, pytest.raises(Ongeldig):
        uitnodigingen.take(opened, hash_of(code), now=nu)


def test_forged_expired_and_used_fail_alike(engine: Engine, nu: datetime) -> None:
    used, expired = invite(engine, nu), invite(engine, nu - timedelta(days=3))
    with session(engine) as opened:
        uitnodigingen.take(opened, hash_of(used), now=nu)
    for code in (used, expired, "verzonnen"):
        with session(engine) as opened:
            assert uitnodigingen.valid(opened, hash_of(code), now=nu) is None
            with pytest.raises(Ongeldig) as fault:
                uitnodigingen.take(opened, hash_of(code), now=nu)
        assert str(fault.value) == ""


def test_only_the_hash_is_kept(engine: Engine, nu: datetime) -> None:
    code = invite(engine, nu)
    with reading(engine) as opened:
        kept = opened.get_one(Uitnodiging, hash_of(code)).model_dump_json()
    assert code not in kept
    assert len(code) == 20


def test_of_two_at_once_one_succeeds(engine: Engine, nu: datetime) -> None:
    code, gate, outcomes = invite(engine, nu), Barrier(2), []

    def take() -> None:
        gate.wait()
        try:
            with session(engine) as opened:
                uitnodigingen.take(opened, hash_of(code), now=nu)
            outcomes.append("taken")
        except Ongeldig:
            outcomes.append("refused")

    threads = [Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "taken"]


def test_clean_up_deletes_what_expired_long_ago(engine: Engine, nu: datetime) -> None:
    old, fresh = invite(engine, nu - timedelta(days=60)), invite(engine, nu)
    with session(engine) as opened:
        uitnodigingen.clean_up(opened, before=nu - timedelta(days=30))
    with reading(engine) as opened:
        assert opened.get(Uitnodiging, hash_of(old)) is None
        assert opened.get(Uitnodiging, hash_of(fresh)) is not None


def test_who_loses_a_role_leaves_no_invitations_behind(engine: Engine, nu: datetime) -> None:
    def make(wie: str) -> str:
        with session(engine) as opened:
            return uitnodigingen.invite(opened, "griffie", None, wie=wie, now=nu)[0]

    codes = [make(f"griffie haarlem {nummer}") for nummer in ("#1", "#1", "#11", "#21")]
    with session(engine) as opened:
        uitnodigingen.take(opened, hash_of(codes[0]), now=nu)
        uitnodigingen.withdraw_of(opened, 1, now=nu)
    with reading(engine) as opened:
        left = [uitnodigingen.valid(opened, hash_of(code), now=nu) for code in codes]
        assert [found is not None for found in left] == [False, False, True, True]
        taken = opened.get_one(Uitnodiging, hash_of(codes[0]))
        assert taken.vervalt > nu

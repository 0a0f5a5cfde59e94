from datetime import timedelta

from sqlalchemy import Engine

from zkl_bot.store import leases
from zkl_bot.store.engine import session

MINUUT = timedelta(minutes=1)


def _take(engine: Engine, wie: str, duur: timedelta = MINUUT) -> bool:
    with session(engine) as opened:
        return leases.take(opened, "peilen", wie, duur)


def test_take_is_for_one_at_a_time(engine: Engine) -> None:
    assert [_take(engine, "a"), _take(engine, "b"), _take(engine, "a")] == [True, False, True]


def test_take_what_ran_out(engine: Engine) -> None:
    _take(engine, "a", timedelta(seconds=-1))
    assert _take(engine, "b")


def test_release_leaves_it_to_others(engine: Engine) -> None:
    _take(engine, "a")
    with session(engine) as opened:
        leases.release(opened, "peilen", "b")
    assert not _take(engine, "b")
    with session(engine) as opened:
        leases.release(opened, "peilen", "a")
    assert _take(engine, "b")

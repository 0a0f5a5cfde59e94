import time
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import Engine

from zkl_bot.store.engine import session
from zkl_bot.store.snelheid import ALLES, Limiet, reserve

ALLE = Limiet(ALLES, timedelta(milliseconds=1))
GROEP = Limiet("groep", timedelta(seconds=0.4), stoot=timedelta(seconds=0.8))


def _waits(engine: Engine, count: int, limiet: Limiet = GROEP) -> list[float]:
    with session(engine) as opened:
        beurten = reserve(opened, [limiet] * count, ALLE, timedelta(minutes=1)).beurten
    return [beurt.wacht for beurt in beurten]


def test_reserve_lets_calls_run_ahead_after_a_rest_only(engine: Engine) -> None:
    first = _waits(engine, 4)
    assert first[2] < 0.01
    assert 0.39 < first[3] < 0.41
    time.sleep(1.0)  # two calls' worth, and half of a third
    second = _waits(engine, 3)
    assert second[0] < 0.01
    assert second == sorted(second)
    assert 0 < second[2] < 0.7


def test_reserve_keeps_calls_apart_that_run_ahead_whoever_asks(engine: Engine) -> None:
    apart = replace(GROEP, interval=timedelta(seconds=40), tussen=timedelta(seconds=10))
    apart = replace(apart, stoot=timedelta(seconds=80))
    waits = [wait for _ in range(2) for wait in _waits(engine, 2, apart)]
    assert [round(later - first) for first, later in pairwise(waits)] == [10, 10, 20]

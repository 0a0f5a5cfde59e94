import time
from datetime import timedelta

from sqlalchemy import Engine

from zkl_bot.store.engine import session
from zkl_bot.store.snelheid import ALLES, Limiet, reserve

ALLE = Limiet(ALLES, timedelta(milliseconds=1))
GROEP = Limiet("groep", timedelta(seconds=0.4), stoot=timedelta(seconds=0.8))


def _waits(engine: Engine, count: int) -> list[float]:
    with session(engine) as opened:
        beurten = reserve(opened, [GROEP] * count, ALLE, timedelta(minutes=1)).beurten
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

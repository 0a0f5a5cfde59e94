from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from tests.fakes.wandklok import Wandklok, hang
from zkl_bot.store.engine import session
from zkl_bot.store.snelheid import ALLES, Limiet, reserve

ALLE = Limiet(ALLES, timedelta(milliseconds=1))
GROEP = Limiet("groep", timedelta(seconds=0.4), stoot=timedelta(seconds=0.8))


@pytest.fixture(autouse=True)
def wandklok(monkeypatch: pytest.MonkeyPatch) -> Wandklok:
    return hang(monkeypatch)


def _waits(engine: Engine, count: int, limiet: Limiet = GROEP) -> list[float]:
    with session(engine) as opened:
        beurten = reserve(opened, [limiet] * count, ALLE, timedelta(minutes=1)).beurten
    return [round(beurt.wacht, 3) for beurt in beurten]


def test_reserve_lets_calls_run_ahead_after_a_rest_only(engine: Engine, wandklok: Wandklok) -> None:
    assert _waits(engine, 4) == [0, 0.001, 0.002, 0.4]
    wandklok.sleep(1)  # the fifth call was due after 0.8
    assert _waits(engine, 4) == [0, 0.2, 0.6, 1]


def test_reserve_keeps_calls_apart_that_run_ahead_whoever_asks(engine: Engine) -> None:
    apart = replace(GROEP, interval=timedelta(seconds=40), tussen=timedelta(seconds=10))
    apart = replace(apart, stoot=timedelta(seconds=80))
    assert [wait for _ in range(2) for wait in _waits(engine, 2, apart)] == [0, 10, 20, 40]

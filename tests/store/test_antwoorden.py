from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from zkl_bot.store import antwoorden, gesprekken
from zkl_bot.store.engine import reading, session

ANTWOORD: dict[str, Any] = {"plek": {"op": None, "draad": None}, "berichten": []}


def waiting(engine: Engine) -> list[int]:
    with reading(engine) as opened:
        return [w.update_id for w in antwoorden.waiting(opened)]


def test_answer_waits_until_it_leaves_and_leaves_once(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        gesprekken.first_time(opened, 2, now=nu, chat="7", antwoord=ANTWOORD)
        gesprekken.first_time(opened, 1, now=nu, chat="8", antwoord=ANTWOORD)
        gesprekken.first_time(opened, 3, now=nu)
    with reading(engine) as opened:
        found = antwoorden.waiting(opened)
    assert [(w.update_id, w.chat, w.antwoord) for w in found] == [
        (1, "8", ANTWOORD),
        (2, "7", ANTWOORD),
    ]
    left = []
    for _ in range(2):
        with session(engine) as opened:
            left.append(antwoorden.depart(opened, 2))
    assert (left, waiting(engine)) == ([True, False], [1])
    with session(engine) as opened:
        assert not antwoorden.depart(opened, 3)
        assert not gesprekken.first_time(opened, 2, now=nu)


def test_answer_is_forgotten_when_it_is_none_any_more(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        for number, minutes in enumerate((-11, -10, 0, 10, 11)):
            moment = nu + timedelta(minutes=minutes)
            gesprekken.first_time(opened, number, now=moment, chat="7", antwoord=ANTWOORD)
        antwoorden.clean_up(opened, now=nu)
    assert waiting(engine) == [1, 2, 3]

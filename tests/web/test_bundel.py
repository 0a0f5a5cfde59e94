import asyncio
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest

from zkl_bot.web import bundel
from zkl_bot.web.bundel import Bundel


class Winkel:
    """A store that counts how often it is asked, and can be away."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.rows = {"mijn": 1}
        self.is_away = False

    def read(self, keys: Sequence[str]) -> Mapping[str, int]:
        self.asked.append(len(keys))
        if self.is_away:
            raise ConnectionError("away")
        return {key: self.rows[key] for key in keys if key in self.rows}


async def test_thousands_of_wrong_keys_are_few_queries() -> None:
    winkel = Winkel()
    found = Bundel(winkel.read)
    answers = await asyncio.gather(*(found.find(f"fout-{n}") for n in range(3000)))
    assert set(answers) == {None}
    assert len(winkel.asked) <= 2
    assert sum(winkel.asked) == 3000


async def test_what_exists_is_told_before_what_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundel, "PAUZE_SECONDEN", 0.05)
    found, order = Bundel(Winkel().read), []

    async def ask(key: str) -> None:
        await found.find(key)
        order.append(key)

    await asyncio.gather(*(ask(f"fout-{n}") for n in range(100)), ask("mijn"))
    assert order[0] == "mijn"


async def test_others_have_their_turn_between_the_ones_that_do_not_exist() -> None:
    found, seen = Bundel(Winkel().read), []
    asked = [asyncio.create_task(found.find(f"fout-{n}")) for n in range(64)]
    while not all(task.done() for task in asked):
        seen.append(sum(task.done() for task in asked))
        await asyncio.sleep(0)
    steps = {b - a for a, b in pairwise(seen)}
    assert max(steps) <= bundel.TEGELIJK


async def test_same_key_is_asked_for_once() -> None:
    winkel = Winkel()
    found = Bundel(winkel.read)
    assert await asyncio.gather(*(found.find("mijn") for _ in range(10))) == [1] * 10
    assert winkel.asked == [1]


async def test_fault_reaches_everybody_and_the_next_is_tried_again() -> None:
    winkel = Winkel()
    found = Bundel(winkel.read)
    winkel.is_away = True
    outcomes = await asyncio.gather(*map(found.find, ("mijn", "fout")), return_exceptions=True)
    winkel.is_away = False
    assert [type(outcome) for outcome in outcomes] == [ConnectionError] * 2
    assert await found.find("mijn") == 1


async def test_who_goes_away_does_not_take_it_from_others() -> None:
    found = Bundel(Winkel().read)
    first, second = (asyncio.create_task(found.find("mijn")) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == 1

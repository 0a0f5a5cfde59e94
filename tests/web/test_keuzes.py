import asyncio
import threading
from collections.abc import Mapping, Sequence

import pytest
from sqlalchemy.exc import OperationalError

from zkl_bot.feeds.keuze import Keuze
from zkl_bot.web import keuzes
from zkl_bot.web.keuzes import Keuzes

GEDULD = 20.0
"""Seconds after which a test gives up; it measures no time."""
MIJN = Keuze(acties=("actie-2",))


class Winkel:
    """A store that counts how often it is asked, and can be away."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.rows: dict[str, Keuze] = {"mijn": MIJN}
        self.is_away = False

    def read(self, hashes: Sequence[str]) -> Mapping[str, Keuze]:
        self.asked.append(len(hashes))
        if self.is_away:
            raise OperationalError("SELECT", {}, Exception("away"))
        return {h: self.rows[h] for h in hashes if h in self.rows}


async def test_thousands_of_wrong_tokens_are_few_queries() -> None:
    winkel = Winkel()
    found = Keuzes(winkel.read)
    answers = await asyncio.gather(
        *(found.find(f"fout-{n}") for n in range(3000)), found.find("mijn")
    )
    assert set(answers[:-1]) == {None}
    assert answers[-1] == MIJN
    assert len(winkel.asked) <= 2
    assert sum(winkel.asked) == 3001


async def test_known_feed_is_not_asked_for_again_at_once() -> None:
    winkel = Winkel()
    found = Keuzes(winkel.read)
    assert [await found.find("mijn") for _ in range(3)] == [MIJN] * 3
    assert winkel.asked == [1]


async def test_who_fetches_a_feed_of_their_own_does_not_wait_for_who_guesses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keuzes, "GELDIG_SECONDEN", 0.0)
    winkel, answered = Winkel(), threading.Event()

    def read(hashes: Sequence[str]) -> Mapping[str, Keuze]:
        if "fout" in hashes:
            answered.wait(GEDULD)
        return winkel.read(hashes)

    found = Keuzes(read)
    assert await found.find("mijn") == MIJN
    guess = asyncio.create_task(found.find("fout"))
    while not found._bundel._reading.locked():  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0)
    assert await asyncio.wait_for(found.find("mijn"), GEDULD / 2) == MIJN
    assert not guess.done()
    answered.set()
    assert await guess is None


async def test_what_this_process_changed_counts_at_once() -> None:
    winkel, versies = Winkel(), [0]
    found = Keuzes(winkel.read, lambda: versies[0])
    assert await found.find("mijn") == MIJN
    winkel.rows.clear()
    versies[0] += 1
    assert await found.find("mijn") is None


async def test_what_was_read_while_it_changed_is_read_again() -> None:
    winkel, versies = Winkel(), [0]

    def read(hashes: Sequence[str]) -> Mapping[str, Keuze]:
        rows = winkel.read(hashes)
        winkel.rows.clear()
        versies[0] += 1
        return rows

    found = Keuzes(read, lambda: versies[0])
    assert await found.find("mijn") == MIJN
    assert await found.find("mijn") is None


async def test_feed_that_was_just_made_is_found() -> None:
    winkel = Winkel()
    found = Keuzes(winkel.read)
    assert await found.find("nieuw") is None
    winkel.rows["nieuw"] = MIJN
    assert await found.find("nieuw") == MIJN


async def test_last_known_feed_is_used_while_the_store_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keuzes, "GELDIG_SECONDEN", 0.0)
    winkel = Winkel()
    found = Keuzes(winkel.read)
    await found.find("mijn")
    winkel.is_away = True
    assert await found.find("mijn") == MIJN
    with pytest.raises(OperationalError):
        await found.find("nooit gezien")
    winkel.is_away = False
    winkel.rows.clear()
    assert await found.find("mijn") is None


async def test_what_is_remembered_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keuzes, "MEEST", 10)
    winkel = Winkel()
    winkel.rows = {str(n): MIJN for n in range(100)}
    found = Keuzes(winkel.read)
    await asyncio.gather(*(found.find(str(n)) for n in range(100)))
    assert len(found._known) <= 10

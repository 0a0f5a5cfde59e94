import threading
from collections.abc import Sequence

import pytest
from sqlalchemy.exc import OperationalError

from zkl_bot.dienst import achteraf
from zkl_bot.dienst.achteraf import Achteraf

GEDULD = 30.0
"""Seconds after which a test gives up; no test measures time."""


class Winkel:
    """A store that can stand still, or be away."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.lost = 0
        self.is_away = False
        self.goes_on = threading.Event()
        self.goes_on.set()
        self.begun = threading.Event()

    def keep(self, teksten: Sequence[str]) -> None:
        self.begun.set()
        assert self.goes_on.wait(GEDULD)
        if self.is_away:
            raise OperationalError("INSERT", {}, Exception("away"))
        self.kept += teksten

    def lose(self, aantal: int) -> None:
        self.lost += aantal


@pytest.fixture
def winkel() -> Winkel:
    return Winkel()


def test_what_is_noted_is_kept_in_its_order(winkel: Winkel) -> None:
    noted = Achteraf(winkel.keep, winkel.lose)
    for n in range(50):
        noted.note(f"vraag {n}")
    assert noted.finish(GEDULD)
    assert winkel.kept == [f"vraag {n}" for n in range(50)]
    assert winkel.lost == 0


def test_who_notes_never_waits_for_a_store_that_stands_still(winkel: Winkel) -> None:
    winkel.goes_on.clear()
    noted = Achteraf(winkel.keep, winkel.lose)
    noted.note("eerste")
    assert winkel.begun.wait(GEDULD)
    for n in range(achteraf.MEEST + 7):
        noted.note(f"vraag {n}")  # would not come back if it waited
    assert not noted.finish(0.01)
    winkel.goes_on.set()
    assert noted.finish(GEDULD)
    assert len(winkel.kept) == achteraf.MEEST + 1
    assert winkel.lost == 7


def test_what_cannot_be_kept_is_lost_and_counted_and_the_next_is_tried(winkel: Winkel) -> None:
    noted = Achteraf(winkel.keep, winkel.lose)
    winkel.is_away = True
    noted.note("een")
    assert noted.finish(GEDULD)
    winkel.is_away = False
    noted.note("twee")
    assert noted.finish(GEDULD)
    assert (winkel.kept, winkel.lost) == (["twee"], 1)


def test_thread_is_there_only_while_there_is_something_to_keep(winkel: Winkel) -> None:
    noted = Achteraf(winkel.keep, winkel.lose)
    assert noted.finish(0)
    noted.note("een")
    assert noted.finish(GEDULD)
    assert all(thread.name != "achteraf" for thread in threading.enumerate())

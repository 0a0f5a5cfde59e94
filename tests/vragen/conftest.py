"""The shipped facts, read once."""

from collections.abc import Callable
from datetime import datetime

import pytest

from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.texts.plain import to_plain
from zkl_bot.texts.render import Renderer
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.vraagbaak import Vraagbaak

NU = datetime(2026, 1, 15, 12, tzinfo=AMSTERDAM)


@pytest.fixture(scope="session")
def kennis() -> Kennis:
    return load_kennis(SHIPPED)


@pytest.fixture(scope="session")
def vraagbaak(kennis: Kennis) -> Vraagbaak:
    return Vraagbaak(kennis)


@pytest.fixture(scope="session")
def renderer(kennis: Kennis) -> Renderer:
    return Renderer(kennis)


@pytest.fixture(scope="session")
def words(renderer: Renderer) -> Callable[[Antwoord], str]:
    """An answer as people read it in the terminal."""
    return lambda antwoord: to_plain(renderer.antwoord(antwoord, antwoord.taal).html)

"""The pictures in the guide show what people see now, and are small."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.docs.blokken import documents
from tests.docs.gesprekken import GESPREKKEN, hold, words
from tests.docs.plaatjes import MAP, PAGINAS, WOORDEN, make_site, words_of_page
from tests.docs.png import shrink, size_of
from tests.web.voorbeeld import served

pytestmark = pytest.mark.zwaar
OPNIEUW = "de plaatjes kloppen niet meer: .venv/bin/python -m tests.docs.plaatjes"
MEEST, SAMEN = 150_000, 1_200_000
"""Bytes, of one picture and of all."""


@pytest.fixture(scope="module")
def getoond() -> dict[str, Any]:
    """What could be read in the pictures when they were made."""
    read: dict[str, Any] = json.loads(WOORDEN.read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site as in the pictures."""
    with served(lambda base: make_site(tmp_path_factory.mktemp("site"))) as base:
        yield base


@pytest.mark.parametrize("naam", GESPREKKEN)
def test_picture_of_a_conversation_is_what_the_bot_says_now(
    naam: str, getoond: dict[str, Any], tmp_path: Path
) -> None:
    assert words(asyncio.run(hold(naam, tmp_path))) == getoond[f"chat-{naam}"], OPNIEUW


@pytest.mark.parametrize("naam", PAGINAS)
def test_picture_of_a_page_is_what_the_site_shows_now(
    naam: str, getoond: dict[str, Any], site: str
) -> None:
    assert words_of_page(site, PAGINAS[naam][0]) == getoond[naam], OPNIEUW


def test_every_picture_is_used_and_none_is_missing(getoond: dict[str, Any]) -> None:
    made = {path.stem for path in MAP.glob("*.png")}
    told = "".join(path.read_text(encoding="utf-8") for path in documents())
    assert made == set(getoond) == {*PAGINAS, *(f"chat-{naam}" for naam in GESPREKKEN)}
    assert [naam for naam in made if f"(afbeeldingen/{naam}.png)" not in told] == []


def test_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in MAP.glob("*.png")}
    assert {name: size for name, size in sizes.items() if size > MEEST} == {}
    assert sum(sizes.values()) < SAMEN
    for path in MAP.glob("*.png"):
        width, height = size_of(path.read_bytes())
        assert width <= 1600, path
        assert height <= 3000, path


def test_shrink_refuses_what_it_cannot_read() -> None:
    already = next(MAP.glob("*.png")).read_bytes()
    with pytest.raises(ValueError, match="another kind"):
        shrink(already)
    with pytest.raises(ValueError, match="no PNG"):
        shrink(b"GIF89a" + bytes(40))

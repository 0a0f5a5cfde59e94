import asyncio
import re
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.handlers.draaiend import draaiend, make_api
from zkl_bot.handlers import beeld
from zkl_bot.handlers.beeld import drawable, has_letters, to_png
from zkl_bot.texts.bericht import Bijlage
from zkl_bot.texts.render import TEMPLATES

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" font-family="%s"/>'


def drawing(families: str) -> Bijlage:
    return Bijlage("t.svg", "image/svg+xml", SVG % families.encode(), beeld=True)


def test_to_png_makes_a_picture_of_a_drawing() -> None:
    assert to_png(drawing("DejaVu Sans")).startswith(b"\x89PNG")
    assert to_png(Bijlage("t.png", "image/png", b"x", beeld=True)) == b"x"


def test_this_machine_has_a_font_for_the_timeline() -> None:
    source = (Path(TEMPLATES) / "gesprek" / "tijdlijn.svg.j2").read_text()
    named = re.search(r'font-family="([^"]+)"', source)
    assert named is not None
    if not has_letters(named[1]):
        missing("no font for pictures (Debian: apt-get install fonts-dejavu-core)")


def test_picture_without_letters_is_left_out_and_told_of(
    capsys: pytest.CaptureFixture[str],
) -> None:
    photo = Bijlage("f.png", "image/png", b"x", beeld=True)
    assert drawable((drawing("Bestaat Nergens"), photo)) == (photo,)
    assert "fonts-dejavu-core" in capsys.readouterr().out


async def test_timeline_comes_in_words_where_there_is_no_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beeld, "has_letters", lambda families: False)
    with make_api() as api:
        async with draaiend(api, tmp_path):
            api.push_message(7, "/tijdlijn")
            await asyncio.to_thread(api.wait_for, lambda d: "•" in d.bare, chat=7, timeout=40)
            assert {d.method for d in api.deliveries} == {"sendMessage"}

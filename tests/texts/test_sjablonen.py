from pathlib import Path

from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.texts.render import Renderer
from zkl_bot.texts.sjablonen import Sjablonen


def test_sjablonen_are_made_once_and_anew_when_one_changes(tmp_path: Path) -> None:
    kennis = load_kennis(SHIPPED)
    file = tmp_path / "proef.j2"
    file.write_text("{{ x }}", "utf-8")
    made = Sjablonen()
    assert Renderer(kennis, tmp_path, lambda _: made).render("proef", "nl", x=1) == "1"
    (key,) = made.gemaakt
    kept = Sjablonen(made.gemaakt)
    assert Renderer(kennis, tmp_path, lambda _: kept).render("proef", "nl", x=2) == "2"
    assert kept.gemaakt == made.gemaakt

    file.write_text("{{ x }}!", "utf-8")
    assert Renderer(kennis, tmp_path, lambda _: kept).render("proef", "nl", x=3) == "3!"
    assert kept.gemaakt[key] != made.gemaakt[key]

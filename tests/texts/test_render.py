from datetime import UTC, date, datetime
from pathlib import Path

from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.kennis.model import Tekst, Vindplaats
from zkl_bot.kennis.periode import parse_periode
from zkl_bot.texts.datum import format_datum, format_moment
from zkl_bot.texts.plain import to_plain
from zkl_bot.texts.render import Renderer
from zkl_bot.texts.vindplaats import cite


def test_render_escapes_every_value_and_tidies_blank_lines(tmp_path: Path) -> None:
    (tmp_path / "proef.j2").write_text("\n<b>{{ x }}</b>\n\n\n\n{{ y | tekst }}\n\n", "utf-8")
    renderer = Renderer(load_kennis(SHIPPED), tmp_path)

    html = renderer.render("proef", "en", x="<a & b>", y=Tekst(nl="ja", en="yes"))

    assert html == "<b>&lt;a &amp; b&gt;</b>\n\nyes"


def test_render_has_words_for_periods_dates_and_places(tmp_path: Path) -> None:
    template = '{{ p | periode }}|{{ d | datum("lang") }}|{{ v | cite }}|{{ "een. twee" | zinnen }}'
    (tmp_path / "proef.j2").write_text(template, "utf-8")
    renderer = Renderer(load_kennis(SHIPPED), tmp_path)
    vindplaats = Vindplaats(bron="werkplan-2021-2023", paragraaf="7.1")

    html = renderer.render(
        "proef", "nl", p=parse_periode("medio 2022"), d=date(2022, 6, 22), v=vindplaats
    )

    assert html == "medio 2022|woensdag 22 juni 2022|Werkplan 2021-2023, §7.1|Een. Twee"


def test_dates_and_moments_are_local_and_in_the_language() -> None:
    assert format_datum(date(2022, 6, 22), "en") == "22 June 2022"
    moment = datetime(2022, 6, 22, 17, 30, tzinfo=UTC)
    assert format_moment(moment, "nl") == "woensdag 22 juni 2022, 19:30"


def test_cite_adds_the_point() -> None:
    kennis = load_kennis(SHIPPED)
    vindplaats = Vindplaats(bron="werkplan-2021-2023", paragraaf="5.1", punt="2c")

    assert cite(kennis, vindplaats, "nl") == "Werkplan 2021-2023, §5.1 (2c)"


def test_to_plain_keeps_addresses_and_drops_markup() -> None:
    assert to_plain('<b>Zie</b> <a href="https://x.nl/a">hier</a> &amp; daar') == (
        "Zie hier (https://x.nl/a) & daar"
    )

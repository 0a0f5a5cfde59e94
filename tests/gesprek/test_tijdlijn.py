from datetime import date
from xml.etree import ElementTree

from tests.gesprek.conftest import MaakWereld
from zkl_bot.gesprek.tijdlijn import draw_tijdlijn, make_rijen, make_schaal

VANDAAG = date(2026, 11, 20)
SVG = "{http://www.w3.org/2000/svg}"


def test_draw_tijdlijn_is_sound_svg_with_every_row_and_today(maak_wereld: MaakWereld) -> None:
    wereld = maak_wereld()
    rijen = make_rijen(wereld.kennis, wereld.agenda, "nl")
    root = ElementTree.fromstring(draw_tijdlijn(wereld.renderer, rijen, VANDAAG, "nl"))
    texts = [t.text or "" for t in root.iter(f"{SVG}text")]
    assert [rij.naam for rij in rijen[9:]] == ["Deadlines"]
    assert all(any(t.startswith(rij.naam[:20]) for t in texts) for rij in rijen)
    assert "vandaag 20 november 2026" in texts


def test_every_dated_event_of_an_actie_has_a_mark_that_names_it(maak_wereld: MaakWereld) -> None:
    wereld = maak_wereld()
    rijen = make_rijen(wereld.kennis, wereld.agenda, "nl")
    root = ElementTree.fromstring(draw_tijdlijn(wereld.renderer, rijen, VANDAAG, "nl"))
    named = {t.text for t in root.iter(f"{SVG}title")}
    dated = [g for rij in rijen[:9] for g in rij.gebeurtenissen if g.periode.start]
    assert dated
    assert all(f"{g.titel.nl}: {g.periode.label}" in named for g in dated)


def test_make_schaal_holds_whole_years_around_today(maak_wereld: MaakWereld) -> None:
    wereld = maak_wereld()
    schaal = make_schaal(make_rijen(wereld.kennis, wereld.agenda, "nl"), VANDAAG)
    assert (schaal.van.month, schaal.van.day, schaal.tot) == (1, 1, date(2028, 1, 1))
    assert schaal.x(schaal.van) < schaal.x(VANDAAG) < schaal.x(schaal.tot)

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.gesprek.conftest import MaakWereld
from zkl_bot.gesprek.kaarten import make_kaarten


@pytest.mark.parametrize(
    ("zoek", "eerste"),
    [("fietspad", "9. Fietspadennetwerk"), ("actie 3", "3. Economisch profiel")],
)
def test_make_kaarten_finds_an_actie_by_its_words(
    maak_wereld: MaakWereld, zoek: str, eerste: str
) -> None:
    assert make_kaarten(zoek, maak_wereld(), "nl")[0].titel == eerste


def test_make_kaarten_shows_what_is_coming_when_nothing_is_typed(maak_wereld: MaakWereld) -> None:
    kaarten = make_kaarten("", maak_wereld(), "nl")
    assert [k.id for k in kaarten][:2] == ["opzegging-2026", "bijeenkomst-pho1"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.text(max_size=60))
def test_make_kaarten_never_gives_two_with_one_id(maak_wereld: MaakWereld, zoek: str) -> None:
    ids = [k.id for k in make_kaarten(zoek, maak_wereld(), "en")]
    assert len(set(ids)) == len(ids)

from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.vragen.telling import MEEST, Telling

WOORD = st.text("abc:", max_size=5)


@given(st.dictionaries(WOORD, st.integers(1, 300)), st.lists(WOORD | st.just("langer dan alle")))
def test_telling_finds_what_a_dict_would(aantallen: dict[str, int], woorden: list[str]) -> None:
    telling = Telling(aantallen)

    assert len(telling) == len(aantallen)
    for woord in (*aantallen, *woorden, "é", ""):
        assert telling[woord] == min(aantallen.get(woord, 0), MEEST)

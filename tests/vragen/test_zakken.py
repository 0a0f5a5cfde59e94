from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.vragen.woorden import split, stems
from zkl_bot.vragen.zakken import TUSSEN, Zakken, count_stems, find_common, read_zakken

TEKST = st.text(st.sampled_from("abé 1.,'’&%-\nT"), max_size=14) | st.sampled_from(
    ("De fietspaden", "i.s.m. Haarlem", "10 t/m 12", "twee acties", "B&W: 7.1%", "Fietspad")
)
BUNDELS = st.lists(st.lists(TEKST, max_size=3), max_size=4)


def texts_of(zakken: Zakken) -> list[list[list[str]]]:
    """The words of each text of each bag."""
    bags: list[list[list[str]]] = [[] for _ in range(zakken.aantal)]
    words: list[str] = []
    for word, bag in zip(zakken.woord.tolist(), zakken.zak.tolist(), strict=True):
        if word == TUSSEN:
            bags[bag].append(words)
            words = []
        else:
            words.append(zakken.woorden[word])
    return bags


@given(BUNDELS)
def test_zakken_hold_the_words_of_every_text(bundels: list[list[str]]) -> None:
    zakken = read_zakken(bundels)

    assert texts_of(zakken) == [[list(split(tekst)) for tekst in bundel] for bundel in bundels]
    assert len(set(zakken.woorden)) == len(zakken.woorden)


@given(BUNDELS, st.integers(0, 4))
def test_stems_are_counted_once_per_bag(bundels: list[list[str]], most: int) -> None:
    expected = Counter(
        stem
        for bundel in bundels[:most]
        for stem in {s for tekst in bundel for word in split(tekst) for s in stems(word, "nl")}
    )

    assert count_stems(read_zakken(bundels), most, "nl") == expected


def test_find_common_gives_the_words_that_stand_most_in_the_texts() -> None:
    zakken = read_zakken([("De raad besluit.", "De raad"), ("de provincie en de raad",)])

    assert find_common(zakken, 3) == ["de", "raad", "besluit"]
    assert find_common(read_zakken([]), 3) == []

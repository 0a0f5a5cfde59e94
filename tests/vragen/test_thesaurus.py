import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.vragen.conftest import NU
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.vragen.thesaurus import BREED, GELEEND, GELEEND_TELT, Tellingen, read_paren, with_lent
from zkl_bot.vragen.vormen import Vormen
from zkl_bot.vragen.vraagbaak import Vraagbaak
from zkl_bot.vragen.zakken import read_zakken

Staat = dict[tuple[int, int], float]
"""By term and bag how often it stands there."""
AANTAL = 5
STAAT = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, AANTAL - 1)), st.sampled_from([1.0, 2.0, 3.0])
)
PAREN = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda p: p[0] != p[1]), max_size=6
)


def count(staat: Staat) -> Tellingen:
    keys = sorted(staat)
    return Tellingen(
        np.array([term for term, _ in keys], dtype=np.int64),
        np.array([bag for _, bag in keys], dtype=np.int64),
        np.array([staat[key] for key in keys], dtype=np.float32),
        np.ones(len(keys), dtype=np.float32),
    )


@given(STAAT, PAREN)
def test_with_lent_gives_each_term_the_most_of_those_it_stands_for(
    staat: Staat, paren: list[tuple[int, int]]
) -> None:
    found = with_lent(count(staat), paren, AANTAL)

    expected = {key: (keren, 1.0) for key, keren in staat.items()}
    for lener, gever in paren:
        for bag in range(AANTAL):
            if (gever, bag) in staat and (lener, bag) not in staat:
                most = max(staat.get((g, bag), 0.0) for ander, g in paren if ander == lener)
                expected[lener, bag] = (float(np.float32(most) * np.float32(GELEEND)), GELEEND_TELT)
    rows = zip(found.termen, found.zakken, found.keren, found.telt, strict=True)
    assert {(t, z): (k, n) for t, z, k, n in rows} == expected
    assert len(found.termen) == len(expected)
    for term in set(found.termen.tolist()):
        bags = found.zakken[found.termen == term].tolist()
        assert bags == sorted(bags)


def test_with_lent_nothing_is_lent_by_what_nearly_every_bag_has() -> None:
    staat = {(0, bag): 1.0 for bag in range(BREED + 1)} | {(1, BREED + 1): 1.0}
    found = with_lent(count(staat), [(0, 1), (2, 0), (3, 1)], BREED + 2)

    assert set(found.termen.tolist()) == {0, 1, 3}
    assert found.zakken.size == BREED + 3


def test_with_lent_only_the_first_bags_lend() -> None:
    found = with_lent(count({(0, 0): 1.0, (0, 1): 1.0}), [(2, 0)], 1)

    assert list(zip(found.termen.tolist(), found.zakken.tolist(), strict=True)) == [
        (0, 0), (2, 0), (0, 1)
    ]  # fmt: skip


def test_paren_are_of_single_words_as_they_are_typed() -> None:
    found = read_paren({"Opzegging": ["afmelding", "het einde", "Beëindiging", "opzegging"]})

    assert found == (("afmelding", "opzegging"), ("beeindiging", "opzegging"))


def test_vormen_a_word_is_near_to_what_it_may_stand_for_but_less_so() -> None:
    zakken = read_zakken([("wie meldt de opzegging",), ("wie trekt het strand",)])
    near = Vormen(zakken, "nl", 2, (("afmelding", "opzegging"),)).compare("afmelding")
    plain = Vormen(zakken, "nl", 2).compare("afmelding")
    itself = Vormen(zakken, "nl", 2, (("afmelding", "opzegging"),)).compare("opzegging")

    assert plain.tolist() == [0.0, 0.0]
    assert itself[0] > near[0] > near[1] == 0.0


def test_other_words_are_read_for_those_of_the_sources(
    vraagbaak: Vraagbaak, kennis: Kennis
) -> None:
    other, meant = "stikstofneerslag", "stikstofdepositie"
    index = vraagbaak.boek("nl").index

    assert (other, meant) in read_paren(kennis.thesaurus.nl)
    assert meant in {index.words[number] for number, _ in index.neighbours(other).woorden}
    asked = f"Wat doet actie 1 tegen {other}?"
    assert vraagbaak.answer(asked, now=NU).kind == "antwoord"

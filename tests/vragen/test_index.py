import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.vragen.index import ANDERS, GEVRAAGD_MIS, GEWOON_MIS, STAM, SYNONIEM, TYPFOUT, Index
from zkl_bot.vragen.woorden import stems

BRON = ("strand", "stranden", "kust", "woningbouw", "actie#9")
SYNONIEMEN = (("strand", "kust"),)
SCORES = {
    ("strand", "strand"): 1.0,
    ("strand", "stranden"): STAM,
    ("strand", "kust"): SYNONIEM,
    ("strandje", "strand"): STAM,
    ("strandje", "stranden"): STAM,
    ("strandje", "kust"): SYNONIEM,
    ("kust", "kust"): 1.0,
    ("kust", "strand"): SYNONIEM,
    ("kust", "stranden"): SYNONIEM,
    ("woningbouw", "woningbouw"): 1.0,
    ("wonigbouw", "woningbouw"): TYPFOUT,
    ("actie#9", "actie#9"): 1.0,
}
"""What a word of a question is taken for: itself, its stem, a synonym, a typing error."""
GEVRAAGD = ("strand", "strandje", "kust", "woningbouw", "wonigbouw", "actie#9", "zonnebank")
GEWICHT = st.sampled_from([0.5, 0.75, 1.0])
WERELD = st.lists(st.dictionaries(st.sampled_from(BRON), GEWICHT), max_size=6)


def make(passages: list[dict[str, float]]) -> Index:
    """An index that knows every word of BRON, in its last passage."""
    whole = [*passages, dict.fromkeys(BRON, 1.0)]
    return Index(whole, [frozenset(p) for p in whole], SYNONIEMEN, "nl")


def first(index: Index, word: str) -> float:
    """How well the first passage has a word."""
    return float(index.match([word])[0, 0])


@given(WERELD)
def test_match_takes_the_best_word_of_each_passage(passages: list[dict[str, float]]) -> None:
    found = make(passages).match(GEVRAAGD)

    assert found.shape == (len(GEVRAAGD), len(passages) + 1)
    for row, word in enumerate(GEVRAAGD):
        for column, passage in enumerate(passages):
            best = max((SCORES.get((word, w), 0.0) * g for w, g in passage.items()), default=0.0)
            assert found[row, column] == pytest.approx(best), (word, passage)


@given(WERELD, st.lists(st.sampled_from(GEVRAAGD), max_size=4))
def test_match_does_as_a_loop_over_words_and_passages(
    passages: list[dict[str, float]], words: list[str]
) -> None:
    index = make(passages)
    expected = np.zeros((len(words), index.aantal))
    for row, word in enumerate(words):
        for number in range(index.aantal):
            for other, score in index.neighbours(word).woorden:
                weight = index.weight(index.words[other], number)
                expected[row, number] = max(expected[row, number], score * weight)

    np.testing.assert_allclose(index.match(words), expected, rtol=1e-6)


@pytest.mark.parametrize(
    ("gevraagd", "bron"),
    [
        ("fiets", "fietspadennetwerk"),
        ("fietspadennetwerk", "fiets"),
        ("netwerk", "fietspadennetwerk"),
    ],
)
def test_match_sees_through_compounds_less_than_a_word_itself(gevraagd: str, bron: str) -> None:
    index = Index([{bron: 1.0}], [{bron}], (), "nl")

    assert 0.4 < first(index, gevraagd) < first(index, bron) == 1.0


def test_match_sees_a_shared_beginning_below_a_typing_error() -> None:
    index = Index([{"bestuurlijk": 1.0}], [{"bestuurlijk"}], (), "nl")

    assert 0.0 < first(index, "bestuurders") < first(index, "bestuurljik") < 1.0


def test_match_takes_no_other_word_for_one_that_the_sources_have() -> None:
    """A typing error is only looked for in a word that is unknown."""
    index = Index([{"haven": 1.0}, {"raven": 1.0}], [{"haven"}, {"raven"}], (), "nl")

    assert index.match(["haven"])[0].tolist() == [1.0, 0.0]


def test_match_of_nothing_has_no_rows() -> None:
    assert make([]).match([]).shape == (0, 1)


@pytest.mark.parametrize("word", ["zonnebank", "x" * 500, "é", "?" * 10, "1234567"])
def test_match_of_a_word_nobody_knows_is_nowhere(word: str) -> None:
    assert not make([]).match([word]).any()


@given(WERELD, st.sampled_from((*BRON, "zonnebank")))
def test_weight_and_having_are_of_the_word_itself(
    passages: list[dict[str, float]], word: str
) -> None:
    index = make(passages)
    whole = [*passages, dict.fromkeys(BRON, 1.0)]

    assert [index.weight(word, n) for n in range(len(whole))] == [p.get(word, 0.0) for p in whole]
    assert index.having([word]).tolist() == [n for n, p in enumerate(whole) if word in p]


def test_neighbours_weigh_rare_words_most_and_unknown_ones_more() -> None:
    passages = [{"overal": 1.0, f"zeldzaam{n}": 1.0} for n in range(20)]
    index = Index(passages, [frozenset(p) for p in passages], (), "en")
    weights = [index.neighbours(w).gewicht for w in ("the", "overal", "zeldzaam3", "qqxz")]

    assert weights[0] == 0.0
    assert weights == sorted(set(weights))


def test_knows_forms_of_words_and_words_of_the_lists() -> None:
    index = make([])

    assert [index.neighbours(w).bekend for w in ("strand", "strandje", "kusten")] == [
        True,
        True,
        True,
    ]
    assert not index.neighbours("zonnebank").bekend
    assert ("strand" in index, "strandje" in index) == (True, False)


def test_index_that_was_kept_finds_the_same() -> None:
    index = make([{"kust": 0.5}, {"strand": 1.0}])
    kept = pickle.loads(pickle.dumps(index))

    np.testing.assert_array_equal(kept.match(GEVRAAGD), index.match(GEVRAAGD))
    assert kept.neighbours("strand").woorden == index.neighbours("strand").woorden


def test_index_finds_the_same_for_words_that_it_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    passages = [{"kust": 0.5}, {"strand": 1.0, "strandtent": 0.5}]
    plain, index = make(passages), make(passages)
    index.keep(["strand", "zonnebank"])
    expected = plain.match(["strand", "zonnebank"])
    # They are not looked up again.
    monkeypatch.setattr(index, "_neighbours", None)

    np.testing.assert_array_equal(index.match(["strand", "zonnebank"]), expected)
    assert index.neighbours("strand").woorden == plain.neighbours("strand").woorden


def test_words_people_ask_with_are_known_and_no_typing_errors() -> None:
    asked = dict.fromkeys(stems("poen", "nl"), 5) | dict.fromkeys(stems("krabbel", "nl"), 1)
    words = dict.fromkeys(("open", "kribbel"), 1.0)
    plain = Index([words], [frozenset(words)], (), "nl")
    index = Index([words], [frozenset(words)], (), "nl", asked)

    for word in ("poen", "krabbel"):
        assert plain.neighbours(word).woorden
        assert not index.neighbours(word).woorden
    assert index.neighbours("poen").mis == GEWOON_MIS
    assert index.neighbours("krabbel").mis == GEVRAAGD_MIS
    assert index.neighbours("zonnebank").mis == plain.neighbours("zonnebank").mis == 1.0


def test_other_words_stand_for_those_of_the_passages_unless_they_are_there_themselves() -> None:
    words = ("opzegging", "vertrek")
    passages = [{word: 1.0} for word in words]
    paren = (("afmelding", "opzegging"), ("vertrek", "opzegging"), ("duin", "strand"))
    index = Index(passages, [[word] for word in words], (), "nl", paren=paren)

    found = index.match(["afmelding", "vertrek", "duin"]).round(2).tolist()

    assert np.allclose(found, [[ANDERS, 0.0], [0.0, 1.0], [0.0, 0.0]])
    assert not index.neighbours("afmelding").bekend

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.vormen import Vormen
from zkl_bot.vragen.zakken import read_zakken

WOORDEN = ("strand", "fietspaden", "woningen", "wie", "trekt", "raad", "klimaatakkoord", "besluit")
TEKST = st.lists(st.sampled_from(WOORDEN), min_size=1, max_size=6).map(" ".join)


@given(st.lists(TEKST, min_size=1, max_size=6))
def test_vormen_a_text_is_next_to_the_bag_that_holds_only_it(teksten: list[str]) -> None:
    vormen = Vormen(read_zakken([(tekst,) for tekst in teksten]), "nl")
    for number, tekst in enumerate(teksten):
        near = vormen.compare(tekst)
        assert near[number] == pytest.approx(1.0, abs=1e-5)
        assert near.max() <= 1.00001


@given(st.lists(TEKST, min_size=2, max_size=6))
def test_vormen_two_texts_are_as_near_from_either_side(teksten: list[str]) -> None:
    vormen = Vormen(read_zakken([(tekst,) for tekst in teksten]), "nl")
    near = np.array([vormen.compare(tekst) for tekst in teksten])

    np.testing.assert_allclose(near, near.T, atol=1e-5)


@given(st.lists(TEKST, min_size=1, max_size=6), st.integers(1, 3))
def test_vormen_words_that_nobody_knows_take_further_from_all(
    teksten: list[str], aantal: int
) -> None:
    vormen = Vormen(read_zakken([(tekst,) for tekst in teksten]), "nl")
    before = vormen.compare(teksten[0])
    unknown = " ".join(f"qxz{n}qx" for n in range(aantal))
    after = vormen.compare(f"{teksten[0]} {unknown}")
    near = before > 0

    assert near.any()
    assert (after[near] < before[near]).all()
    assert not after[~near].any()


@pytest.mark.parametrize("tekst", ["", "???", "zonnebank", "😀"])
def test_vormen_nothing_known_is_near_to_nothing(tekst: str) -> None:
    vormen = Vormen(read_zakken([("wie trekt het strand",), ("de raad besluit",)]), "nl")

    assert vormen.compare(tekst).tolist() == [0.0, 0.0]


def test_vormen_an_empty_bag_is_near_to_nothing() -> None:
    near = Vormen(read_zakken([(), ("strand",)]), "nl").compare("strand")

    assert near.tolist() == pytest.approx([0.0, 1.0])


@pytest.mark.parametrize(
    ("taal", "bundels", "vraag"),
    [
        ("nl", ("Wie trekt het fietspad?", "Wanneer bespreekt de raad het strand?"), "fietspaden"),
        ("en", ("Who leads the cycle path?", "When is the beach discussed?"), "cycle paths"),
    ],
)
def test_vormen_are_compared_by_stems(taal: Taal, bundels: tuple[str, ...], vraag: str) -> None:
    near = Vormen(read_zakken([(tekst,) for tekst in bundels]), taal).compare(vraag)

    assert near[0] > near[1] == 0.0


def test_vormen_the_order_of_words_tells_texts_apart() -> None:
    """Pairs of words count once they were written twice."""
    vormen = Vormen(read_zakken([("raad besluit strand",) * 2, ("strand besluit raad",) * 2]), "nl")
    near = vormen.compare("raad besluit strand")

    assert near[0] > near[1] > 0.0


def test_compare_is_not_misled_by_how_much_is_written_about_a_fact() -> None:
    many = [f"wie {verb} het strand {when}" for verb in ("trekt", "regelt", "beheert", "veegt")
            for when in ("nu", "straks", "morgen", "daarna", "ooit")]  # fmt: skip
    bundels = [many, ("het strand en de raad",), *((f"besluit {n}",) for n in range(30))]
    vraag = "wie beheert het strand"
    alleen_cosinus = Vormen(read_zakken(bundels), "nl").compare(vraag)
    near = Vormen(read_zakken(bundels), "nl", len(bundels)).compare(vraag)
    assert near.argmax() == 0
    assert near[0] / near[1] > alleen_cosinus[0] / alleen_cosinus[1]


def test_compare_leaves_bags_of_no_fact_to_the_cosine() -> None:
    bundels = [("wie trekt het strand",), ("waar is de zee",), ("wat kost het strand",)]
    cosinus = Vormen(read_zakken(bundels), "nl").compare("wat kost het strand")
    near = Vormen(read_zakken(bundels), "nl", 2).compare("wat kost het strand")
    assert near[2] == cosinus[2]
    assert near[:2].tolist() != cosinus[:2].tolist()


def test_vormen_know_with_what_words_people_ask() -> None:
    vormen = Vormen(read_zakken([("welke zaal",), ("welk strand",)]), "nl", 2)

    assert [vormen.asks("zaal", bag) for bag in range(2)] == [True, False]
    assert not vormen.asks("duin", 0)


def test_suspect_tells_where_the_words_of_a_question_are_at_home() -> None:
    bundels = [("wie trekt het strand", "wie trekt de raad"), ("wat kost het strand",)]
    vormen = Vormen(read_zakken(bundels), "nl", 1)
    asked, unanswered = vormen.suspect("wie trekt"), vormen.suspect("wat kost")

    assert asked < 0 < unanswered
    assert vormen.suspect("wat kost kost") >= unanswered
    assert vormen.suspect("zonnebank") == 0.0


@given(TEKST)
def test_suspect_tells_nothing_where_every_question_is_answered(tekst: str) -> None:
    assert Vormen(read_zakken([(tekst,), WOORDEN]), "nl", 2).suspect(tekst) == 0.0

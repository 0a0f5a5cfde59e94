import numpy as np
import pytest

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.termen import Termen, of_word
from zkl_bot.vragen.zakken import read_zakken


@pytest.mark.parametrize(
    ("woord", "taal", "termen"),
    [
        ("de", "nl", ("de",)),
        ("fietsen", "nl", ("fiets", "^fiets")),
        ("fietspadennetwerken", "nl", ("fietspadennetwerk", "^fiets", "erken$")),
        ("councillors", "en", ("councillor", "^counc", "llors$")),
    ],
)
def test_termen_of_a_word_are_its_stem_and_the_ends_of_a_long_one(
    woord: str, taal: Taal, termen: tuple[str, ...]
) -> None:
    assert of_word(woord, taal) == termen


def test_termen_of_the_bags_are_found_again() -> None:
    termen = Termen("nl")
    terms, bags = termen.learn(read_zakken([("De raad besluit.", "raad"), ("het strand", "de")]))
    numbers, unknown = termen.find(("de", "raad", "besluit"))

    assert len(termen) == termen.enkel + 3
    assert unknown == []
    assert len(numbers) == 3 + 1 + 2  # stems, the beginning of "besluit", pairs
    assert set(numbers) == set(terms[bags == 0].tolist())
    assert bags.tolist().count(1) == 4


def test_termen_of_two_texts_or_bags_are_no_pair() -> None:
    termen = Termen("nl")
    termen.learn(read_zakken([("raad", "strand"), ("besluit",)]))

    assert len(termen) == termen.enkel == 4
    assert len(termen.find(("raad", "strand"))[0]) == 2


def test_termen_that_no_bag_has_are_told_apart() -> None:
    termen = Termen("nl")
    termen.learn(read_zakken([("de raad",)]))

    assert termen.find(("raad", "zonnebank")) == (
        termen.find(("raad",))[0], ["zonnebank", "^zonne", "ebank$"]
    )  # fmt: skip
    assert Termen("nl").find(("raad",)) == ([], ["raad"])


def test_termen_keep_the_pairs_that_are_to_stay() -> None:
    termen = Termen("nl")
    terms, _ = termen.learn(read_zakken([("a b c", "b c"), ("c a",)]))
    kept = [list(terms).count(number) > 1 for number in range(termen.enkel, len(termen))]
    renumbered = termen.keep_pairs(np.array(kept))

    assert len(termen) == termen.enkel + 1
    assert renumbered[: termen.enkel].tolist() == [0, 1, 2]
    assert termen.find(("b", "c"))[0] == [1, 2, termen.enkel]
    assert termen.find(("a", "b"))[0] == [0, 1]

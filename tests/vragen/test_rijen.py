from collections import Counter
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.vragen.rijen import Rijen, different

Rij = dict[int, float]
GEWICHT = st.floats(0, 4, width=16)
RIJEN = st.lists(st.dictionaries(st.integers(0, 90_000), GEWICHT, max_size=6), min_size=1)


def make(rijen: list[Rij]) -> Rijen:
    entries = [(place, n, w) for place, rij in enumerate(rijen) for n, w in sorted(rij.items())]
    parts = np.array(entries or np.empty((0, 3))).T
    return Rijen(len(rijen), parts[0].astype(int), parts[1].astype(int), parts[2])


@given(RIJEN)
def test_rijen_keep_their_numbers_in_order(rijen: list[Rij]) -> None:
    made = make(rijen)

    assert len(made) == len(rijen)
    assert [made.numbers(n).tolist() for n in range(len(rijen))] == [sorted(rij) for rij in rijen]


@given(RIJEN, st.data())
def test_rijen_find_what_a_row_has_and_nothing_else(rijen: list[Rij], data: st.DataObject) -> None:
    made = make(rijen)
    others = data.draw(st.lists(st.integers(0, 90_001), max_size=5))
    for place, rij in enumerate(rijen):
        for number in (*rij, *others, 0, 90_001):
            assert made.find(place, number) == rij.get(number, 0.0)


@given(RIJEN, st.randoms())
def test_rijen_may_be_given_in_any_order_of_rows(rijen: list[Rij], random: Random) -> None:
    entries = [(place, n, w) for place, rij in enumerate(rijen) for n, w in rij.items()]
    random.shuffle(entries)
    entries.sort(key=lambda entry: entry[1])
    parts = np.array(entries or np.empty((0, 3))).T
    made = Rijen(len(rijen), parts[0].astype(int), parts[1].astype(int), parts[2])

    assert [len(made.numbers(n)) for n in range(len(rijen))] == [len(rij) for rij in rijen]
    assert [made.numbers(n).tolist() for n in range(len(rijen))] == [sorted(rij) for rij in rijen]


@given(RIJEN, st.data())
def test_rijen_gather_as_a_loop_over_the_rows_would(rijen: list[Rij], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.integers(0, len(rijen) - 1), max_size=8))
    maal = data.draw(st.lists(GEWICHT, min_size=len(chosen), max_size=len(chosen)))
    numbers, values = make(rijen).gather(chosen, maal)
    expected = [
        (number, weight * maal[place])
        for place, row in enumerate(chosen)
        for number, weight in sorted(rijen[row].items())
    ]

    assert numbers.tolist() == [number for number, _ in expected]
    np.testing.assert_allclose(values, [value for _, value in expected], rtol=1e-6)


@given(st.lists(st.integers(-3, 9)))
def test_different_values_are_counted(values: list[int]) -> None:
    found, counts = different(np.array(values, dtype=np.int64))

    assert dict(zip(found.tolist(), counts.tolist(), strict=True)) == Counter(values)
    assert found.tolist() == sorted(set(values))


def test_rijen_without_rows_gather_nothing() -> None:
    empty = make([])

    assert len(empty) == 0
    assert [part.tolist() for part in empty.gather([], [])] == [[], []]


def test_rijen_hold_numbers_past_sixteen_bits() -> None:
    made = make([{65_535: 1.0}, {65_536: 2.0, 4_000_000_000: 3.0}])

    assert made.numbers(1).tolist() == [65_536, 4_000_000_000]
    assert (made.find(0, 65_535), made.find(0, 65_536), made.find(1, 65_536)) == (1.0, 0.0, 2.0)
    assert made.find(1, 4_000_000_000) == 3.0

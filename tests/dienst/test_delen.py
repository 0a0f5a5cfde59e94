"""Pickling in which equal values become one."""

import io
import pickle
from dataclasses import dataclass
from typing import Any

import pytest

from zkl_bot.dienst.delen import dump, load


@dataclass(frozen=True)
class Ding:
    naam: str
    woorden: frozenset[str]
    getallen: tuple[Any, ...]


def make(letters: str) -> Ding:
    """The same as every other of these letters, with no part of it the same object."""
    words = frozenset({f"{letters} {n}" for n in range(3)})
    return Ding(f"{letters} 0", words, (len(letters) * 1000, len(letters) / 3, True, None))


def round_trip(value: object) -> Any:
    stream = io.BytesIO()
    dump(value, stream)
    stream.seek(0)
    return load(stream)


def test_what_was_equal_comes_back_as_one() -> None:
    first, second = (made := round_trip([make("fiets"), make("fiets")]))
    assert made == [make("fiets"), make("fiets")]
    assert first.naam is second.naam
    assert first.woorden is second.woorden
    assert any(word is first.naam for word in first.woorden)
    assert [a is b for a, b in zip(first.getallen, second.getallen, strict=True)] == [True] * 4


def test_equal_values_of_other_kinds_stay_apart() -> None:
    values = [1, 1.0, True, "1", frozenset({"1"}), frozenset({1}), {"1"}, ("1",), b"1"]
    assert [(type(v), v) for v in round_trip(values)] == [(type(v), v) for v in values]


def test_what_may_change_is_not_shared() -> None:
    first, second = round_trip([{"a"}, {"a"}])
    first.add("b")
    assert second == {"a"}


@pytest.mark.parametrize("part", [0, 0.3, 0.9])
def test_what_is_not_all_there_cannot_be_read(part: float) -> None:
    stream = io.BytesIO()
    dump([make("fiets")] * 3, stream)
    whole = stream.getvalue()
    with pytest.raises((EOFError, pickle.UnpicklingError)):
        load(io.BytesIO(whole[: int(len(whole) * part)]))

"""Rows of numbers with weights, in flat arrays: which passages have a word, and how much.

Weights are few: they stand in a table, and a row has the place in it.
"""

from array import array
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Getallen = NDArray[np.int64]
Gewichten = NDArray[np.float32]
Kort = NDArray[np.unsignedinteger]
"""Numbers in as few bytes as they need."""
S = TypeVar("S", bound=np.generic)


def shorten(getallen: NDArray[np.integer]) -> Kort:
    """The same numbers, none below zero, in as few bytes as they need."""
    return getallen.astype(np.min_scalar_type(int(getallen.max(initial=0))))


def different(values: NDArray[S]) -> tuple[NDArray[S], Getallen]:
    """The different values in order, and how many there are of each.

    `np.unique` does this too, but loads all there is for masked arrays.
    """
    ordered = np.sort(values)
    begins = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)])
    return ordered[begins], np.diff(begins, append=len(ordered))


class Rijen:
    """Sparse rows. Numbers in a row ascend."""

    def __init__(
        self,
        aantal: int,
        rijen: NDArray[np.integer],
        numbers: NDArray[np.integer],
        values: NDArray[np.floating],
    ) -> None:
        """`aantal` rows; per entry which row it is in, its number and its weight. Of a row the
        numbers must come in order, the rows need not.
        """
        order = np.argsort(rijen, kind="stable")
        ends = np.bincount(rijen, minlength=aantal).cumsum()
        self._starts: array[int] = array("I", [0, *ends.tolist()])
        weights: Gewichten = values.astype(np.float32)
        self._table = different(weights)[0]
        # An entry is its number, and before that the place of its weight in the table.
        places = self._table.searchsorted(weights[order]).astype(np.uint64)
        numbers = numbers[order].astype(np.uint64)
        self._bits = int(numbers.max(initial=0)).bit_length()
        self._entries = shorten(places << np.uint64(self._bits) | numbers)
        kort = self._entries.dtype.type
        self._mask, self._shift = kort((1 << self._bits) - 1), kort(self._bits)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def find(self, rij: int, number: int) -> float:
        """The weight of a number in a row; 0 when it is not there."""
        begin, end = self._starts[rij : rij + 2]
        row = self._entries[begin:end]
        at = (row & self._mask).searchsorted(number)
        found = at < len(row) and int(row[at] & self._mask) == number
        return float(self._table[row[at] >> self._shift]) if found else 0.0

    def numbers(self, rij: int) -> Getallen:
        """The numbers in a row."""
        begin, end = self._starts[rij : rij + 2]
        return (self._entries[begin:end] & self._mask).astype(np.int64)

    def gather(
        self, rijen: Sequence[int], maal: Sequence[float] | None = None
    ) -> tuple[Kort, Gewichten]:
        """All numbers of some rows in turn, and their weights times what each row counts: 1 where
        that is not told.
        """
        starts, rows = self._starts, self._entries
        parts = [rows[starts[rij] : starts[rij + 1]] for rij in rijen]
        if not parts:
            return self._entries[:0], np.empty(0, dtype=np.float32)
        entries = np.concatenate(parts)
        values: Gewichten = self._table.take(entries >> self._shift)
        if maal is not None:
            factors = np.array(maal, dtype=np.float32)
            values *= factors.repeat([len(part) for part in parts])
        return entries & self._mask, values

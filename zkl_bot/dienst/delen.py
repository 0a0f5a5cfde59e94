"""Pickling in which equal values become one: what is read back takes a good part less room.

The facts and their index name the same words and numbers again and again, each time as an object
of its own, and pickle knows them apart.
"""

import io
import pickle
from typing import Any, BinaryIO


class _Deler(pickle.Pickler):
    """Keeps what may be shared apart, each value once."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self.waarden: list[Any] = []
        self._places: dict[type, dict[Any, int]] = {str: {}, int: {}, float: {}, frozenset: {}}

    def persistent_id(self, obj: Any) -> int | None:
        """The place of a value among those that are shared; None for what has none."""
        places = self._places.get(type(obj))
        if places is None:
            return None
        found = places.get(obj)
        return self._add(places, obj) if found is None else found

    def _shared(self, word: str) -> Any:
        place = self.persistent_id(word)
        return word if place is None else self.waarden[place]

    def _add(self, places: dict[Any, int], value: Any) -> int | None:
        if type(value) is frozenset:
            if any(type(part) is not str for part in value):
                return None
            value = frozenset(self._shared(part) for part in value)
        places[value] = len(self.waarden)
        self.waarden.append(value)
        return places[value]


class _Lezer(pickle.Unpickler):
    def __init__(self, stream: BinaryIO, waarden: list[Any]) -> None:
        super().__init__(stream)
        self._waarden = waarden

    def persistent_load(self, pid: Any) -> Any:
        return self._waarden[pid]


def dump(value: object, stream: BinaryIO) -> None:
    """Writes a value and all it holds."""
    rest = io.BytesIO()
    deler = _Deler(rest)
    deler.dump(value)
    pickle.dump(deler.waarden, stream, pickle.HIGHEST_PROTOCOL)
    stream.write(rest.getbuffer())


def load(stream: BinaryIO) -> Any:
    """Reads what `dump` wrote. Raises EOFError or UnpicklingError for what is not all there.

    Only for what this program wrote itself: a pickle can do anything.
    """
    waarden = pickle.load(stream)  # noqa: S301 - see above
    return _Lezer(stream, waarden).load()

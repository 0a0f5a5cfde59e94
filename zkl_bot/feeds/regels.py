"""What a feed holds: gebeurtenissen in the order of the agenda, each with its bytes, in groups.

A group becomes a block of the feed. It ends after a gebeurtenis whose id says so, so the cut
depends on the data alone and every replica makes the same bytes; and a change touches few groups.
"""

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from zkl_bot.agenda.agenda import volgorde
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.model import Id

Regel = tuple[Gebeurtenis, bytes]
"""A gebeurtenis and its bytes."""

_CUT_EVERY = 16
_MAX = 48


@dataclass(frozen=True, slots=True)
class Groep:
    """Some in a row, at least one, and their bytes once more by themselves. Never changed."""

    regels: Sequence[Regel]
    delen: list[bytes]
    is_closed: bool
    """Whether it ends because its last one says so, not for its length or for want of more."""
    omvang: int
    """How many bytes it takes."""


@dataclass(slots=True)
class Regels:
    """Groups in order, of which a copy costs little. `make_regels` makes one."""

    groepen: list[Groep] = field(default_factory=list)
    omvang: int = 0
    """How many bytes they take together."""

    def __len__(self) -> int:
        return sum([len(groep.delen) for groep in self.groepen])

    def copy(self) -> "Regels":
        """The same, to be changed apart."""
        return Regels(self.groepen[:], self.omvang)

    def flat(self) -> list[Regel]:
        """All of them in a row."""
        return _flat(self.groepen)

    def put(self, gebeurtenis: Gebeurtenis, deel: bytes) -> None:
        """Adds one where it belongs."""
        run = self._run(self._place(gebeurtenis))
        regels = _flat(self.groepen[run])
        regels.insert(bisect_left(regels, volgorde(gebeurtenis), key=_order), (gebeurtenis, deel))
        self._replace(run, regels)

    def drop(self, gebeurtenis: Gebeurtenis) -> None:
        """Takes out just this object, if it is there."""
        run = self._run(self._place(gebeurtenis))
        regels = _flat(self.groepen[run])
        place = bisect_left(regels, volgorde(gebeurtenis), key=_order)
        if place == len(regels) or regels[place][0] is not gebeurtenis:
            return
        if place == len(regels) - 1:
            # Where it closed a group, the next one goes on from there.
            run = slice(run.start, self._run(run.stop).stop)
            regels = _flat(self.groepen[run])
        del regels[place]
        self._replace(run, regels)

    def _place(self, gebeurtenis: Gebeurtenis) -> int:
        """The first group of which the last is this one, or comes after it."""
        return bisect_left(
            self.groepen, volgorde(gebeurtenis), key=lambda groep: _order(groep.regels[-1])
        )

    def _run(self, index: int) -> slice:
        """The group there (past the end: the last) with those around it, from close to close."""
        start = min(index, max(len(self.groepen) - 1, 0))
        stop = min(start + 1, len(self.groepen))
        while start and not self.groepen[start - 1].is_closed:
            start -= 1
        while stop < len(self.groepen) and not self.groepen[stop - 1].is_closed:
            stop += 1
        return slice(start, stop)

    def _replace(self, run: slice, regels: Sequence[Regel]) -> None:
        made = make_regels(regels)
        self.omvang += made.omvang - sum([groep.omvang for groep in self.groepen[run]])
        self.groepen[run] = made.groepen


def make_regels(regels: Sequence[Regel]) -> Regels:
    """Of these, which are in the order of the agenda."""
    groepen: list[Groep] = []
    begin = 0
    for end, (gebeurtenis, _) in enumerate(regels, 1):
        is_closed = _closes[gebeurtenis.id]
        if is_closed or end - begin == _MAX or end == len(regels):
            part = regels[begin:end]
            delen = [deel for _, deel in part]
            groepen.append(Groep(part, delen, is_closed, sum(map(len, delen))))
            begin = end
    return Regels(groepen, sum([groep.omvang for groep in groepen]))


class _Closes(dict[Id, bool]):
    """Whether a group ends after the gebeurtenis with this id; each id is looked at once."""

    def __missing__(self, id: Id) -> bool:
        self[id] = zlib.crc32(id.encode()) % _CUT_EVERY == 0
        return self[id]


_closes = _Closes()


def _order(regel: Regel) -> tuple[date, datetime, date, Id]:
    return volgorde(regel[0])


def _flat(groepen: Iterable[Groep]) -> list[Regel]:
    return list(chain.from_iterable(groep.regels for groep in groepen))

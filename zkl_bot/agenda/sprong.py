"""From one agenda to the next: what went and what came."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import is_not

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis


@dataclass(frozen=True, slots=True)
class Sprong:
    """The difference between two agendas. What is in both is in neither of these."""

    van: Agenda
    naar: Agenda
    weg: Sequence[Gebeurtenis]
    erbij: Sequence[Gebeurtenis]

    @property
    def is_los(self) -> bool:
        """Whether nothing of it goes with something else: no bespreking with its meeting."""
        return not any(g.bijeenkomst or g.behandelt for g in (*self.weg, *self.erbij))


def make_sprong(van: Agenda, naar: Agenda) -> Sprong:
    """The difference. Quick where the two share most of their objects, in the same order."""
    old, new = van.gebeurtenissen, naar.gebeurtenissen
    begin = _same(old, new)
    end = min(_same(old[::-1], new[::-1]), len(old) - begin, len(new) - begin)
    old, new = old[begin : len(old) - end], new[begin : len(new) - end]
    stays = {id(g) for g in old} & {id(g) for g in new}
    return Sprong(
        van,
        naar,
        [g for g in old if id(g) not in stays],
        [g for g in new if id(g) not in stays],
    )


def _same(old: Sequence[Gebeurtenis], new: Sequence[Gebeurtenis]) -> int:
    """How many are the same objects before the first that is not."""
    differ = list(map(is_not, old, new))
    return differ.index(True) if True in differ else len(differ)

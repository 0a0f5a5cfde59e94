"""What is known of every passage at once: a column per property, a place per passage."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zkl_bot.kennis.model import Id
from zkl_bot.vragen.passage import Passage

Masker = NDArray[np.bool_]


class Kolommen:
    """The properties by which passages are chosen before one looks at each of them."""

    def __init__(self, passages: Sequence[Passage], met_vormen: NDArray[np.int64]) -> None:
        """`met_vormen` are the passages that people's ways of asking were written down for."""
        self.aantal = len(passages)
        order = sorted(
            range(len(passages)),
            key=lambda n: (-len(passages[n].familie), passages[n].tekens, passages[n].id),
        )
        self.rang = np.empty(len(passages), dtype=np.int64)
        """Which comes first of equals: the more particular one, then the shorter one."""
        self.rang[order] = np.arange(len(passages))
        self.voorkeur = np.array([p.voorkeur for p in passages], dtype=np.float32)
        self.regel = {
            regel: np.array([p.regel == regel for p in passages])
            for regel in {p.regel for p in passages}
        }
        self._soort = {
            soort: np.array([soort in p.soorten for p in passages])
            for soort in {s for p in passages for s in p.soorten}
        }
        self._werkplan = {
            plan: np.array([p.is_of(plan) for p in passages])
            for plan in {p.werkplan for p in passages if p.werkplan}
        }
        self._familie: dict[Id, list[int]] = {}
        self._feiten: dict[Id | None, list[int]] = {}
        for number, passage in enumerate(passages):
            for id in passage.familie:
                self._familie.setdefault(id, []).append(number)
            if passage.regel == "feit":
                self._feiten.setdefault(passage.onderwerp, []).append(number)
        self.passend: dict[Any, NDArray[np.float32]] = {}
        """What was worked out of all passages for a kind of question: for the search to fill."""
        self._partij: dict[Id, list[int]] = {}
        for number in np.flatnonzero(self.regel.get("partij", np.empty(0))).tolist():
            self._partij.setdefault(passages[number].data[0], []).append(number)
        known = set(met_vormen.tolist())
        without = [n for n in range(len(passages)) if n not in known]
        self._zonder_vormen = np.array(without, dtype=np.int64)
        self.zonder_vormen = frozenset(without)
        """Which have no ways of asking."""
        # Those without get what the nearest of their subject has: per subject whose place, and
        # where its own begin; per passage which subject it is of.
        heirs = {n: passages[n].onderwerp or "" for n in without}
        kin = {id: sorted(known.intersection(self._familie.get(id, ()))) for id in heirs.values()}
        kin = {id: found for id, found in kin.items() if found}
        places = {id: place for place, id in enumerate(kin)}
        heirs = {n: id for n, id in heirs.items() if id in kin}
        sizes = [0, *(len(found) for found in kin.values())]
        self._erft, self._starts, self._erfgenamen, self._onderwerp = (
            np.array(each, dtype=np.int64)
            for each in (
                [n for found in kin.values() for n in found],
                np.cumsum(sizes)[:-1],
                list(heirs),
                [places[id] for id in heirs.values()],
            )
        )

    def __len__(self) -> int:
        return self.aantal

    def of_werkplan(self, werkplan: Id) -> Masker:
        """Which may answer a question about that edition."""
        none = np.ones(self.aantal, dtype=np.bool_)
        return self._werkplan.get(werkplan, none)

    def of_soorten(self, soorten: Iterable[str]) -> Masker:
        """Which answer one of these kinds of question best."""
        found = np.zeros(self.aantal, dtype=np.bool_)
        for soort in soorten:
            if soort in self._soort:
                found |= self._soort[soort]
        return found

    def of_partijen(self, partijen: Iterable[Id]) -> list[int]:
        """Which tell all that one of these parties does, in order."""
        return sorted(n for id in set(partijen) for n in self._partij.get(id, ()))

    def of_andere_partijen(self, partijen: Sequence[Id]) -> NDArray[np.int64]:
        """Which tell all that a party does which is none of these."""
        own = [n for id, own in self._partij.items() if id not in partijen for n in own]
        return np.array(own, dtype=np.int64)

    def per_regel(self, waarden: Mapping[str, float]) -> NDArray[np.float32]:
        """The value of the rule of each; 0 where there is none."""
        found = np.zeros(self.aantal, dtype=np.float32)
        for regel, waarde in waarden.items():
            if regel in self.regel:
                found[self.regel[regel]] = waarde
        return found

    def of_familie(self, onderwerp: Id) -> list[int]:
        """Which are about that subject or a part of it."""
        return self._familie.get(onderwerp, [])

    def feiten_of(self, onderwerp: Id) -> list[int]:
        """Which are facts of that subject itself, in the order of the source."""
        return self._feiten.get(onderwerp, [])

    def inherit(self, nabij: NDArray[np.float32], elders: float) -> None:
        """Gives the passages without ways of asking the nearness of the nearest of their subject,
        or `elders` where that has none. Changes `nabij`.
        """
        nabij[self._zonder_vormen] = elders
        if len(self._erft):
            nearest = np.maximum.reduceat(nabij[self._erft], self._starts)
            nabij[self._erfgenamen] = nearest[self._onderwerp]

import pickle
from functools import lru_cache

from zkl_bot.vragen.onthouder import Onthouder


class Optelsom(Onthouder):
    def __init__(self) -> None:
        self.erbij = 2
        self._remember()

    def _remember(self) -> None:
        self.add = lru_cache(maxsize=8)(self._add)

    def _add(self, getal: int) -> int:
        return getal + self.erbij


def test_onthouder_is_kept_without_what_it_remembers() -> None:
    som = Optelsom()
    assert [som.add(1), som.add(1)] == [3, 3]
    kept = pickle.loads(pickle.dumps(som))

    assert som.add.cache_info().hits == 1
    assert kept.add.cache_info().currsize == 0
    assert (kept.erbij, kept.add(5)) == (2, 7)

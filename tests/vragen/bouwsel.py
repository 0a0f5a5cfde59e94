"""Made-up passages and finds, for tests that must not depend on what the data says."""

from typing import Any

from zkl_bot.kennis.model import Id, Vindplaats
from zkl_bot.vragen.kenmerken import find_getallen, find_kenmerken, find_near_getal
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.vondst import Vondst

VINDPLAATS = Vindplaats(bron="convenant", paragraaf="1")


def make_passage(
    id: str = "feit",
    regel: str = "feit",
    soorten: frozenset[str] = frozenset(),
    tekst: str = "",
    onderwerp: Id | None = None,
    familie: frozenset[Id] = frozenset(),
    werkplan: Id | None = None,
    extra: frozenset[str] = frozenset(),
    data: Any = None,
) -> Passage:
    return Passage(
        id=id,
        regel=regel,
        soorten=soorten,
        onderwerp=onderwerp,
        eigen=(),
        bronnen=(VINDPLAATS,),
        tekst=tekst,
        kenmerken=find_kenmerken(tekst) | extra,
        getallen=find_getallen(tekst),
        bij_getal=find_near_getal(tekst),
        data=data,
        werkplan=werkplan,
        familie=familie,
    )


def make_vondst(
    passage: Passage | None = None,
    dekking: float = 0.8,
    score: float = 1.0,
    tekort: float = 0.0,
    onbekender: float = 0.5,
    onbekend: float = 0.1,
    eigen: float = 1.0,
) -> Vondst:
    return Vondst(
        passage or make_passage(),
        dekking=dekking,
        score=score,
        tekort=tekort,
        onbekender=onbekender,
        onbekend=onbekend,
        eigen=eigen,
    )

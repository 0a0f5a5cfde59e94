"""What two themes have to do with each other: where they strengthen each other and where they may
clash, as chapter 8 of the work plan tells it by pair.

Only when a question names two themes and hardly anything else: "landschap + economie, waar zit de
winst". What asks for more is left to the search.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from zkl_bot.kennis.model import Id, Tekst
from zkl_bot.kennis.werkplan import Hoofdopgave, Samenhang, Werkplan
from zkl_bot.vragen.patroon import Wending
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld
from zkl_bot.vragen.woorden import split, split_folded

PAAR = 2
WOORDEN = 8
"""How many words that count a question has at most that asks no more than how two themes go
together.
"""
TEKENS = 900
"""How much is told of all that joins or divides a pair; of each the first fact always."""
_KANS = Wending(
    r"\b(koppelkans\w*|kans(en)?|winst|versterk\w*|help(t|en)|profite\w*|koppel\w*|"
    r"opportunit\w*|strengthen\w*|helps?|benefit\w*)\b"
)
_VRAAGSTUK = Wending(
    r"\b(bots\w*|versus|vs|tegenover|dilemma\w*|vraagstuk\w*|spanning\w*|schur\w*|bijt\w*|pijn|"
    r"wring\w*|conflict\w*|knel\w*|ten koste|of|clash\w*|issues?|tension\w*|against|or)\b"
)
_RAAKT = Wending(
    r"\b(raakt|raken|raakvlak\w*|samenhang\w*|verband\w*|relatie\w*|verhoud\w*|samengaan|"
    r"gaan samen|connect\w*|relat\w+|links?|go together|te maken|to do with)\b|[+&]"
)
_ALGEMEEN = frozenset(
    """
    koppelkans koppelkansen kans kansen winst versterkt versterken elkaar helpt helpen profiteert
    profiteren koppelen botst botsen botsing botsingen versus vs tegenover dilemma dilemmas
    vraagstuk vraagstukken spanning spanningen schuurt schuren bijt bijten pijn wringt wringen
    conflict conflicten conflicteert knelt raakt raken raakvlak raakvlakken samenhang verband
    relatie verhouden verhoudt samen samengaan zit zitten zegt staat noemt werkplan plan hoofdstuk
    acht zeven vergroten vergroting vergroot uitbreiden uitbreiding uitbreiden groter toevoegen meer
    maken hebben heeft extra nieuwe hoofdopgave hoofdopgaven thema themas gaat gaan over tussen
    opportunity opportunities strengthen strengthens helps help benefit benefits clash clashes issue
    issues tension tensions conflicts against connect connected related relation link links
    together each other more new enlarging larger work between chapter says
    """.split()  # noqa: SIM905 - words read better than a list
)


def probeer(vraag: Vraag, wereld: Wereld) -> Vorm | None:
    """All chances or issues of the two themes that a question names, if that is all it asks."""
    if vraag.verwijzingen or len(vraag.woorden) > WOORDEN:
        return None
    kans, clash, both = (cue.is_in(vraag.tekst) for cue in (_KANS, _VRAAGSTUK, _RAAKT))
    if not (kans or clash or both):
        return None
    plan = wereld.kennis.werkplan
    themas = _find_themas(plan, vraag)
    if len(themas) != PAAR or not _is_all(vraag, themas):
        return None
    kansen = _of_pair(plan.koppelkansen, themas)
    vraagstukken = _of_pair(plan.vraagstukken, themas)
    wanted = kansen if kans else vraagstukken if clash else (*kansen, *vraagstukken)
    told = wanted or (*kansen, *vraagstukken)
    if not told:
        return None
    delen = tuple(_tell(told, vraag))
    if vraag.ja_nee and wanted:
        first = {**delen[0][1], "oordeel": "ja"}
        delen = ((delen[0][0], first), *delen[1:])
    return Vorm(
        "samen",
        {"delen": delen},
        tuple(item.vindplaats for item in told),
        told[0].id,
    )


def _find_themas(plan: Werkplan, vraag: Vraag) -> Mapping[Id, tuple[str, ...]]:
    """The hoofdopgaven that a question names, each with the names it gives them."""
    words = f" {' '.join(split_folded(vraag.tekst))} "
    named = {
        taak.id: tuple(name for name in _names(taak) if f" {name} " in words)
        for taak in plan.hoofdopgaven
    }
    return {id: names for id, names in named.items() if names}


def _names(taak: Hoofdopgave) -> Iterator[str]:
    return map(_spell, (taak.titel.nl, taak.titel.en, *taak.themawoorden))


@lru_cache(maxsize=512)
def _spell(naam: str) -> str:
    """A name as it is looked for among the words of a question."""
    return " ".join(split(naam))


def _is_all(vraag: Vraag, themas: Mapping[Id, tuple[str, ...]]) -> bool:
    """Whether nothing but the themes and how they go together carries the question."""
    return vraag.holds_only(
        _ALGEMEEN.union(*(name.split() for names in themas.values() for name in names))
    )


def _of_pair(items: tuple[Samenhang, ...], themas: Mapping[Id, object]) -> tuple[Samenhang, ...]:
    return tuple(item for item in items if set(item.hoofdopgaven) == set(themas))


def _tell(items: tuple[Samenhang, ...], vraag: Vraag) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each as a part of the answer: as many of its facts, in the order of the plan, as fit."""
    room = TEKENS // len(items)
    for item in items:
        facts: list[Tekst] = []
        taken = 0
        for feit in item.feiten:
            taken += len(feit.tekst.for_taal(vraag.taal))
            if facts and taken > room:
                break
            facts.append(feit.tekst)
        yield "feiten", {"feiten": tuple(facts), "waar": False, "kop": item}

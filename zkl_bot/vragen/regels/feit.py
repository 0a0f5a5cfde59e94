"""Any fact of the documents: what it says, where it stands."""

from collections.abc import Iterable, Sequence

from zkl_bot.kennis.werkplan import Samenhang
from zkl_bot.vragen.bouwer import Bouwer
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld

ALIAS = 0.75
"""What a word of an alias weighs in a fact: it may name another part of the subject."""
EERSTE = 0.02
"""Data names the gist of a subject first: what that is worth beside equal facts."""
_SOORTEN = {"aantal": "hoeveel", "regel": "wat"}


def passages(bouwer: Bouwer) -> Iterable[Passage]:
    """One passage for each feit."""
    for onderwerp, feit in bouwer.kennis.feiten():
        place = onderwerp.feiten.index(feit)
        tekst = bouwer.tekst(feit.tekst)
        yield bouwer.make(
            feit.id,
            "feit",
            (_SOORTEN.get(feit.soort, feit.soort),),
            onderwerp,
            eigen=(tekst, *feit.trefwoorden),
            tekst=tekst,
            bronnen=(feit.vindplaats,),
            data=feit,
            aliassen=ALIAS,
            voorkeur=EERSTE / (1 + place),
        )


def word(gekozen: Sequence[Passage], vraag: Vraag, wereld: Wereld) -> Vorm:
    """The chosen facts, the best first."""
    return Vorm(
        "feiten",
        {
            "feiten": tuple(p.data.tekst for p in gekozen),
            "waar": vraag.heeft("waar"),
            "kop": _kop(gekozen[0], wereld),
        },
        tuple(v for p in gekozen for v in p.bronnen),
        gekozen[0].onderwerp,
    )


def _kop(best: Passage, wereld: Wereld) -> Samenhang | None:
    """What a chance or an issue joins or divides: without it its facts hang in the air."""
    for werkplan in wereld.kennis.werkplannen:
        for item in (*werkplan.koppelkansen, *werkplan.vraagstukken):
            if item.id == best.onderwerp:
                return item
    return None

"""An actie or another subject in short: what it is, who leads it, when it is discussed."""

from collections.abc import Iterable, Sequence

from zkl_bot.kennis.werkplan import Actie
from zkl_bot.vragen.bouwer import Bouwer
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.regels.wie import trekkers_of
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld

_WOORDEN = {"nl": ("inhoud inhoudelijk kern beschrijving",), "en": ("gist content about",)}


def passages(bouwer: Bouwer) -> Iterable[Passage]:
    """One passage for each actie."""
    for werkplan in bouwer.kennis.werkplannen:
        for actie in werkplan.acties:
            tekst = bouwer.tekst(actie.kern)
            yield bouwer.make(
                f"kern-{actie.id}",
                "actie",
                ("wat",),
                actie,
                eigen=(tekst, *_WOORDEN[bouwer.taal]),
                tekst=tekst,
                bronnen=(actie.vindplaats,),
                data=actie,
                voorkeur=0.0,
            )


def word(gekozen: Sequence[Passage], vraag: Vraag, wereld: Wereld) -> Vorm:
    """The gist, who leads and where it stands."""
    return tell(gekozen[0].data, wereld)


def tell(actie: Actie, wereld: Wereld) -> Vorm:
    """The same of any actie."""
    return Vorm(
        "actie",
        {
            "actie": actie,
            "trekkers": trekkers_of(actie, actie),
            "werkplan": wereld.kennis.werkplan_of(actie.id),
            "vandaag": wereld.vandaag,
        },
        (actie.vindplaats,),
        actie.id,
    )

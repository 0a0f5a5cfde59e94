"""What a term or abbreviation means."""

from collections.abc import Iterable, Sequence

from zkl_bot.vragen.bouwer import Bouwer
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld


def passages(bouwer: Bouwer) -> Iterable[Passage]:
    """One passage for each begrip."""
    for begrip in bouwer.kennis.begrippen:
        betekenis = bouwer.tekst(begrip.betekenis) if begrip.betekenis else ""
        extra = ("afkorting", "term", "begrip", "abbreviation", "betekenis", "meaning")
        yield bouwer.make(
            f"begrip-{begrip.id}",
            "begrip",
            ("definitie", "wat"),
            begrip,
            eigen=(betekenis, *extra),
            tekst=betekenis,
            bronnen=(begrip.vindplaats,),
            data=begrip,
            voorkeur=0.02,
        )


def word(gekozen: Sequence[Passage], vraag: Vraag, wereld: Wereld) -> Vorm:
    """The meaning with what the documents say of it; or that they don't tell."""
    begrip = gekozen[0].data
    if begrip.betekenis is None:
        return Vorm("geen_betekenis", {"begrip": begrip}, (begrip.vindplaats,), begrip.id,
                    kind="onbekend")  # fmt: skip
    feiten = tuple(f for f in begrip.feiten)[:2]
    bronnen = (begrip.vindplaats, *(f.vindplaats for f in feiten))
    return Vorm("begrip", {"begrip": begrip, "feiten": feiten}, bronnen, begrip.id)

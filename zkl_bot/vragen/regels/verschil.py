"""Where the documents disagree or are vague: both sides."""

from collections.abc import Iterable, Sequence

from zkl_bot.kennis.model import Onderwerp
from zkl_bot.vragen.bouwer import Bouwer
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld


def passages(bouwer: Bouwer) -> Iterable[Passage]:
    """One passage for each onduidelijkheid."""
    plans = {werkplan.bron for werkplan in bouwer.kennis.werkplannen}
    subjects: dict[str, Onderwerp] = {o.id: o for o in bouwer.kennis.onderwerpen()}
    for item in bouwer.kennis.onduidelijkheden:
        first = next((subjects[id] for id in item.onderwerpen if id in subjects), None)
        tekst = bouwer.tekst(item.tekst)
        bronnen = {vindplaats.bron for vindplaats in item.vindplaatsen}
        yield bouwer.make(
            item.id,
            "verschil",
            ("verschil",),
            first,
            eigen=(tekst, item.titel.nl, item.titel.en, *item.aliassen),
            tekst=tekst,
            bronnen=item.vindplaatsen,
            data=item,
            voorkeur=-0.04,
            # What one edition says in two ways is of that edition.
            werkplan=next(iter(bronnen)) if len(bronnen) == 1 and bronnen <= plans else None,
        )


def word(gekozen: Sequence[Passage], vraag: Vraag, wereld: Wereld) -> Vorm:
    """Both sides, as the data tells them."""
    best = gekozen[0]
    return Vorm("feiten", {"feiten": (best.data.tekst,), "waar": False, "kop": None}, best.bronnen,
                best.onderwerp)  # fmt: skip

"""When the councils discuss an actie, and the other moments the documents name."""

from collections.abc import Iterable, Sequence

from zkl_bot.kennis.model import Onderwerp, Taal
from zkl_bot.kennis.moment import Moment
from zkl_bot.kennis.werkplan import Actie, Tabelrij, Werkplan
from zkl_bot.vragen.bouwer import Bouwer
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld

BESPREEKWOORDEN: dict[Taal, tuple[str, ...]] = {
    "nl": (
        "besproken bespreking bespreken behandeld behandeling radenbijeenkomst raadsbijeenkomst "
        "radenbijeenkomsten raden raad raadsleden moment datum planning agenda geagendeerd aan "
        "de beurt afgestemd afstemming langs gepland kwartaal komt op tafel voorbij toegelicht "
        "bijeenkomst horen gepraat praten",
    ),
    "en": (
        "discussed discussion discuss councils council meeting councillors date planned planning "
        "schedule scheduled agenda moment quarter come up before",
    ),
}


def _row(werkplan: Werkplan, actie: Actie) -> Tabelrij | None:
    return next((row for row in werkplan.tabel if actie.id in row.acties), None)


def passages(bouwer: Bouwer) -> Iterable[Passage]:
    """One passage for each actie that is discussed, and one for each moment."""
    kennis = bouwer.kennis
    words = BESPREEKWOORDEN[bouwer.taal]
    for werkplan in kennis.werkplannen:
        for actie in werkplan.acties:
            row = _row(werkplan, actie)
            # Some stand under another actie that is discussed with it.
            besprekingen = kennis.besprekingen.get(actie.id, ())
            if not besprekingen and not row:
                continue
            bronnen = tuple(dict.fromkeys(b.vindplaats for b in besprekingen))
            bronnen += (row.vindplaats,) if row and _differs(besprekingen, row) else ()
            yield bouwer.make(
                f"wanneer-{actie.id}",
                "wanneer",
                ("wanneer",),
                actie,
                eigen=(*words, *((row.naam,) if row else ())),
                tekst="jaar",
                bronnen=bronnen or (actie.vindplaats,),
                data=(actie, row, besprekingen),
                rond=(
                    *(bouwer.tekst(b.titel) for b in besprekingen),
                    *(a for b in besprekingen for a in b.aliassen),
                    *(bouwer.tekst(b.toelichting) for b in besprekingen if b.toelichting),
                    *(bouwer.tekst(f.tekst) for f in actie.feiten if f.soort == "wanneer"),
                ),
                extra=("tijd",),
                voorkeur=0.015,
            )
    subjects: dict[str, Onderwerp] = {o.id: o for o in kennis.onderwerpen()}
    plans = {werkplan.bron for werkplan in kennis.werkplannen}
    for moment in kennis.momenten():
        if moment.soort == "bespreking" and any(a in subjects for a in moment.acties):
            continue
        subject = next((subjects[a] for a in moment.acties if a in subjects), None)
        yield bouwer.make(
            f"moment-{moment.id}",
            "wanneer",
            ("wanneer",),
            subject,
            eigen=(
                bouwer.tekst(moment.titel),
                *moment.aliassen,
                moment.periode.label_for(bouwer.taal),
                *((bouwer.tekst(moment.toelichting),) if moment.toelichting else ()),
            ),
            tekst="jaar",
            bronnen=(moment.vindplaats,),
            data=moment,
            extra=("tijd",),
            voorkeur=-0.03,
            werkplan=moment.vindplaats.bron if moment.vindplaats.bron in plans else None,
        )


def _differs(besprekingen: Sequence[Moment], row: Tabelrij) -> bool:
    """Whether the table tells something else than the text: n.t.b., or another number."""
    return row.kruisjes is None or row.kruisjes != len(besprekingen)


def word(gekozen: Sequence[Passage], vraag: Vraag, wereld: Wereld) -> Vorm:
    """The moment or moments, past ones in the past tense, text and table both."""
    best = gekozen[0]
    if isinstance(best.data, Moment):
        moments = [p.data for p in gekozen if isinstance(p.data, Moment)]
        bronnen = tuple(m.vindplaats for m in moments)
        return Vorm("momenten", {"momenten": tuple(moments), "vandaag": wereld.vandaag}, bronnen,
                    best.onderwerp)  # fmt: skip
    actie, row, besprekingen = best.data
    planned = tuple(
        g
        for g in wereld.gebeurtenissen
        if g.soort == "bijeenkomst" and actie.id in g.acties and g.status != "geannuleerd"
    )
    return Vorm(
        "wanneer",
        {
            "actie": actie,
            "besprekingen": besprekingen,
            "rij": row if row and _differs(besprekingen, row) else None,
            "vandaag": wereld.vandaag,
            "bijeenkomsten": planned,
        },
        best.bronnen,
        actie.id,
        gebeurtenissen=tuple(g.id for g in planned),
    )

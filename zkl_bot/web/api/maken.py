"""From our own types to the forms of open data. Pure."""

from collections.abc import Iterable

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.bron import Bron
from zkl_bot.kennis.document import Begrip
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Feit
from zkl_bot.kennis.werkplan import Actie, Betrokkenheid
from zkl_bot.web.api import vorm as v
from zkl_bot.web.pages.acties import connections


def gebeurtenis(g: Gebeurtenis, base_url: str) -> v.GebeurtenisVorm:
    """An event."""
    label = v.TekstVorm(nl=g.periode.label_for("nl"), en=g.periode.label_for("en"))
    return v.GebeurtenisVorm(
        id=g.id,
        url=f"{base_url}/gebeurtenis/{g.id}",
        soort=g.soort,
        titel=v.tekst(g.titel),
        periode=v.PeriodeVorm(
            label=label,
            van=g.periode.start,
            tot_en_met=g.periode.laatste_dag,
            precisie=g.periode.precisie,
        ),
        start=g.start,
        eind=g.eind,
        status=g.status,
        gremium=g.gremium,
        onderwerp=g.onderwerp,
        acties=list(g.acties),
        hoofdopgaven=list(g.hoofdopgaven),
        gemeenten=list(g.gemeenten),
        organisator=g.organisator,
        plaats=g.plaats,
        stukken=g.url,
        toelichting=v.tekst(g.toelichting) if g.toelichting else None,
        bijeenkomst=g.bijeenkomst,
        behandelt=list(g.behandelt),
        bronnen=[v.plaats(p) for p in g.vindplaatsen],
        revisie=g.revisie,
        gewijzigd=g.gewijzigd,
    )


def _betrokkenen(kennis: Kennis, lijst: Iterable[Betrokkenheid]) -> list[v.BetrokkeneVorm]:
    return [
        v.BetrokkeneVorm(
            partij=b.partij,
            naam=v.tekst(kennis.partij(b.partij).naam),
            rol=b.rol,
            bron=v.plaats(b.vindplaats),
        )
        for b in lijst
    ]


def _feiten(feiten: Iterable[Feit]) -> list[v.FeitVorm]:
    return [
        v.FeitVorm(id=f.id, soort=f.soort, tekst=v.tekst(f.tekst), bron=v.plaats(f.vindplaats))
        for f in feiten
    ]


def actie_kort(kennis: Kennis, actie: Actie, base_url: str) -> v.ActieKort:
    """An action, in a list."""
    return v.ActieKort(
        id=actie.id,
        nummer=actie.nummer,
        url=f"{base_url}/acties/{actie.id}",
        titel=v.tekst(actie.titel),
        kort=v.tekst(actie.kort),
        kern=v.tekst(actie.kern),
        werkplan=kennis.werkplan_of(actie.id).id,
        hoofdopgave=actie.hoofdopgave,
        betrokkenen=_betrokkenen(kennis, actie.betrokkenen),
        bron=v.plaats(actie.vindplaats),
    )


def actie(kennis: Kennis, agenda: Agenda, found: Actie, base_url: str) -> v.ActieVorm:
    """An action with all that is known of it."""
    kort = actie_kort(kennis, found, base_url)
    return v.ActieVorm(
        **{name: getattr(kort, name) for name in v.ActieKort.model_fields},
        feiten=_feiten(found.feiten),
        onderdelen=[
            v.OnderdeelVorm(
                id=o.id,
                nummer=o.nummer,
                titel=v.tekst(o.titel),
                betrokkenen=_betrokkenen(kennis, o.betrokkenen),
                feiten=_feiten(o.feiten),
                bron=v.plaats(o.vindplaats),
            )
            for o in found.onderdelen
        ],
        gebeurtenissen=[g.id for g in agenda.for_actie(found.id)],
        samenhang=[
            v.SamenhangVorm(
                id=s.id, titel=v.tekst(s.titel), acties=list(s.acties), feiten=_feiten(s.feiten)
            )
            for s in connections(kennis, found)
        ],
    )


def bron(found: Bron) -> v.BronVorm:
    """A source document."""
    return v.BronVorm(
        id=found.id,
        naam=v.tekst(found.naam),
        titel=found.titel,
        soort=found.soort,
        datum=found.datum,
        datum_toelichting=v.tekst(found.datum_toelichting),
        vastgesteld_door=v.tekst(found.vastgesteld_door),
        paragrafen=[
            v.ParagraafVorm(id=p.id, aanduiding=v.tekst(p.aanduiding), titel=p.titel)
            for p in found.paragrafen
        ],
    )


def begrip(found: Begrip) -> v.BegripVorm:
    """A term."""
    return v.BegripVorm(
        id=found.id,
        begrip=v.tekst(found.titel),
        betekenis=v.tekst(found.betekenis) if found.betekenis else None,
        bron=v.plaats(found.vindplaats),
    )

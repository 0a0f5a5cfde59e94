"""The yearly last day for a notice of opzegging, and what follows from a notice given."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from zkl_bot.agenda.gebeurtenis import Gebeurtenis, GebeurtenisSoort, Status
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Tekst, Vindplaats
from zkl_bot.kennis.opzegging import Opzegging, last_day_for
from zkl_bot.kennis.periode import dag

HORIZON_JAREN = 3
"""How many years after the current one the deadlines run on."""


def deadline_id(jaar: int) -> Id:
    """The id of the last day in `jaar` on which a notice can be given."""
    return f"opzegging-{jaar}"


def melding_id(gemeente: Id, jaar: int) -> Id:
    """The id under which the notice that a municipality gave in `jaar` is recorded."""
    return f"opzegging-{gemeente}-{jaar}"


def eerste_jaar(kennis: Kennis) -> int:
    """The covenant's first year: that of the earliest moment it names."""
    jaren = [m.periode.start.year for m in kennis.convenant.momenten if m.periode.start]
    return min(jaren, default=min(w.begin.year for w in kennis.werkplannen))


def deadlines(kennis: Kennis, tot_jaar: int) -> Iterator[Gebeurtenis]:
    """The last day for a notice of every year from the covenant's first up to `tot_jaar`."""
    begin = datetime.combine(date(eerste_jaar(kennis), 1, 1), time(), UTC)
    for jaar in range(eerste_jaar(kennis), tot_jaar + 1):
        ingang = date(jaar + 1, 1, 1)
        yield Gebeurtenis(
            id=deadline_id(jaar),
            soort="opzegging",
            titel=Tekst(
                nl=f"Laatste dag om het convenant op te zeggen per 1 januari {ingang.year}",
                en=f"Last day to give notice of leaving the covenant on 1 January {ingang.year}",
            ),
            periode=dag(last_day_for(ingang)),
            toelichting=_rule(kennis),
            vindplaatsen=_vindplaatsen(kennis),
            aangemaakt=begin,
            gewijzigd=begin,
        )


def consequences(kennis: Kennis, vastleggingen: Iterable[Vastlegging]) -> Iterator[Gebeurtenis]:
    """Of every recorded notice: the day it takes effect and the last day of the commitments.

    A municipality has one notice a year at most. One that was withdrawn and recorded again
    keeps its gebeurtenissen, under their ids, by what stands now.
    """
    meldingen: dict[tuple[Id, int], list[Vastlegging]] = {}
    for vastlegging in vastleggingen:
        if vastlegging.soort == "opzegging" and vastlegging.gemeente is not None:
            sleutel = (vastlegging.gemeente, vastlegging.datum.year)
            meldingen.setdefault(sleutel, []).append(vastlegging)
    for (gemeente, jaar), all_of_year in meldingen.items():
        standing = [v for v in all_of_year if v.ingetrokken is None]
        gevolg = Opzegging((standing or all_of_year)[-1].datum)
        naam = kennis.partij(gemeente).naam
        uittreding: tuple[GebeurtenisSoort, str, date, Tekst] = (
            "uittreding",
            "ingang",
            gevolg.ingang,
            Tekst(nl=f"{naam.nl} verlaat het convenant", en=f"{naam.en} leaves the covenant"),
        )
        einde: tuple[GebeurtenisSoort, str, date, Tekst] = (
            "verplichtingen",
            "verplichtingen",
            gevolg.verplichtingen_tot_en_met,
            Tekst(
                nl=f"Laatste dag van de financiële verplichtingen van {naam.nl}",
                en=f"Last day of the financial commitments of {naam.en}",
            ),
        )
        status: Status = "gepland" if standing else "geannuleerd"
        for soort, achtervoegsel, op, titel in (uittreding, einde):
            yield Gebeurtenis(
                id=f"{melding_id(gemeente, jaar)}-{achtervoegsel}",
                soort=soort,
                titel=titel,
                periode=dag(op),
                status=status,
                gemeenten=(gemeente,),
                toelichting=_rule(kennis),
                vindplaatsen=_vindplaatsen(kennis),
                revisie=sum(v.revisie for v in all_of_year) - 1,
                aangemaakt=min(v.aangemaakt for v in all_of_year),
                gewijzigd=max(v.gewijzigd for v in all_of_year),
            )


def _rule(kennis: Kennis) -> Tekst:
    """The covenant's rules on leaving, as the data tell them."""
    regels = [f.tekst for f in kennis.convenant.opzegging.feiten if f.soort == "regel"] or [
        f.tekst for f in kennis.convenant.opzegging.feiten
    ]
    if not regels:
        return kennis.convenant.opzegging.titel
    return Tekst(nl=" ".join(r.nl for r in regels), en=" ".join(r.en for r in regels))


def _vindplaatsen(kennis: Kennis) -> tuple[Vindplaats, ...]:
    return tuple(dict.fromkeys(f.vindplaats for f in kennis.convenant.opzegging.feiten))

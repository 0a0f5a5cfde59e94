"""Last days that the griffie set: every year, or so long before each meeting."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.herinneringsregel import Deadline
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Tekst
from zkl_bot.kennis.periode import dag


def set_deadlines(
    kennis: Kennis, bijeenkomsten: Iterable[Bijeenkomst], jaren: range
) -> Iterator[Gebeurtenis]:
    """The days of every deadline that is switched on: those of `jaren`, and of each meeting."""
    meetings = tuple(bijeenkomsten)
    for deadline in kennis.herinneringen.deadlines:
        if not deadline.aan:
            continue
        if deadline.op:
            maand, dag_van_maand = deadline.op
            made = datetime.combine(date(jaren.start, 1, 1), time(), UTC)
            for jaar in jaren:
                yield _gebeurtenis(deadline, str(jaar), date(jaar, maand, dag_van_maand), made)
        for bijeenkomst in meetings:
            if bijeenkomst.gremium in deadline.gremia and deadline.weken_ervoor:
                op = bijeenkomst.dag - timedelta(weeks=deadline.weken_ervoor)
                yield _of_meeting(kennis, deadline, bijeenkomst, op)


def _of_meeting(
    kennis: Kennis, deadline: Deadline, bijeenkomst: Bijeenkomst, op: date
) -> Gebeurtenis:
    naam = kennis.gremium(bijeenkomst.gremium).naam
    wanneer = dag(bijeenkomst.dag)
    titel = Tekst(
        nl=f"{deadline.titel.nl} voor de {naam.nl[0].lower()}{naam.nl[1:]} van {wanneer.label}",
        en=f"{deadline.titel.en} for the {naam.en[0].lower()}{naam.en[1:]} of {wanneer.label_en}",
    )
    return Gebeurtenis(
        id=f"{deadline.id}-{bijeenkomst.id}"[:64].rstrip("-"),
        soort="deadline",
        titel=titel,
        periode=dag(op),
        status=bijeenkomst.status,
        gremium=bijeenkomst.gremium,
        acties=tuple(a for a in bijeenkomst.acties if kennis.has_actie(a)),
        organisator=bijeenkomst.gemeente,
        hoort_bij=bijeenkomst.id,
        toelichting=deadline.toelichting,
        vindplaatsen=(deadline.vindplaats,) if deadline.vindplaats else (),
        revisie=bijeenkomst.revisie,
        aangemaakt=bijeenkomst.aangemaakt,
        gewijzigd=bijeenkomst.gewijzigd,
    )


def _gebeurtenis(deadline: Deadline, achter: str, op: date, made: datetime) -> Gebeurtenis:
    return Gebeurtenis(
        id=f"{deadline.id}-{achter}",
        soort="deadline",
        titel=deadline.titel,
        periode=dag(op),
        toelichting=deadline.toelichting,
        vindplaatsen=(deadline.vindplaats,) if deadline.vindplaats else (),
        aangemaakt=made,
        gewijzigd=made,
    )

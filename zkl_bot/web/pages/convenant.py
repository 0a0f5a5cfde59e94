"""/convenant: what was agreed; /convenant/opzegging: what follows from leaving on a day."""

from datetime import UTC, date, datetime, time

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.agenda.gebeurtenis import Gebeurtenis, GebeurtenisSoort
from zkl_bot.feeds.kalender import make_body, render_kop
from zkl_bot.feeds.kalenders import Kalender
from zkl_bot.feeds.opties import Opties
from zkl_bot.feeds.regels import Regel, make_regels
from zkl_bot.feeds.render import render_gebeurtenis
from zkl_bot.kennis.model import Taal, Tekst
from zkl_bot.kennis.opzegging import Opzegging, last_day_for
from zkl_bot.kennis.periode import dag
from zkl_bot.texts.vertaling import N_, gettext_for
from zkl_bot.web.conditioneel import conditional
from zkl_bot.web.omgeving import Omgeving, omgeving_of, taal_of
from zkl_bot.web.pages.acties import doubts, grouped
from zkl_bot.web.pagina import show

EERSTE_JAAR, LAATSTE_JAAR = 2000, 2199
ICS = "text/calendar; charset=utf-8"


def convenant(request: Request) -> Response:
    """The agreements, the bodies, and how to join, leave and evaluate."""
    kennis = omgeving_of(request).kennis
    return show(
        request, "convenant", grouped=grouped, onduidelijk=doubts(kennis, kennis.convenant.id)
    )


def read_day(words: str) -> date | None:
    """The day in a date field (2026-12-31) or as people write it (31-12-2026); None if neither."""
    parts = words.strip().replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) <= 4 for p in parts):
        return None
    numbers = [int(p) for p in parts]
    year, month, day = numbers if len(parts[0]) == 4 else reversed(numbers)
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if EERSTE_JAAR <= found.year <= LAATSTE_JAAR else None


def opzegging(request: Request) -> Response:
    """The calculation for a day somebody picked; without one, for today."""
    omgeving = omgeving_of(request)
    gevraagd = request.query_params.get("datum", "")[:40]
    gekozen = read_day(gevraagd) if gevraagd else None
    regel = omgeving.kennis.convenant.opzegging
    return show(
        request,
        "opzegging",
        gevraagd=gevraagd,
        fout=bool(gevraagd) and gekozen is None,
        uitkomst=Opzegging(gekozen) if gekozen else None,
        laatste_dag=last_day_for(date((gekozen or omgeving.vandaag).year + 1, 1, 1)),
        regel=regel,
        feiten=[f for groep in grouped(regel.feiten) for f in groep.feiten],
        onduidelijk=doubts(omgeving.kennis, regel.id),
    )


def steps(uitkomst: Opzegging, omgeving: Omgeving) -> list[Gebeurtenis]:
    """The days of one notice as events."""
    vindplaatsen = tuple(
        dict.fromkeys(f.vindplaats for f in omgeving.kennis.convenant.opzegging.feiten)
    )
    found: list[tuple[str, GebeurtenisSoort, date, str]] = [
        ("melding", "opzegging", uitkomst.melding, N_("Opzegging schriftelijk melden")),
        ("ingang", "uittreding", uitkomst.ingang, N_("Opzegging gaat in")),
        (
            "verplichtingen",
            "verplichtingen",
            uitkomst.verplichtingen_tot_en_met,
            N_("Laatste dag van de financiële verplichtingen"),
        ),
    ]
    uitleg = N_(
        "Het convenant zegt niet welk jaar het jaar van opzegging is: dat van de melding "
        "(zo is hier gerekend) of dat van de ingang."
    )

    def in_talen(msgid: str) -> Tekst:
        return Tekst(nl=msgid, en=gettext_for("en").gettext(msgid))

    stamp = datetime.combine(omgeving.kennis.werkplan.begin, time(), UTC)
    return [
        Gebeurtenis(
            id=f"opzegging-rekenhulp-{uitkomst.melding.isoformat()}-{naam}",
            soort=soort,
            titel=in_talen(titel),
            periode=dag(op),
            toelichting=in_talen(uitleg) if soort == "verplichtingen" else None,
            vindplaatsen=vindplaatsen,
            uid=f"opzegging-rekenhulp-{uitkomst.melding.isoformat()}-{naam}@zkl_bot",
            aangemaakt=stamp,
            gewijzigd=stamp,
        )
        for naam, soort, op, titel in found
    ]


def as_ics(uitkomst: Opzegging, omgeving: Omgeving, taal: Taal) -> bytes:
    """The days of one notice as a file."""
    opties = Opties(taal=taal)
    titel = Tekst(nl="Opzeggen", en=gettext_for("en").gettext("Opzeggen"))
    kop = render_kop(
        Kalender("opzegging", titel, titel, lambda g: True),
        opties,
        archief=False,
        url=f"{omgeving.base_url}/convenant/opzegging",
    )
    regels: list[Regel] = []
    for stap in steps(uitkomst, omgeving):
        line = render_gebeurtenis(
            stap,
            kennis=omgeving.kennis,
            base_url=omgeving.base_url,
            opties=opties,
            uid_of=lambda id: None,
        )
        if line is not None:
            regels.append((stap, line))
    return make_body(kop, make_regels(regels), gewijzigd=omgeving.begonnen).tekst


def opzegging_ics(request: Request) -> Response:
    """The steps as an .ics; 404 without a day that can be read."""
    gekozen = read_day(request.query_params.get("datum", "")[:40])
    if gekozen is None:
        raise HTTPException(404)
    inhoud = as_ics(Opzegging(gekozen), omgeving_of(request), taal_of(request))
    naam = f"opzegging-{gekozen.isoformat()}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{naam}"'}
    return conditional(request, inhoud, ICS, headers=headers)


ROUTES = [
    Route("/convenant", convenant),
    Route("/convenant/opzegging", opzegging),
    Route("/convenant/opzegging.ics", opzegging_ics),
]

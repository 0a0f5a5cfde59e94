"""/api/v1: the facts and the agenda as open data."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from zkl_bot.agenda.gebeurtenis import GebeurtenisSoort
from zkl_bot.kennis.werkplan import Actie
from zkl_bot.texts.plain import to_plain
from zkl_bot.web.api import maken
from zkl_bot.web.api import vorm as v
from zkl_bot.web.api.bladeren import PER_PAGINA, Grootte, Lijst, Pagina, link_header, paginate
from zkl_bot.web.conditioneel import conditional
from zkl_bot.web.omgeving import Omgeving, omgeving_of

JSON = "application/json"

router = APIRouter()


def send(request: Request, body: BaseModel, headers: dict[str, str] | None = None) -> Response:
    """The form as JSON, with what makes it cacheable."""
    return conditional(request, body.model_dump_json(by_alias=True).encode(), JSON, headers=headers)


def send_list(request: Request, every: Sequence[Any], page: int, size: int) -> Response:
    """One page of a list."""
    base_url = omgeving_of(request).base_url
    results, following, former = paginate(request, base_url, every, page, size)
    lijst: Lijst[Any] = Lijst(count=len(every), next=following, previous=former, results=results)
    return send(request, lijst, link_header(following, former))


@router.get("/acties", response_model=Lijst[v.ActieKort], summary="Every action", tags=["acties"])
def get_acties(request: Request, page: Pagina = 1, size: Grootte = PER_PAGINA) -> Response:
    """The actions of every edition of the work plan, the current one first."""
    omgeving = omgeving_of(request)
    kennis = omgeving.kennis
    every = [
        maken.actie_kort(kennis, a, omgeving.base_url)
        for werkplan in kennis.werkplannen
        for a in werkplan.acties
    ]
    return send_list(request, every, page, size)


@router.get("/acties/{nr}", response_model=v.ActieVorm, summary="One action", tags=["acties"])
def get_actie(
    request: Request,
    nr: Annotated[str, Path(max_length=64, description="Its number in the current edition, or id")],
) -> Response:
    """An action with its parties, facts, items, events and connections."""
    omgeving = omgeving_of(request)
    found = _find_actie(omgeving, nr)
    if found is None:
        raise HTTPException(404, "Deze actie bestaat niet.")
    return send(request, maken.actie(omgeving.kennis, omgeving.agenda(), found, omgeving.base_url))


def _find_actie(omgeving: Omgeving, nr: str) -> Actie | None:
    kennis = omgeving.kennis
    if nr.isascii() and nr.isdigit():
        return next((a for a in kennis.acties if str(a.nummer) == nr), None)
    return kennis.actie(nr) if kennis.has_actie(nr) else None


@router.get(
    "/gebeurtenissen",
    response_model=Lijst[v.GebeurtenisVorm],
    summary="The agenda",
    tags=["gebeurtenissen"],
)
def get_gebeurtenissen(
    request: Request,
    *,
    van: Annotated[date | None, Query(description="First local day.")] = None,
    tot: Annotated[date | None, Query(description="Last local day, inclusive.")] = None,
    soort: Annotated[
        list[GebeurtenisSoort] | None, Query(description="One or more kinds.", max_length=20)
    ] = None,
    page: Pagina = 1,
    size: Grootte = PER_PAGINA,
) -> Response:
    """What touches a span of days, in order. Without a span also what has no date yet."""
    omgeving = omgeving_of(request)
    if van and tot and tot < van:
        raise HTTPException(400, "'tot' ligt vóór 'van'.")
    found = omgeving.agenda().gebeurtenissen
    if van or tot:
        eerste, laatste = van or date.min, tot or date.max
        found = tuple(
            g
            for g in found
            if g.periode.start is not None
            and g.periode.laatste_dag is not None
            and g.periode.start <= laatste
            and g.periode.laatste_dag >= eerste
        )
    every = [
        maken.gebeurtenis(g, omgeving.base_url) for g in found if not soort or g.soort in soort
    ]
    return send_list(request, every, page, size)


@router.get(
    "/gebeurtenissen/{id}",
    response_model=v.GebeurtenisVorm,
    summary="One event",
    tags=["gebeurtenissen"],
)
def get_gebeurtenis(request: Request, id: Annotated[str, Path(max_length=64)]) -> Response:
    """An event by its id, which never changes."""
    omgeving = omgeving_of(request)
    found = omgeving.agenda().by_id(id)
    if found is None:
        raise HTTPException(404, "Deze gebeurtenis bestaat niet.")
    return send(request, maken.gebeurtenis(found, omgeving.base_url))


@router.get("/bronnen", response_model=Lijst[v.BronVorm], summary="The sources", tags=["bronnen"])
def get_bronnen(request: Request, page: Pagina = 1, size: Grootte = PER_PAGINA) -> Response:
    """The documents everything comes from, with their sections."""
    every = [maken.bron(b) for b in omgeving_of(request).kennis.bronnen]
    return send_list(request, every, page, size)


@router.get("/begrippen", response_model=Lijst[v.BegripVorm], summary="Terms", tags=["begrippen"])
def get_begrippen(request: Request, page: Pagina = 1, size: Grootte = PER_PAGINA) -> Response:
    """The terms and abbreviations of the documents."""
    every = [maken.begrip(b) for b in omgeving_of(request).kennis.begrippen]
    return send_list(request, every, page, size)


@router.get(
    "/kalenders", response_model=Lijst[v.KalenderVorm], summary="Calendars", tags=["kalenders"]
)
def get_kalenders(request: Request, page: Pagina = 1, size: Grootte = PER_PAGINA) -> Response:
    """The calendars one can subscribe to."""
    omgeving = omgeving_of(request)
    feeds = omgeving.dienst.feeds
    omgeving.agenda()
    every = [
        v.KalenderVorm(
            naam=k.naam,
            url=f"{omgeving.base_url}/kalender/{k.naam}.ics",
            titel=v.tekst(k.titel),
            omschrijving=v.tekst(k.omschrijving),
            aantal=body.aantal if (body := feeds.body(k.naam)) else 0,
        )
        for k in feeds.kalenders.values()
    ]
    return send_list(request, every, page, size)


@router.post("/vragen", response_model=v.AntwoordVorm, summary="Ask", tags=["vragen"])
def post_vraag(request: Request, vraag: v.VraagVorm) -> Response:
    """Answers a question from the sources, or says plainly that they don't tell."""
    dienst = omgeving_of(request).dienst
    antwoord = dienst.vraagbaak.answer(
        vraag.question,
        now=dienst.now(),
        taal=vraag.taal,
        context=vraag.context,
        agenda=dienst.agenda(),
    )
    bericht = dienst.renderer.antwoord(antwoord, antwoord.taal)
    body = v.AntwoordVorm(
        answer=to_plain(bericht.html),
        sources=[v.plaats(b) for b in antwoord.bronnen],
        kind=antwoord.kind,
        suggestions=list(antwoord.suggesties),
    )
    return Response(
        body.model_dump_json(exclude_none=True).encode(),
        media_type=JSON,
        headers={"Cache-Control": "no-store"},
    )

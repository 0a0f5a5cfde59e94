"""/api/v1: the facts and the agenda as open data.

The docstrings of what is routed are published in the OpenAPI description, so they are in Dutch.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from zkl_bot.agenda.gebeurtenis import GebeurtenisSoort
from zkl_bot.kennis.werkplan import Actie
from zkl_bot.texts.plain import to_plain
from zkl_bot.web.api import maken
from zkl_bot.web.api import vorm as v
from zkl_bot.web.api.bladeren import PER_PAGINA, Grootte, Lijst, Pagina, link_header, paginate
from zkl_bot.web.api.invoer import known_only
from zkl_bot.web.conditioneel import conditional
from zkl_bot.web.omgeving import Omgeving, omgeving_of

JSON = "application/json"

router = APIRouter(dependencies=[Depends(known_only)])


class ActieLijst(Lijst[v.ActieKort]):
    """Eén pagina acties."""


class GebeurtenisLijst(Lijst[v.GebeurtenisVorm]):
    """Eén pagina gebeurtenissen."""


class BronLijst(Lijst[v.BronVorm]):
    """Eén pagina bronnen."""


class BegripLijst(Lijst[v.BegripVorm]):
    """Eén pagina begrippen."""


class KalenderLijst(Lijst[v.KalenderVorm]):
    """Eén pagina kalenders."""


def send(request: Request, body: BaseModel, headers: dict[str, str] | None = None) -> Response:
    """The form as JSON, with what makes it cacheable."""
    data = body.model_dump_json(by_alias=True).encode()
    changed = omgeving_of(request).laatst_gewijzigd()
    return conditional(request, data, JSON, changed=changed, headers=headers)


def send_list(request: Request, every: Sequence[Any], page: int, size: int) -> Response:
    """One page of a list."""
    base_url = omgeving_of(request).base_url
    results, following, former = paginate(request, base_url, every, page, size)
    lijst: Lijst[Any] = Lijst(count=len(every), next=following, previous=former, results=results)
    return send(request, lijst, link_header(following, former))


@router.get("/acties", response_model=ActieLijst, summary="Alle acties", tags=["acties"])
def get_acties(request: Request, page: Pagina = 1, size: Grootte = PER_PAGINA) -> Response:
    """De acties van elke editie van het werkplan, de geldende eerst."""
    omgeving = omgeving_of(request)
    kennis = omgeving.kennis
    every = [
        maken.actie_kort(kennis, a, omgeving.base_url)
        for werkplan in kennis.werkplannen
        for a in werkplan.acties
    ]
    return send_list(request, every, page, size)


@router.get("/acties/{nr}", response_model=v.ActieVorm, summary="Eén actie", tags=["acties"])
def get_actie(
    request: Request,
    nr: Annotated[
        str, Path(max_length=64, description="Het nummer in het geldende werkplan, of het id")
    ],
) -> Response:
    """Een actie met partijen, feiten, onderdelen, gebeurtenissen en samenhang."""
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
    response_model=GebeurtenisLijst,
    summary="De agenda",
    tags=["gebeurtenissen"],
)
def get_gebeurtenissen(
    request: Request,
    *,
    van: Annotated[date | None, Query(description="Eerste dag.")] = None,
    tot: Annotated[date | None, Query(description="Laatste dag, die dag inbegrepen.")] = None,
    soort: Annotated[
        list[GebeurtenisSoort] | None, Query(description="Een of meer soorten.", max_length=20)
    ] = None,
    page: Pagina = 1,
    size: Grootte = PER_PAGINA,
) -> Response:
    """Wat in een periode valt, op volgorde. Zonder periode ook wat nog geen datum heeft."""
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
    summary="Eén gebeurtenis",
    tags=["gebeurtenissen"],
)
def get_gebeurtenis(request: Request, id: Annotated[str, Path(max_length=64)]) -> Response:
    """Een gebeurtenis aan de hand van haar id, dat nooit verandert."""
    omgeving = omgeving_of(request)
    found = omgeving.agenda().by_id(id)
    if found is None:
        raise HTTPException(404, "Deze gebeurtenis bestaat niet.")
    return send(request, maken.gebeurtenis(found, omgeving.base_url))


@router.get("/bronnen", response_model=BronLijst, summary="De bronnen", tags=["bronnen"])
def get_bronnen(request: Request, page: Pagina = 1, size: Grootte = PER_PAGINA) -> Response:
    """De documenten waar alles uit komt, met hun paragrafen."""
    every = [maken.bron(b) for b in omgeving_of(request).kennis.bronnen]
    return send_list(request, every, page, size)


@router.get("/begrippen", response_model=BegripLijst, summary="Begrippen", tags=["begrippen"])
def get_begrippen(request: Request, page: Pagina = 1, size: Grootte = PER_PAGINA) -> Response:
    """De begrippen en afkortingen uit de documenten."""
    every = [maken.begrip(b) for b in omgeving_of(request).kennis.begrippen]
    return send_list(request, every, page, size)


@router.get("/kalenders", response_model=KalenderLijst, summary="Kalenders", tags=["kalenders"])
def get_kalenders(request: Request, page: Pagina = 1, size: Grootte = PER_PAGINA) -> Response:
    """De kalenders waarop men zich kan abonneren."""
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


@router.post("/vragen", response_model=v.AntwoordVorm, summary="Stel een vraag", tags=["vragen"])
def post_vraag(request: Request, vraag: v.VraagVorm) -> Response:
    """Beantwoordt een vraag uit de bronnen, of zegt dat het er niet in staat."""
    dienst = omgeving_of(request).dienst
    antwoord = dienst.vraagbaak.answer(
        vraag.question,
        now=vraag.now or dienst.now(),
        taal=vraag.taal,
        context=vraag.context,
        agenda=dienst.agenda(),
    )
    bericht = dienst.renderer.antwoord(antwoord, antwoord.taal)
    body = v.AntwoordVorm(
        id=vraag.id,
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

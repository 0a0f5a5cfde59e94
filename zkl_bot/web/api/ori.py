"""/api/ori/v1: the meetings as the national mini-ORI API has them, read only.

A meeting whose organising municipality is unknown is left out rather than mislabelled. The
description says `organisatie` is one of three kinds of code, which all fit any object; the
other two are given as null, so that exactly one fits.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.feeds.tekst import one_line, safe_url
from zkl_bot.kennis.convenant import Gremium
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.web.api.bladeren import PER_PAGINA, Grootte, Pagina, link_header, paginate
from zkl_bot.web.conditioneel import conditional
from zkl_bot.web.omgeving import Omgeving, omgeving_of

JSON = "application/json"
PAD = "/api/ori/v1"
STATUS = {"gepland": "gepland", "geannuleerd": "geannuleerd", "gereed": "gehouden"}

router = APIRouter()


class OriLijst(BaseModel):
    """Eén pagina, als PaginatedBasis van de beschrijving."""

    model_config = ConfigDict(extra="forbid")

    next: str | None
    previous: str | None
    results: list[dict[str, Any]]


def _cut(words: str, most: int) -> str:
    words = one_line(words)
    return words if len(words) <= most else words[: most - 1] + "…"


def _moment(moment: datetime) -> str:
    return moment.astimezone(AMSTERDAM).isoformat()


def gremium_code(id: str) -> str:
    """The description allows ten characters: the id itself where it fits, else its digest."""
    return id if len(id) <= 10 else sha256(id.encode()).hexdigest()[:10]


def organisatie(kennis: Kennis, g: Gebeurtenis) -> dict[str, str | None] | None:
    """The code of the municipality that organises it, or None."""
    if g.organisator is None:
        return None
    code = kennis.partij(g.organisator).organisatiecode
    return {"gemeente": code, "provincie": None, "waterschap": None} if code else None


def vergadertype(gremium: Gremium | None) -> str:
    """The nearest of the five kinds the description knows."""
    return (
        "raadsvergadering"
        if gremium is not None and gremium.van_raden
        else ("commissievergadering")
    )


def vergadering(g: Gebeurtenis, omgeving: Omgeving) -> dict[str, Any] | None:
    """A meeting, or None when it has no place here."""
    kennis, root = omgeving.kennis, f"{omgeving.base_url}{PAD}"
    van = organisatie(kennis, g) if g.soort == "bijeenkomst" else None
    if van is None:
        return None
    gremium = next((x for x in kennis.convenant.gremia if x.id == g.gremium), None)
    data: dict[str, Any] = {
        "id": g.id,
        "url": f"{root}/vergaderingen/{g.id}",
        "webpaginaLink": f"{omgeving.base_url}/gebeurtenis/{g.id}",
        "organisatie": van,
        "naam": _cut(g.titel.nl, 100),
        "status": STATUS[g.status],
        "vergaderingstype": vergadertype(gremium),
        "agendapunten": [f"{root}/agendapunten/{g.id}-{a}" for a in g.acties],
    }
    if gremium is not None:
        data["georganiseerdDoorGremium"] = {
            "gremiumidentificatie": gremium_code(gremium.id),
            "gremiumnaam": _cut(gremium.naam.nl, 100),
        }
    if g.periode.start is not None:
        data["geplandeVergaderdatum"] = g.periode.start.isoformat()
    if g.start is not None:
        data["geplandeAanvangVergadering"] = _moment(g.start)
    if g.eind is not None:
        data["geplandeEindeVergadering"] = _moment(g.eind)
    if g.plaats:
        data["locatie"] = _cut(g.plaats, 100)
    if g.toelichting:
        data["vergadertoelichting"] = g.toelichting.nl
    if g.gewijzigd is not None:
        data["wijziging"] = "Aanpassing" if g.revisie else "Toevoeging"
        data["wijzigingsdatum"] = g.gewijzigd.astimezone(AMSTERDAM).date().isoformat()
    return data


def agendapunten(g: Gebeurtenis, omgeving: Omgeving) -> Iterator[dict[str, Any]]:
    """The acties on the agenda of a meeting."""
    kennis, root = omgeving.kennis, f"{omgeving.base_url}{PAD}"
    van = organisatie(kennis, g) if g.soort == "bijeenkomst" else None
    if van is None:
        return
    for nummer, id in enumerate(g.acties, start=1):
        actie = kennis.actie(id)
        punt: dict[str, Any] = {
            "id": f"{g.id}-{id}",
            "url": f"{root}/agendapunten/{g.id}-{id}",
            "webpaginaLink": f"{omgeving.base_url}/acties/{id}",
            "organisatie": van,
            "vergadering": {"id": g.id, "url": f"{root}/vergaderingen/{g.id}"},
            "agendapuntTitel": _cut(f"Actie {actie.nummer}: {actie.titel.nl}", 100),
            "agendapuntOmschrijving": actie.kern.nl,
            "geplandAgendapuntvolgnummer": str(nummer),
        }
        if stukken := safe_url(g.url or ""):
            punt["webpaginaLink"] = stukken
        yield punt


def _send_list(request: Request, every: list[dict[str, Any]], page: int, size: int) -> Response:
    base_url = omgeving_of(request).base_url
    results, following, former = paginate(request, base_url, every, page, size)
    body = OriLijst(next=following, previous=former, results=results)
    headers = link_header(following, former)
    changed = omgeving_of(request).laatst_gewijzigd()
    data = body.model_dump_json().encode()
    return conditional(request, data, JSON, changed=changed, headers=headers)


def _meetings(omgeving: Omgeving, since: datetime | None) -> Iterator[Gebeurtenis]:
    if since is not None and since.tzinfo is None:
        since = since.replace(tzinfo=AMSTERDAM)
    for g in omgeving.agenda().gebeurtenissen:
        if g.soort != "bijeenkomst":
            continue
        if since is None or (g.gewijzigd is not None and _later(g.gewijzigd, since)):
            yield g


def _later(moment: datetime, since: datetime) -> bool:
    try:
        return moment >= since.astimezone(UTC)
    except OverflowError:
        return since.year < moment.year


@router.get("/vergaderingen", response_model=OriLijst, summary="Alle vergaderingen", tags=["ori"])
def get_vergaderingen(
    request: Request,
    *,
    gewijzigd_sinds: Annotated[datetime | None, Query(alias="gewijzigdSinds")] = None,
    naam: Annotated[str | None, Query(max_length=100)] = None,
    organisatie: str | None = None,
    status: str | None = None,
    vergaderdatum: date | None = None,
    vergaderingstype: str | None = None,
    page: Pagina = 1,
    size: Grootte = PER_PAGINA,
) -> Response:
    """De vergaderingen, op volgorde van tijd."""
    omgeving = omgeving_of(request)
    every = []
    for g in _meetings(omgeving, gewijzigd_sinds):
        found = vergadering(g, omgeving)
        if found is None:
            continue
        wanted = (
            (naam is None or naam.casefold() in found["naam"].casefold())
            and (organisatie is None or organisatie == found["organisatie"]["gemeente"])
            and (status is None or status == found["status"])
            and (vergaderdatum is None or vergaderdatum == g.periode.start)
            and (vergaderingstype is None or vergaderingstype == found["vergaderingstype"])
        )
        if wanted:
            every.append(found)
    return _send_list(request, every, page, size)


@router.get(
    "/vergaderingen/{id}", response_model=dict[str, Any], summary="Eén vergadering", tags=["ori"]
)
def get_vergadering(request: Request, id: Annotated[str, Path(max_length=64)]) -> Response:
    """Eén vergadering."""
    omgeving = omgeving_of(request)
    g = omgeving.agenda().by_id(id)
    found = vergadering(g, omgeving) if g else None
    return _send_one(request, found)


@router.get("/agendapunten", response_model=OriLijst, summary="Alle agendapunten", tags=["ori"])
def get_agendapunten(
    request: Request,
    *,
    hoofdagendapunt: Annotated[str | None, Query(max_length=10)] = None,
    gewijzigd_sinds: Annotated[datetime | None, Query(alias="gewijzigdSinds")] = None,
    vergadering: Annotated[str | None, Query(min_length=1, max_length=40)] = None,
    page: Pagina = 1,
    size: Grootte = PER_PAGINA,
) -> Response:
    """De agendapunten: de acties die een vergadering behandelt. Geen staat onder een ander."""
    omgeving = omgeving_of(request)
    every = [
        punt
        for g in _meetings(omgeving, gewijzigd_sinds)
        if hoofdagendapunt is None and vergadering in (None, g.id)
        for punt in agendapunten(g, omgeving)
    ]
    return _send_list(request, every, page, size)


@router.get(
    "/agendapunten/{id}", response_model=dict[str, Any], summary="Eén agendapunt", tags=["ori"]
)
def get_agendapunt(request: Request, id: Annotated[str, Path(max_length=140)]) -> Response:
    """Eén agendapunt."""
    omgeving = omgeving_of(request)
    found = next(
        (p for g in _meetings(omgeving, None) for p in agendapunten(g, omgeving) if p["id"] == id),
        None,
    )
    return _send_one(request, found)


@router.get(
    "/informatieobjecten", response_model=OriLijst, summary="Alle informatieobjecten", tags=["ori"]
)
def get_informatieobjecten(
    request: Request, page: Pagina = 1, size: Grootte = PER_PAGINA
) -> Response:
    """Geen: de stukken staan in de informatiesystemen van de gemeenten."""
    return _send_list(request, [], page, size)


def _send_one(request: Request, found: dict[str, Any] | None) -> Response:
    if found is None:
        raise HTTPException(404, "Dit bestaat niet, of de organiserende gemeente is onbekend.")
    body = json.dumps(found, ensure_ascii=False).encode()
    return conditional(request, body, JSON, changed=omgeving_of(request).laatst_gewijzigd())

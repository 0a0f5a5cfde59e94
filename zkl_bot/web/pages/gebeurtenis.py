"""/gebeurtenis/{id}: one event as a page, with schema.org data. Its .ics is in `web.kalender`."""

import json
from typing import Any

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.feeds.tekst import safe_url
from zkl_bot.kennis.model import Taal
from zkl_bot.texts.deeplink import deep_link
from zkl_bot.web.omgeving import Omgeving, omgeving_of, taal_of
from zkl_bot.web.pagina import show


def schema(gebeurtenis: Gebeurtenis, omgeving: Omgeving, taal: Taal) -> dict[str, Any] | None:
    """The event for search engines (schema.org Event); None for what is no meeting."""
    if gebeurtenis.soort != "bijeenkomst":
        return None
    begin = gebeurtenis.start
    status = "EventCancelled" if gebeurtenis.status == "geannuleerd" else "EventScheduled"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{omgeving.base_url}/gebeurtenis/{gebeurtenis.id}",
        "name": gebeurtenis.titel.for_taal(taal),
        "startDate": begin.astimezone(AMSTERDAM).isoformat()
        if begin
        else str(gebeurtenis.eerste_dag),
        "eventStatus": f"https://schema.org/{status}",
        "url": f"{omgeving.base_url}/gebeurtenis/{gebeurtenis.id}",
        "inLanguage": "nl",
        "isAccessibleForFree": True,
    }
    if gebeurtenis.eind:
        data["endDate"] = gebeurtenis.eind.astimezone(AMSTERDAM).isoformat()
    if gebeurtenis.plaats:
        data["location"] = {
            "@type": "Place",
            "name": gebeurtenis.plaats,
            "address": gebeurtenis.plaats,
        }
    if gebeurtenis.toelichting:
        data["description"] = gebeurtenis.toelichting.for_taal(taal)
    if gebeurtenis.organisator:
        naam = omgeving.kennis.partij(gebeurtenis.organisator).naam.for_taal(taal)
        data["organizer"] = {"@type": "GovernmentOrganization", "name": naam}
    return data


def as_script(data: dict[str, Any]) -> Markup:
    """JSON that cannot end the element it stands in."""
    words = json.dumps(data, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        words = words.replace(char, f"\\u{ord(char):04x}")
    return Markup(words)  # noqa: S704 - nothing in it can be read as markup


def _find(request: Request) -> Gebeurtenis:
    found = omgeving_of(request).agenda().by_id(request.path_params["id"])
    if found is None:
        raise HTTPException(404)
    return found


def gebeurtenis(request: Request) -> Response:
    """The page of one event."""
    omgeving, taal = omgeving_of(request), taal_of(request)
    found = _find(request)
    kennis, agenda = omgeving.kennis, omgeving.agenda()
    data = schema(found, omgeving, taal)
    meeting = agenda.by_id(found.bijeenkomst) if found.bijeenkomst else None
    return show(
        request,
        "gebeurtenis",
        g=found,
        gremium=next((g for g in kennis.convenant.gremia if g.id == found.gremium), None),
        acties=[kennis.actie(a) for a in found.acties],
        gemeenten=[kennis.partij(p) for p in found.gemeenten],
        organisator=kennis.partij(found.organisator) if found.organisator else None,
        bijeenkomst=meeting,
        behandelt=[b for b in map(agenda.by_id, found.behandelt) if b],
        stukken=safe_url(found.url) if found.url else None,
        schema=as_script(data) if data else None,
        heeft_ics=omgeving.dienst.feeds.single(found.id, taal) is not None,
        telegram=deep_link(omgeving.dienst.bot, found.id),
    )


ROUTES = [Route("/gebeurtenis/{id}", gebeurtenis)]

"""The APIs as ASGI applications: problems for errors, a description, no redirects."""

from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from zkl_bot.texts.vertaling import N_
from zkl_bot.web.api import ori, v1
from zkl_bot.web.api.beschrijving import describe
from zkl_bot.web.api.invoer import input_faults
from zkl_bot.web.api.kop import Kop
from zkl_bot.web.fouten import WEG, on_away, on_exception, problem
from zkl_bot.web.omgeving import Omgeving, taal_of

V1 = "1.0.0"
ORI = "0.0.1"
"""The version of the description that the ORI answers follow."""

ONGELDIG = N_("De invoer klopt niet; errors zegt waar en waarom.")
LICENTIE = {
    "name": "CC0 1.0",
    "url": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
}


def make_v1(omgeving: Omgeving) -> Kop:
    """The application under /api/v1."""
    return _make(
        omgeving,
        v1.router,
        V1,
        "/api/v1",
        title="Open data van de samenwerking Zuid-Kennemerland",
        description=(
            "Acties, agenda, bronnen en begrippen van de samenwerking, elk feit met zijn "
            "vindplaats. Een sleutel is niet nodig. Momenten staan in UTC, dagen zijn dagen in "
            "Nederland (Europe/Amsterdam). Een id verandert nooit."
        ),
        openapi_url="/openapi.json",
    )


def make_ori(omgeving: Omgeving) -> Kop:
    """The application under /api/ori/v1."""
    return _make(
        omgeving,
        ori.router,
        ORI,
        "/api/ori/v1",
        title="Bijeenkomsten van Zuid-Kennemerland volgens de mini-ORI API",
        description="De bijeenkomsten als vergaderingen en agendapunten (VNG, mini-ORI).",
        openapi_url="/openapi.json",
    )


def _contact(omgeving: Omgeving) -> dict[str, str]:
    """Whom to ask; an address only when the operator gave one."""
    mail = omgeving.dienst.settings.mail_from
    known = {"email": mail} if mail else {}
    return {"name": "zkl_bot", "url": f"{omgeving.base_url}/open-data"} | known


def _make(omgeving: Omgeving, router: APIRouter, version: str, pad: str, **words: Any) -> Kop:
    app = FastAPI(
        version=version,
        license_info=LICENTIE,
        contact=_contact(omgeving),
        servers=[{"url": f"{omgeving.base_url}{pad}"}],
        root_path_in_servers=False,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        generate_unique_id_function=lambda route: route.name,
        **words,
    )
    app.state.omgeving = omgeving
    app.include_router(router)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(Exception, on_exception)
    for away in WEG:
        app.add_exception_handler(away, on_away)
    made = app.openapi
    app.openapi = cache(lambda: describe(made(), version))  # type: ignore[method-assign]
    routes = [*app.routes, *router.routes]
    return Kop(app, version, routes, omgeving.dienst.feeds.hand_out)


async def _on_http_exception(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    known = exc.detail if isinstance(exc.detail, str) and exc.detail.endswith(".") else None
    return problem(request, exc.status_code, known, dict(exc.headers or {}))


async def _on_invalid(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, RequestValidationError)
    faults = input_faults(exc.errors(), taal_of(request))
    errors = [f.model_dump(by_alias=True, exclude_none=True) for f in faults]
    return problem(request, 400, ONGELDIG, errors=errors)

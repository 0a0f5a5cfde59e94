"""The APIs as ASGI applications: version header, problems, CORS, HEAD; no redirects."""

from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zkl_bot.web.api import ori, v1
from zkl_bot.web.api.vorm import Problem
from zkl_bot.web.fouten import PROBLEM, on_exception, problem
from zkl_bot.web.omgeving import Omgeving

V1 = "1.0.0"
ORI = "0.0.1"
"""The version of the description that the ORI answers follow."""

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": woorden, "content": {PROBLEM: {"schema": Problem.model_json_schema()}}}
    for status, woorden in ((400, "Bad request"), (404, "Not found"), ("default", "Problem"))
}
LICENTIE = {
    "name": "CC0 1.0",
    "url": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
}


class Kop:
    """Says the version on every answer, and answers HEAD as GET without its body."""

    def __init__(self, app: ASGIApp, version: str) -> None:
        self.app = app
        self.version = version.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""
        is_head = scope["type"] == "http" and scope["method"] == "HEAD"

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"api-version", self.version)]
            elif is_head and message["type"] == "http.response.body":
                message = {"type": "http.response.body", "body": b"", "more_body": False}
            await send(message)

        await self.app(dict(scope, method="GET") if is_head else scope, receive, send_on)


def make_v1(omgeving: Omgeving) -> FastAPI:
    """The application under /api/v1."""
    return _make(
        omgeving,
        v1.router,
        V1,
        "/api/v1",
        title="Open data van de samenwerking Zuid-Kennemerland",
        description=(
            "Acties, agenda, bronnen en begrippen van de samenwerking, elk feit met zijn "
            "vindplaats. Geen sleutel nodig. Moments are in UTC; days are local "
            "(Europe/Amsterdam). Ids never change."
        ),
        openapi_url="/openapi.json",
    )


def make_ori(omgeving: Omgeving) -> FastAPI:
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


def _make(omgeving: Omgeving, router: APIRouter, version: str, pad: str, **words: Any) -> FastAPI:
    app = FastAPI(
        version=version,
        license_info=LICENTIE,
        contact={"name": "zkl_bot", "url": f"{omgeving.base_url}/open-data"},
        servers=[{"url": f"{omgeving.base_url}{pad}"}],
        root_path_in_servers=False,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        responses=_PROBLEMS,
        generate_unique_id_function=lambda route: route.name,
        **words,
    )
    app.state.omgeving = omgeving
    app.include_router(router)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(Exception, on_exception)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["Content-Type", "If-None-Match", "If-Modified-Since"],
        expose_headers=["API-Version", "ETag", "Last-Modified", "Link"],
        max_age=86400,
    )
    app.add_middleware(Kop, version=version)
    _drop_422(app)
    return app


def _drop_422(app: FastAPI) -> None:
    """What is invalid is a 400 here; the description says so too."""
    original = app.openapi

    def openapi() -> dict[str, Any]:
        described = original()
        for path in described["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        for unused in ("HTTPValidationError", "ValidationError"):
            described.get("components", {}).get("schemas", {}).pop(unused, None)
        return described

    app.openapi = openapi  # type: ignore[method-assign]


async def _on_http_exception(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    known = exc.detail if isinstance(exc.detail, str) and exc.detail.endswith(".") else None
    return problem(request, exc.status_code, known, dict(exc.headers or {}))


async def _on_invalid(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, RequestValidationError)
    fouten = [
        {"name": ".".join(str(p) for p in e["loc"][1:]) or "body", "reason": str(e["msg"])}
        for e in exc.errors()[:20]
    ]
    return problem(request, 400, "Dit verzoek klopt niet.", fouten=fouten)

"""The whole site as one ASGI application: gate, calendars, pages, open data, webhook, health."""

from collections.abc import Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from zkl_bot.dienst import Dienst
from zkl_bot.web import gezondheid, machines, metrics, webhook
from zkl_bot.web.afzender import Afzender
from zkl_bot.web.api.app import make_ori, make_v1
from zkl_bot.web.fouten import WEG, fault, on_away, on_exception, on_http_exception
from zkl_bot.web.kalender import KalenderApp
from zkl_bot.web.limiet import Emmers
from zkl_bot.web.omgeving import Omgeving, make_omgeving
from zkl_bot.web.pages import PAGES
from zkl_bot.web.poort import Poort
from zkl_bot.web.slot import Slot


def make_routes(omgeving: Omgeving) -> list[BaseRoute]:
    """Every address there is, pages first."""
    return [
        *PAGES,
        *gezondheid.ROUTES,
        *machines.ROUTES,
        *metrics.ROUTES,
        *webhook.ROUTES,
        Route("/static/{naam}", omgeving.statisch.serve),
        # Without the slash these would lead to it, and an API must not redirect.
        Route("/api/v1", _nothing),
        Route("/api/ori/v1", _nothing),
        Mount("/api/v1", make_v1(omgeving)),
        Mount("/api/ori/v1", make_ori(omgeving)),
    ]


def _nothing(request: Request) -> Response:
    raise HTTPException(404)


def build_site(dienst: Dienst, *, emmers: Emmers | None = None) -> ASGIApp:
    """The ASGI application of a service. It keeps nothing of its own but rate limits."""
    omgeving = make_omgeving(dienst, Emmers() if emmers is None else emmers)
    handlers: Mapping[Any, Any] = {HTTPException: on_http_exception, Exception: on_exception}
    handlers = {**handlers, **dict.fromkeys(WEG, on_away)}
    pages = Starlette(routes=make_routes(omgeving), exception_handlers=handlers)
    pages.state.omgeving = omgeving

    def refuse(request: Request, status: int, why: str | None, headers: dict[str, str]) -> Response:
        request.scope.setdefault("app", pages)
        return fault(request, status, why, headers)

    slot = Slot(pages, refuse, dienst.engine)

    https = omgeving.base_url.startswith("https://")
    count = dienst.metingen.geweigerd.inc
    gate = Poort(slot, refuse, omgeving.emmers, https=https, count=count)
    kalender = KalenderApp(dienst, Afzender(gate, dienst.settings.trusted_proxies))
    pages.state.kalender = kalender
    return kalender

"""What somebody sees when a request cannot be answered: a plain page, or a problem for machines."""

import json
from collections.abc import Callable
from typing import Any

import structlog
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError, TimeoutError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from zkl_bot.texts.vertaling import N_, gettext_for
from zkl_bot.web.omgeving import taal_of
from zkl_bot.web.pagina import show_fault

PROBLEM = "application/problem+json"
NIET_GELUKT = N_("Dit is niet gelukt.")
TITELS = {
    400: N_("Dit verzoek is niet te lezen."),
    404: N_("Deze pagina bestaat niet."),
    405: N_("Dat kan hier niet."),
    406: N_("Dit formaat kunnen we niet leveren."),
    408: N_("Het versturen duurde te lang. Probeer het nog eens."),
    413: N_("Wat u stuurt is te groot."),
    414: N_("Het adres is te lang."),
    415: N_("Dit formaat kunnen we niet lezen."),
    429: N_("Er komen te veel verzoeken van uw adres. Probeer het zo nog eens."),
    500: N_("Er ging bij ons iets mis."),
    503: N_("De dienst is er even niet."),
}
_TITELS_API = TITELS | {400: N_("Dit verzoek klopt niet."), 404: N_("Dit bestaat niet.")}
_LEES = N_("Wat hier kan, staat in %(adres)s.")
_LATER = N_("Het ligt niet aan u. Probeer het over een paar minuten opnieuw.")

WACHT = "30"
"""Seconds after which to try again when the database is away."""
WEG = (OperationalError, InterfaceError, InternalError, TimeoutError)
"""What SQLAlchemy raises when not the request is at fault but the database."""

Fault = Callable[[Request, int, str | None, dict[str, str]], Response]
"""Makes the answer to a request that is refused: status, reason (a msgid), headers."""

log = structlog.get_logger(__name__)


def problem(
    request: Request,
    status: int,
    detail: str | None = None,
    headers: dict[str, str] | None = None,
    errors: list[dict[str, Any]] | None = None,
) -> Response:
    """An RFC 9457 problem, as the Dutch API Design Rules want errors; `detail` is a msgid."""
    vertaal = gettext_for(taal_of(request)).gettext
    titel = _TITELS_API.get(status, NIET_GELUKT)
    if detail in (None, titel, TITELS.get(status)):
        detail = _LATER if status >= 500 else _LEES
    pad = "/api/ori/v1" if request.url.path.startswith("/api/ori") else "/api/v1"
    body: dict[str, Any] = {
        "type": "about:blank",
        "status": status,
        "title": vertaal(titel),
        "detail": vertaal(str(detail)).replace("%(adres)s", f"{pad}/openapi.json"),
    }
    if errors:
        body["errors"] = errors
    content = json.dumps(body, ensure_ascii=False).encode()
    sent = {"Cache-Control": "no-store", **(headers or {})}
    return Response(content, status, media_type=PROBLEM, headers=sent)


def fault(
    request: Request, status: int, waarom: str | None = None, headers: dict[str, str] | None = None
) -> Response:
    """The refusal in the form that fits the address."""
    if f"{request.url.path}/".startswith("/api/"):
        return problem(request, status, waarom, headers)
    return show_fault(request, status, waarom or TITELS.get(status, NIET_GELUKT), headers)


async def on_http_exception(request: Request, exc: Exception) -> Response:
    """For Starlette: an HTTPException whose detail is a msgid of ours, or Starlette's own."""
    assert isinstance(exc, HTTPException)
    headers = dict(exc.headers or {})
    known = exc.detail if exc.detail in _EIGEN or exc.detail.endswith(".") else None
    return fault(request, exc.status_code, known, headers)


async def on_away(request: Request, exc: Exception) -> Response:
    """For Starlette: a database that is gone, full or busy comes back; what was asked may too."""
    log.warning("database away", reason=type(exc).__name__)
    later = {"Retry-After": WACHT}
    return fault(request, 503, headers=later)


async def on_exception(request: Request, exc: Exception) -> Response:
    """For Starlette: what we did not foresee. The trace goes to the log, never to the page."""
    log.error("unforeseen", exc_info=exc)
    return fault(request, 500)


_EIGEN = frozenset(TITELS.values())

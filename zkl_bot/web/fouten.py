"""What somebody sees when a request cannot be answered: a plain page, or a problem for machines."""

import json

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from zkl_bot.texts.vertaling import gettext_for
from zkl_bot.web.omgeving import taal_of
from zkl_bot.web.pagina import show_fault

PROBLEM = "application/problem+json"
NIET_GELUKT = "Dit is niet gelukt."
TITELS = {
    400: "Dit verzoek is niet te lezen.",
    404: "Deze pagina bestaat niet.",
    405: "Dat kan hier niet.",
    406: "Dit formaat kunnen we niet leveren.",
    413: "Wat u stuurt is te groot.",
    414: "Het adres is te lang.",
    415: "Dit formaat kunnen we niet lezen.",
    422: "Dit verzoek klopt niet.",
    429: "Er komen te veel verzoeken van uw adres. Probeer het zo nog eens.",
    500: "Er ging bij ons iets mis.",
    503: "De dienst is er even niet.",
}

log = structlog.get_logger(__name__)


def problem(
    request: Request,
    status: int,
    detail: str | None = None,
    headers: dict[str, str] | None = None,
    fouten: list[dict[str, str]] | None = None,
) -> Response:
    """An RFC 9457 problem, as the Dutch API Design Rules want errors."""
    vertaal = gettext_for(taal_of(request)).gettext
    titel = TITELS.get(status, NIET_GELUKT)
    body: dict[str, object] = {"type": "about:blank", "status": status, "title": vertaal(titel)}
    if detail and detail != titel:
        body["detail"] = vertaal(detail)
    if fouten:
        body["invalidParams"] = fouten
    content = json.dumps(body, ensure_ascii=False).encode()
    sent = {"Cache-Control": "no-store", **(headers or {})}
    return Response(content, status, media_type=PROBLEM, headers=sent)


def fault(
    request: Request, status: int, waarom: str | None = None, headers: dict[str, str] | None = None
) -> Response:
    """The refusal in the form that fits the address."""
    if request.url.path.startswith("/api/"):
        return problem(request, status, waarom, headers)
    return show_fault(request, status, waarom or TITELS.get(status, NIET_GELUKT), headers)


async def on_http_exception(request: Request, exc: Exception) -> Response:
    """For Starlette: an HTTPException whose detail is a msgid of ours, or Starlette's own."""
    assert isinstance(exc, HTTPException)
    headers = dict(exc.headers or {})
    known = exc.detail if exc.detail in _EIGEN or exc.detail.endswith(".") else None
    return fault(request, exc.status_code, known, headers)


async def on_exception(request: Request, exc: Exception) -> Response:
    """For Starlette: what we did not foresee. The trace goes to the log, never to the page."""
    log.error("unforeseen", exc_info=exc)
    return fault(request, 500)


_EIGEN = frozenset(TITELS.values())

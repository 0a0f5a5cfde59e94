"""The gate every request passes: limits, sizes, a request id, security headers, one log line."""

import asyncio
import time
import uuid
from collections.abc import Callable

import structlog
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zkl_bot.texts.vertaling import N_
from zkl_bot.web.afzender import limit_key
from zkl_bot.web.fouten import Fault
from zkl_bot.web.limiet import GEHEIMEN, LEZEN, SCHRIJVEN, Emmers, Soort
from zkl_bot.web.regels import Regels
from zkl_bot.web.slot import MET_GEHEIM

MAX_BODY = 64 * 1024
MAX_BODY_WEBHOOK = 1024 * 1024
MAX_PATH = 2048
MAX_QUERY = 128 * 1024
"""A question of 10,000 characters, each of them an emoji, is still answered with a page."""
BODY_SECONDS = 15.0
"""How long a client may take over its body."""

WEBHOOK = "/telegram/webhook"

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with it a browser says `Origin: null` of our own forms too.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}

TE_GROOT = N_("Wat u stuurt is te groot.")
TE_TRAAG = N_("Het versturen duurde te lang. Probeer het nog eens.")


def client_key(scope: Scope) -> str:
    """What limits go by for this request."""
    return limit_key((scope.get("client") or ("", 0))[0])


def limit_for(method: str, pad: str) -> Soort | None:
    """Which limit a request falls under; None for the health checks and the webhook."""
    if pad.startswith("/health/") or pad in (WEBHOOK, "/metrics"):
        return None
    if pad.startswith(MET_GEHEIM):
        return GEHEIMEN
    if method in ("GET", "HEAD", "OPTIONS") or pad.startswith("/api/"):
        return LEZEN
    return SCHRIJVEN


class Poort:
    """ASGI middleware around the whole site."""

    def __init__(
        self,
        app: ASGIApp,
        fault: Fault,
        emmers: Emmers,
        *,
        https: bool,
        count: Callable[[], None] = lambda: None,
    ) -> None:
        self.app = app
        self.fault = fault
        self.emmers = emmers
        self._count = count
        """Hears of each request over the limit of its address."""
        self._regels = Regels()
        sent = HEADERS | HSTS if https else HEADERS
        self._headers = [(name.lower().encode(), value.encode()) for name, value in sent.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the request in, or refuses it in an orderly way."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = scope.get("zkl.request_id") or uuid.uuid4().hex
        structlog.contextvars.bind_contextvars(request_id=request_id)
        begun = time.perf_counter()
        seen: dict[str, int] = {}

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                given = list(message.get("headers", ()))
                names = {name for name, _ in given}
                given += [pair for pair in self._headers if pair[0] not in names]
                given.append((b"x-request-id", request_id.encode()))
                message["headers"] = given
            await send(message)

        try:
            await self._serve(scope, receive, send_on)
        finally:
            route = getattr(scope.get("route"), "path", "") or scope.get("zkl.route", "")
            status, spent = seen.get("status", 0), time.perf_counter() - begun
            self._regels.tell(scope["method"], route, status, spent)
            structlog.contextvars.unbind_contextvars("request_id")

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        refusal = self._refuse(request)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        most = MAX_BODY_WEBHOOK if scope["path"] == WEBHOOK else MAX_BODY
        await self.app(scope, _bounded(receive, most), send)

    def _refuse(self, request: Request) -> Response | None:
        """The answer when the request may not come in."""
        scope = request.scope
        pad = scope["path"]
        raw = scope.get("raw_path") or b""
        if len(raw) > MAX_PATH or len(scope["query_string"]) > MAX_QUERY:
            return self.fault(request, 414, "Het adres is te lang.", {})
        if _is_odd(pad):
            return self.fault(request, 400, "Dit adres kan niet bestaan.", {})
        headers = Headers(scope=scope)
        hosts = len(headers.getlist("host"))
        if hosts > 1 or (hosts == 0 and scope.get("http_version") == "1.1"):
            return self.fault(request, 400, "Dit verzoek is niet te lezen.", {})
        length = headers.get("content-length", "0")
        most = MAX_BODY_WEBHOOK if pad == WEBHOOK else MAX_BODY
        if not length.isdigit():
            return self.fault(request, 400, "Dit verzoek is niet te lezen.", {})
        if len(length) > 12 or int(length) > most:
            return self.fault(request, 413, TE_GROOT, {"Connection": "close"})
        soort = limit_for(scope["method"], pad)
        if soort is not None:
            wait = self.emmers.take(soort, client_key(scope))
            if wait:
                self._count()
                why = N_("Er komen te veel verzoeken van uw adres. Probeer het zo nog eens.")
                return self.fault(request, 429, why, {"Retry-After": str(wait)})
        return None


def _is_odd(pad: str) -> bool:
    """Whether a path holds what no address of ours holds: controls, lost bytes, dot segments."""
    return (
        any(c < " " or c in "\x7f\\\ufffd" for c in pad)
        or "//" in pad
        or any(part in (".", "..") for part in pad.split("/"))
    )


def _bounded(receive: Receive, most: int) -> Receive:
    """The body, up to `most` bytes and not slower than it must be."""
    left = most
    done = False
    deadline = time.monotonic() + BODY_SECONDS

    async def bounded() -> Message:
        nonlocal left, done
        if done:
            # Waiting for the client to go away may take as long as it takes.
            return await receive()
        try:
            async with asyncio.timeout(max(0.01, deadline - time.monotonic())):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408, TE_TRAAG, {"Connection": "close"}) from None
        if message["type"] == "http.request":
            left -= len(message.get("body", b""))
            done = not message.get("more_body", False)
            if left < 0:
                raise HTTPException(413, TE_GROOT, {"Connection": "close"})
        elif message["type"] == "http.disconnect":
            # It went away before it had said all; nobody hears this, and nothing is wrong here.
            raise HTTPException(400)
        return message

    return bounded

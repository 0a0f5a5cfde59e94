"""What holds for every answer of an API: version, CORS, HEAD, OPTIONS, and formats we have."""

from collections.abc import Callable, Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zkl_bot.web.fouten import problem

JSON = "application/json"
_OURS = (JSON, "application/problem+json")
_READS = {"Accept": JSON}
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, ETag, Last-Modified, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
}
"""Open data is for every site; nothing here goes by cookies."""


def accepts(accept: str, media_type: str) -> bool:
    """Whether an Accept header allows a media type: its most precise range decides (RFC 9110)."""
    if not accept.strip():
        return True
    best, weight = -1, 0.0
    for part in accept.lower().split(","):
        range, *parameters = (words.strip() for words in part.split(";"))
        wanted = (range == "*/*", range == media_type.partition("/")[0] + "/*", range == media_type)
        if True in wanted and wanted.index(True) > best:
            best, weight = wanted.index(True), _weight(parameters)
    return weight > 0


def _weight(parameters: Sequence[str]) -> float:
    given = next((p.partition("=")[2] for p in parameters if p.startswith("q=")), "1")
    try:
        return float(given)
    except ValueError:
        return 0.0


def is_json(content_type: str) -> bool:
    """Whether a body says it is JSON, of whatever kind."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind == JSON or (kind.startswith("application/") and kind.endswith("+json"))


class Kop:
    """ASGI middleware around one API. `routes` say which methods an address has; `gegeven` is
    called before what may be of the agenda goes out.
    """

    def __init__(
        self,
        app: ASGIApp,
        version: str,
        routes: Sequence[BaseRoute],
        gegeven: Callable[[], None],
    ) -> None:
        self.app = app
        self.version = version
        self.routes = routes
        self.gegeven = gegeven

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what needs no route, and passes the rest on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                if message["status"] == 200:
                    self.gegeven()
                headers = MutableHeaders(scope=message)
                headers["API-Version"] = self.version
                for name, value in _OPEN.items():
                    headers[name] = value
                if message["status"] == 405:
                    headers["Allow"] = self._methods(scope)
            elif is_head and message["type"] == "http.response.body":
                message = {"type": "http.response.body", "body": b"", "more_body": False}
            await send(message)

        if is_head:
            scope = dict(scope, method="GET")
        answer = self._answer(scope) or self.app
        await answer(scope, receive, send_on)

    def _answer(self, scope: Scope) -> Response | None:
        """The answer that needs no route."""
        methods, headers = self._methods(scope), Headers(scope=scope)
        if not methods:
            return None
        request = Request(scope)
        if scope["method"] == "OPTIONS":
            may = {
                "Access-Control-Allow-Methods": methods,
                "Access-Control-Allow-Headers": "Content-Type, If-None-Match, If-Modified-Since",
                "Access-Control-Max-Age": "86400",
            }
            return Response(status_code=204, headers={"Allow": methods} | may)
        posted = scope["method"] == "POST" and "POST" in methods
        if posted and not is_json(headers.get("content-type", "")):
            return problem(request, 415, headers=_READS)
        if not any(accepts(headers.get("accept", ""), kind) for kind in _OURS):
            return problem(request, 406)
        return None

    def _methods(self, scope: Scope) -> str:
        """The methods of an address, as in an Allow header; empty when there is none."""
        every: set[str] = set()
        for route in self.routes:
            found, _ = route.matches(scope)
            if found is not Match.NONE:
                every |= set(getattr(route, "methods", None) or ())
        if "GET" in every:
            every.add("HEAD")
        return ", ".join(sorted(every | {"OPTIONS"})) if every else ""

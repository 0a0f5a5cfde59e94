"""A strict Telegram Bot API on loopback, that goes wrong on request. Point the bot at its `url`.

with FakeBotApi() as api:
    api.push_message(42, "/start")             # as if somebody typed it
    answer = api.wait_for(chat=42)             # what the bot sent back
    api.push_callback(42, answer, "volg:1")    # presses a button under it
    api.fault("429", retry_after=2)            # the next message is refused
"""

import asyncio
import math
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tests.fakes import botapi_rules as rules
from tests.fakes.botapi_people import People
from tests.fakes.botapi_rules import Refusal
from tests.fakes.botapi_types import ANSWERS, ONLEESBAAR, Call, Delivery, Fault, FaultKind

__all__ = ["Call", "Delivery", "FakeBotApi", "Fault", "FaultKind"]


class _Protocol(HttpToolsProtocol):
    """Lets the application break the connection."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["abort"] = self.transport.abort  # type: ignore[typeddict-unknown-key]


class _Unreadable(Exception):
    """Raised for a reply that got lost on the way; the argument is the code in its place."""


class FakeBotApi(People):
    """The server; a context manager. `latency` is in seconds, before each answer to a message."""

    def __init__(
        self,
        *,
        token: str = "123456:TEST",
        per_second: float = 30,
        per_chat: float = 1.0,
        per_group_minute: int = 20,
        latency: float = 0.0,
        username: str = "zkl_test_bot",
        port: int = 0,
    ) -> None:
        super().__init__(username)
        self.token, self.latency = token, latency
        self.deliveries: list[Delivery] = []
        self.calls: list[Call] = []
        self.blocked: set[int] = set()
        self.migrated: dict[int, int] = {}
        self.beheerders: set[tuple[int, int]] = set()
        """Who manages which group, as (chat, user)."""
        self.besloten: set[int] = set()
        """The groups that do not show a bot their members, only who manages them."""
        self._limits = rules.StrictLimits(per_second, per_chat, per_group_minute)
        self._faults: list[Fault] = []
        app = Starlette(
            routes=[
                Route("/bot{token}/{method}", self._handle, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._download),
            ]
        )
        self._socket = socket.create_server(("127.0.0.1", port))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            app,
            http=_Protocol,
            ws="none",
            lifespan="off",
            log_level="critical",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def __exit__(self, *args: object) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(5)

    # --- what a test does -------------------------------------------------------------------

    def fault(self, kind: FaultKind, **details: Any) -> None:
        """Lets the next message(s) go wrong; see Fault."""
        with self._changed:
            self._faults.append(Fault(kind, **details))

    def wait_for(
        self,
        condition: Callable[[Delivery], bool] | None = None,
        *,
        chat: int | None = None,
        count: int = 1,
        timeout: float = 10.0,
    ) -> Delivery:
        """The `count`-th delivery that fits; raises TimeoutError with what did arrive."""
        found = self.wait_all(condition, chat=chat, count=count, timeout=timeout)
        return found[count - 1]

    def wait_all(
        self,
        condition: Callable[[Delivery], bool] | None = None,
        *,
        chat: int | None = None,
        count: int = 1,
        timeout: float = 10.0,
    ) -> list[Delivery]:
        """All deliveries that fit, once there are `count`."""

        def fitting() -> list[Delivery]:
            return [
                d
                for d in self.deliveries
                if (chat is None or d.chat == chat) and (condition is None or condition(d))
            ]

        with self._changed:
            if not self._changed.wait_for(lambda: len(fitting()) >= count, timeout):
                seen = [(d.chat, d.bare[:80]) for d in self.deliveries[-10:]]
                raise TimeoutError(f"{len(fitting())} of {count} deliveries; last: {seen}")
            return fitting()

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        with self._changed:
            return [call for call in self.calls if call.method == method]

    def waiting(self) -> list[int]:
        """The updates that nobody confirmed, by number."""
        with self._changed:
            return [update["update_id"] for update in self._updates]

    def codes(self) -> dict[int, int]:
        """How many messages were answered with which code."""
        with self._changed:
            codes = [call.code for call in self.calls if call.method in rules.LIMITED]
        return {code: codes.count(code) for code in sorted(set(codes))}

    # --- the server -------------------------------------------------------------------------

    async def _download(self, request: Request) -> Response:
        return Response(self._files[request.path_params["path"]])

    async def _params(
        self, request: Request
    ) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
        params: dict[str, Any] = dict(request.query_params)
        files: dict[str, tuple[str, bytes]] = {}
        kind = request.headers.get("content-type", "")
        if kind.startswith("application/json"):
            params |= await request.json()
        elif kind:
            async with request.form(max_part_size=50_000_000) as form:
                for name, value in form.items():
                    if isinstance(value, UploadFile):
                        files[name] = (value.filename or "", await value.read())
                    else:
                        params[name] = value
        return params, files

    async def _handle(self, request: Request) -> Response:
        method, at = request.path_params["method"], time.monotonic()
        params, files = await self._params(request)
        code = 200
        try:
            if request.path_params["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            result = await self._call(method, params, files)
            body: dict[str, Any] | None = {"ok": True, "result": result}
        except Refusal as refusal:
            code = refusal.code
            body = {"ok": False, "error_code": code, "description": refusal.description}
            if refusal.parameters:
                body["parameters"] = refusal.parameters
        except _Unreadable as lost:
            (code,) = lost.args
            body = None
        except ConnectionError:
            code = 0
            request.scope["abort"]()
        with self._changed:
            self.calls.append(Call(method, params, code, at))
            self._changed.notify_all()
        if body is None:
            return Response("<html><h1>Bad gateway</h1></html>", code, media_type="text/html")
        return JSONResponse(body, code) if code else Response()

    async def _call(
        self, method: str, params: dict[str, Any], files: dict[str, tuple[str, bytes]]
    ) -> Any:
        known = rules.PARAMETERS.get(method)
        if known is None:
            raise Refusal(404, f"Not Found: no method {method}")
        attached = {n for n in files if any(f"attach://{n}" in str(v) for v in params.values())}
        unknown = (set(params) | set(files)) - known - attached
        missing = [n for n in rules.REQUIRED.get(method, ()) if n not in params | files]
        if unknown or missing:
            raise Refusal(400, f"Bad Request: unknown {sorted(unknown)}, missing {missing}")
        if method in rules.LIMITED:
            return await self._deliver(method, params, files)
        if method != "getUpdates" and (fault := self._next_fault(method, 0, only=True)):
            await self._go_wrong(fault)
        match method:
            case "getUpdates":
                return await self._get_updates(params)
            case "getMe":
                name = {"first_name": "ZKL", "username": self.username}
                return {"id": 123456, "is_bot": True, "supports_inline_queries": True} | name
            case "setWebhook" | "deleteWebhook":
                self.webhook = params if params.get("url") else None
            case "getWebhookInfo":
                url = self.webhook["url"] if self.webhook else ""
                return {"url": url, "has_custom_certificate": False, "pending_update_count": 0}
            case "setMyCommands":
                rules.check_commands(params["commands"])
            case "getChat":
                chat = self._message(int(params["chat_id"]), None)["chat"]
                return chat | {"accent_color_id": 0, "max_reaction_count": 11}
            case "getChatMember":
                if int(params["chat_id"]) in self.besloten:
                    raise Refusal(400, "Bad Request: member list is inaccessible")
                return self._member(int(params["chat_id"]), int(params["user_id"]))
            case "getChatAdministrators":
                chat = int(params["chat_id"])
                return [self._member(chat, user) for c, user in self.beheerders if c == chat]
            case "getFile":
                if params["file_id"] not in self._files:
                    raise Refusal(400, "Bad Request: invalid file_id")
                content = self._files[params["file_id"]]
                size = {"file_size": len(content), "file_path": params["file_id"]}
                return {"file_id": params["file_id"], "file_unique_id": "u"} | size
            case "answerInlineQuery":
                rules.check_results(params["results"])
        return True

    def _member(self, chat: int, user: int) -> dict[str, Any]:
        who = {"user": {"id": user, "is_bot": False, "first_name": f"Mens {user}"}}
        if (chat, user) in self.beheerders:
            return who | {"status": "creator", "is_anonymous": False}
        return who | {"status": "member"}

    async def _get_updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        if fault := self._next_fault("getUpdates", 0, only=True):
            await self._go_wrong(fault)
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        poll = self._number("poll")
        offset, until = int(params.get("offset") or 0), float(params.get("timeout") or 0)
        until += time.monotonic()
        while True:
            if self._next["poll"] != poll:
                raise Refusal(409, "Conflict: terminated by other getUpdates request")
            with self._changed:
                self._updates = [u for u in self._updates if u["update_id"] >= offset]
                waiting = self._updates[: int(params.get("limit") or 100)]
            if waiting or time.monotonic() >= until or self._server.should_exit:
                return waiting
            await asyncio.sleep(0.01)

    def _next_fault(self, method: str, chat: int, *, only: bool = False) -> Fault | None:
        """What is to go wrong now; with `only` just what names this method."""
        with self._changed:
            for fault in self._faults:
                methods = (method,) if only else (None, method)
                if fault.chat in (None, chat) and fault.method in methods:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._faults.remove(fault)
                    return fault
        return None

    async def _deliver(
        self, method: str, params: dict[str, Any], files: dict[str, tuple[str, bytes]]
    ) -> Any:
        at, chat = time.monotonic(), int(params.get("chat_id") or 0)
        rules.check_markup(params.get("reply_markup"))
        name, limit = ("text", 4096) if "text" in params else ("caption", 1024)
        bare = rules.check_text(
            params.get(name) or "", params.get("parse_mode"), limit, empty=name == "caption"
        )
        if chat in self.blocked:
            raise Refusal(*ANSWERS["blocked"])
        if chat in self.migrated:
            raise rules.migration(self.migrated[chat])
        fault = self._next_fault(method, chat)
        if fault and fault.kind not in ("lost", *ONLEESBAAR):
            await self._go_wrong(fault)
        with self._changed:
            wait = self._limits.count(str(chat), at)
        if wait is not None:
            raise rules.too_many(max(1, math.ceil(wait)))
        message = self._message(chat, None)
        if method == "editMessageText":
            message["message_id"] = int(params["message_id"])
        with self._changed:
            delivery = Delivery(
                method, chat, message["message_id"], params.get(name) or "", bare, params, files, at
            )
            self.deliveries.append(delivery)
            self._changed.notify_all()
        await asyncio.sleep(self.latency)
        if fault and fault.kind in ONLEESBAAR:
            raise _Unreadable(ONLEESBAAR[fault.kind])
        if fault:
            raise ConnectionError
        return message | {"text": bare}

    async def _go_wrong(self, fault: Fault) -> None:
        if fault.kind == "429":
            raise rules.too_many(fault.retry_after)
        if fault.kind == "migrate":
            assert fault.chat is not None
            assert fault.new_chat is not None
            self.migrated[fault.chat] = fault.new_chat
            raise rules.migration(fault.new_chat)
        if fault.kind == "hang":
            await asyncio.sleep(fault.seconds)
        if fault.kind in ("hang", "reset"):
            raise ConnectionError
        raise Refusal(*ANSWERS[fault.kind])

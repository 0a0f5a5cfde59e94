"""The small branch in front of the framework that serves calendars, at the speed of the server.

It answers `/kalender/….ics` and `/gebeurtenis/….ics` from prepared bytes and hands everything
else on. A feed nobody has asked for yet is made in a thread; after that a request costs a look
in a table.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Protocol

from sqlalchemy import Engine

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.clock import AMSTERDAM
from zkl_bot.feeds.feeds import MAX_PERSONAL, Feeds
from zkl_bot.feeds.keuze import Keuze, parse_keuze
from zkl_bot.feeds.opties import Opties, parse_opties
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.store.engine import reading, session
from zkl_bot.store.feed_telling import mark_fetched, write_counts
from zkl_bot.store.tables import FeedAbonnement
from zkl_bot.web.clients import client_of
from zkl_bot.web.codering import Codering, choose_codering, has_tag, is_since
from zkl_bot.web.feedtelling import Feedtelling
from zkl_bot.web.klaar import Antwoord, Klaar, make_klaar, text_answer

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

FEEDS, SINGLE, PERSONAL, SUFFIX = "/kalender/", "/gebeurtenis/", "abonnement/", ".ics"
KEUZE_SECONDS = 2.0
"""How long (real time) a selection is used before the store is asked again."""
MAX_KNOWN = 4096
"""How many answers, selections and header values are remembered; then it starts over."""

_UNKNOWN = text_answer(404, "Deze kalender bestaat niet. / There is no such calendar.\n")
_METHOD = text_answer(405, "Alleen GET en HEAD.\n", (b"allow", b"GET, HEAD"))
_CODERING = text_answer(406, "Deze kalender is er alleen als gewone tekst of met gzip.\n")


class KalenderDienst(Protocol):
    """What this branch needs of the service; zkl_bot.dienst.Dienst has it."""

    kennis: Kennis
    engine: Engine
    feeds: Feeds

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...

    def agenda(self) -> Agenda:
        """The agenda; the first time this fills the feeds."""
        ...


class KalenderApp:
    """The ASGI application: calendars first, `next_app` for the rest of the site."""

    def __init__(self, dienst: KalenderDienst, next_app: App) -> None:
        self._dienst = dienst
        self._next = next_app
        self._telling = Feedtelling(self._write_counts)
        self.statussen: Counter[int] = Counter()
        """How many requests got which status, for /metrics."""
        self._versie = -1
        self._klaar: dict[tuple[str, bytes], Klaar] = {}
        self._persoonlijk: dict[tuple[Keuze, Opties], Klaar] = {}
        self._keuzes: dict[str, tuple[float, Keuze | None]] = {}
        self._coderingen: dict[bytes, Codering | None] = {}
        self._clients: dict[bytes, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request for a calendar, or hands it on."""
        if scope["type"] == "http":
            path: str = scope["path"]
            if path.endswith(SUFFIX) and path.startswith((FEEDS, SINGLE)):
                antwoord = await self._answer(scope, path)
                self.statussen[antwoord.start["status"]] += 1
                await send(antwoord.start)
                await send(antwoord.body)
                return
        elif scope["type"] == "lifespan":
            await self._next(scope, self._flushing(receive), send)
            return
        await self._next(scope, receive, send)

    async def _answer(self, scope: Scope, path: str) -> Antwoord:
        method = scope["method"]
        if method not in ("GET", "HEAD"):
            return _METHOD
        tag = since = None
        accept, agent = b"", b""
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                accept = accept + b"," + value if accept else value
            elif name == b"user-agent":
                agent = value
            elif name == b"if-none-match":
                tag = tag + b"," + value if tag else value
            elif name == b"if-modified-since":
                since = value
        klaar = await self._find(path, scope["query_string"])
        if klaar is None:
            return _UNKNOWN if method == "GET" else _UNKNOWN.head
        codering = self._codering(accept)
        if codering is None:
            return _CODERING
        antwoord = _select(klaar, codering, tag, since)
        if method == "HEAD":
            return antwoord.head
        self._telling.count(klaar.naam, self._client(agent))
        return antwoord

    async def _find(self, path: str, query: bytes) -> Klaar | None:
        if self._dienst.feeds.versie != self._versie:
            self._start_over()
        klaar = self._klaar.get((path, query))
        if klaar is not None:
            return klaar
        ready, opties = self._klaar, parse_opties(query)
        if path.startswith(SINGLE):
            id = path.removeprefix(SINGLE).removesuffix(SUFFIX)
            klaar = await asyncio.to_thread(self._make_single, id, opties)
        else:
            naam = path.removeprefix(FEEDS).removesuffix(SUFFIX)
            klaar = await asyncio.to_thread(self._make, naam, opties)
            if klaar is None:
                # Whatever is unknown goes this way, and only ever as a hash.
                return await self._find_personal(naam.removeprefix(PERSONAL), opties)
        if klaar is not None:
            if len(ready) >= MAX_KNOWN:
                ready.clear()
            ready[(path, query)] = klaar
        return klaar

    def _start_over(self) -> None:
        """The feeds changed: what is ready is no longer to be trusted."""
        self._versie = self._dienst.feeds.versie
        self._klaar, self._persoonlijk = {}, {}

    def _make(self, naam: str, opties: Opties) -> Klaar | None:
        self._dienst.agenda()
        body = self._dienst.feeds.body(naam, opties)
        return make_klaar(naam, naam, body) if body else None

    def _make_single(self, id: str, opties: Opties) -> Klaar | None:
        self._dienst.agenda()
        body = self._dienst.feeds.single_body(id, opties)
        return make_klaar("gebeurtenis", id, body) if body else None

    async def _find_personal(self, token: str, opties: Opties) -> Klaar | None:
        token_hash = sha256(token.encode("utf-8", "replace")).hexdigest()
        until, keuze = self._keuzes.get(token_hash, (0.0, None))
        if until <= time.monotonic():
            keuze = await asyncio.to_thread(self._read_keuze, token_hash)
            if len(self._keuzes) >= MAX_KNOWN:
                self._keuzes.clear()
            self._keuzes[token_hash] = (time.monotonic() + KEUZE_SECONDS, keuze)
        if keuze is None:
            return None
        self._telling.fetched(token_hash)
        ready = self._persoonlijk
        if (keuze, opties) not in ready:
            if len(ready) >= MAX_PERSONAL:
                ready.clear()
            ready[(keuze, opties)] = await asyncio.to_thread(self._make_personal, keuze, opties)
        return ready[(keuze, opties)]

    def _read_keuze(self, token_hash: str) -> Keuze | None:
        with reading(self._dienst.engine) as opened:
            row = opened.get(FeedAbonnement, token_hash)
            return parse_keuze(row.keuze, self._dienst.kennis) if row else None

    def _make_personal(self, keuze: Keuze, opties: Opties) -> Klaar:
        self._dienst.agenda()
        body = self._dienst.feeds.personal(keuze, opties)
        return make_klaar("abonnement", "abonnement", body, persoonlijk=True)

    def _codering(self, accept: bytes) -> Codering | None:
        if accept not in self._coderingen:
            if len(self._coderingen) >= MAX_KNOWN:
                self._coderingen.clear()
            self._coderingen[accept] = choose_codering(accept) if accept else "identity"
        return self._coderingen[accept]

    def _client(self, agent: bytes) -> str:
        if agent not in self._clients:
            if len(self._clients) >= MAX_KNOWN:
                self._clients.clear()
            self._clients[agent] = client_of(agent)
        return self._clients[agent]

    def _write_counts(self, tally: dict[tuple[str, str], int], fetched: set[str]) -> None:
        now = self._dienst.now()
        with session(self._dienst.engine) as opened:
            write_counts(opened, tally, now=now)
            mark_fetched(opened, fetched, now.astimezone(AMSTERDAM).date())

    def _flushing(self, receive: Receive) -> Receive:
        """Writes the last counts when the server shuts down."""

        async def receive_and_flush() -> MutableMapping[str, Any]:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await self._telling.flush()
            return message

        return receive_and_flush


def _select(klaar: Klaar, codering: Codering, tag: bytes | None, since: bytes | None) -> Antwoord:
    """The full answer, or 304 when the copy the client holds is still good."""
    if tag is not None:
        same = has_tag(tag, klaar.tags if codering == "identity" else klaar.tags[::-1])
        if same is not None:
            return klaar.plain_304 if same == klaar.tags[0] else klaar.gzip_304
    elif since is not None and (since == klaar.laatst or is_since(since, klaar.gewijzigd)):
        return klaar.plain_304 if codering == "identity" else klaar.gzip_304
    return klaar.plain if codering == "identity" else klaar.gzip

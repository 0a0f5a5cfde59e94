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
from zkl_bot.web.feedtelling import Feedtelling, Sleutel
from zkl_bot.web.klaar import Antwoord, Klaar, make_klaar, text_answer
from zkl_bot.web.verzoek import read_verzoek, select

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

Vraag = tuple[str, str, bytes, tuple[tuple[bytes, bytes], ...]]
"""A request in its own words: method, path, query and headers."""

FEEDS, SINGLE, PERSONAL, SUFFIX = "/kalender/", "/gebeurtenis/", "abonnement/", ".ics"
KEUZE_SECONDS = 2.0
"""How long (real time) a selection is used before the store is asked again."""
MAX_KNOWN = 4096
"""How many requests, answers and selections are remembered; then it starts over."""

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
        self._feeds = dienst.feeds
        self._versie = -1
        self._bekend: dict[Vraag, tuple[Antwoord, Sleutel | None]] = {}
        self._klaar: dict[tuple[str, bytes], Klaar] = {}
        self._persoonlijk: dict[tuple[Keuze, Opties], Klaar] = {}
        self._keuzes: dict[str, tuple[float, Keuze | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request for a calendar, or hands it on."""
        if scope["type"] == "http":
            if self._feeds.versie != self._versie:
                self._start_over()
            path, query = scope["path"], scope["query_string"]
            vraag = (scope["method"], path, query, tuple(scope["headers"]))
            known = self._bekend.get(vraag)
            if known is None and path.endswith(SUFFIX) and path.startswith((FEEDS, SINGLE)):
                known = await self._answer(vraag)
            if known is not None:
                antwoord, sleutel = known
                if sleutel is not None:
                    self._telling.count(sleutel)
                self.statussen[antwoord.status] += 1
                await send(antwoord.start)
                await send(antwoord.body)
                return
        elif scope["type"] == "lifespan":
            receive = self._flushing(receive)
        await self._next(scope, receive, send)

    async def _answer(self, vraag: Vraag) -> tuple[Antwoord, Sleutel | None]:
        """The answer, and under what it is counted. Asked again in the same words it is known."""
        method, path, query, headers = vraag
        if method not in ("GET", "HEAD"):
            return _METHOD, None
        bekend = self._bekend
        klaar = await self._find(path, query)
        if klaar is None:
            return _UNKNOWN if method == "GET" else _UNKNOWN.head, None
        verzoek = read_verzoek(headers)
        antwoord = select(klaar, verzoek)
        if antwoord is None:
            return _CODERING if method == "GET" else _CODERING.head, None
        if method == "HEAD":
            return antwoord.head, None
        answer = antwoord, (klaar.naam, verzoek.client)
        if not klaar.persoonlijk:
            if len(bekend) >= MAX_KNOWN:
                bekend.clear()
            bekend[vraag] = answer
        return answer

    async def _find(self, path: str, query: bytes) -> Klaar | None:
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
        self._versie = self._feeds.versie
        self._bekend, self._klaar, self._persoonlijk = {}, {}, {}

    def _make(self, naam: str, opties: Opties) -> Klaar | None:
        self._dienst.agenda()
        body = self._feeds.body(naam, opties)
        return make_klaar(naam, naam, body) if body else None

    def _make_single(self, id: str, opties: Opties) -> Klaar | None:
        self._dienst.agenda()
        body = self._feeds.single_body(id, opties)
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
        body = self._feeds.personal(keuze, opties)
        return make_klaar("abonnement", "abonnement", body, persoonlijk=True)

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

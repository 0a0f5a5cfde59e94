"""The small branch in front of the framework that serves calendars, at the speed of the server.

It answers `/kalender/….ics` and `/gebeurtenis/….ics` from prepared bytes and hands everything
else on. A feed nobody has asked for yet is made in a thread; after that a request costs a look
in a table.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Protocol

import structlog
from sqlalchemy import Engine

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.clock import AMSTERDAM
from zkl_bot.feeds.feeds import MAX_PERSONAL, Feeds
from zkl_bot.feeds.keuze import Keuze, parse_keuze
from zkl_bot.feeds.opties import Opties, parse_opties
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.store import feed_abonnementen
from zkl_bot.store.engine import last_commit, reading, session
from zkl_bot.store.feed_telling import mark_fetched, write_counts
from zkl_bot.web.bekend import MAX_ADRES, MAX_KNOWN, Bekenden, Scope, Vraag, vraag_of
from zkl_bot.web.feedtelling import Feedtelling
from zkl_bot.web.fouten import WACHT, WEG
from zkl_bot.web.keuzes import Keuzes
from zkl_bot.web.klaar import Antwoord, Klaar, make_klaar, text_answer
from zkl_bot.web.verbinding import RUW
from zkl_bot.web.verzoek import read_verzoek, select

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

FEEDS, SINGLE, PERSONAL, SUFFIX = "/kalender/", "/gebeurtenis/", "abonnement/", ".ics"
_UNKNOWN = text_answer(404, "Deze kalender bestaat niet. / There is no such calendar.\n")
_AWAY = text_answer(
    503,
    "De dienst is er even niet. Probeer het straks opnieuw. / Please try again in a moment.\n",
    (b"retry-after", WACHT.encode()),
)
_METHOD = text_answer(405, "Alleen GET en HEAD.\n", (b"allow", b"GET, HEAD"))
_CODERING = text_answer(406, "Deze kalender is er alleen als gewone tekst of met gzip.\n")

log = structlog.get_logger(__name__)


def _is_ours(path: str) -> bool:
    return path.endswith(SUFFIX) and path.startswith((FEEDS, SINGLE))


class KalenderDienst(Protocol):
    """What this branch needs of the service; zkl_bot.dienst.Dienst has it."""

    kennis: Kennis
    engine: Engine
    feeds: Feeds
    write_counts: Callable[[], None] | None

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
        self._telling = Feedtelling(self._write_counts, self._collect)
        dienst.write_counts = self._telling.flush_from_thread
        self._statussen: Counter[int] = Counter()
        self._feeds = dienst.feeds
        self._versie = -1
        self._bekend = Bekenden()
        self._klaar: dict[tuple[str, bytes], Klaar] = {}
        self._persoonlijk: dict[tuple[Keuze, Opties], Klaar] = {}
        self._keuzes = Keuzes(self._read_keuzes, lambda: last_commit(dienst.engine))

    @property
    def statussen(self) -> Counter[int]:
        """How many requests got which status, for /metrics."""
        self._collect()
        return self._statussen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request for a calendar, or hands it on."""
        if scope["type"] == "http":
            if self._feeds.versie != self._versie:
                self._start_over()
            vraag = scope.get(RUW) or vraag_of(scope)
            known = self._bekend.get(vraag)
            if known is not None:
                known.aantal += 1
                await send(known.start)
                await send(known.body)
                return
            if _is_ours(scope["path"]):
                antwoord = await self._answer(vraag, scope)
                self._statussen[antwoord.status] += 1
                await send(antwoord.start)
                await send(antwoord.body)
                return
        elif scope["type"] == "lifespan":
            receive = self._flushing(receive)
        await self._next(scope, receive, send)

    async def _answer(self, vraag: Vraag, scope: Scope) -> Antwoord:
        """The answer, counted. Asked again in the same words it is known."""
        method, path, query = scope["method"], scope["path"], scope["query_string"]
        headers = scope["headers"]
        if method not in ("GET", "HEAD"):
            return _METHOD
        bekend = self._bekend
        try:
            klaar = await self._find(path, query)
        except WEG as away:
            log.warning("database away", reason=type(away).__name__)
            return _AWAY if method == "GET" else _AWAY.head
        if klaar is None:
            return _UNKNOWN if method == "GET" else _UNKNOWN.head
        verzoek = read_verzoek(headers)
        antwoord = select(klaar, verzoek)
        if antwoord is None:
            return _CODERING if method == "GET" else _CODERING.head
        if method == "HEAD":
            return antwoord.head
        sleutel = klaar.naam, verzoek.client
        self._telling.count(sleutel)
        self._telling.begin()
        if not klaar.persoonlijk:
            bekend.remember(vraag, scope, antwoord, sleutel)
        return antwoord

    def _collect(self) -> None:
        self._bekend.collect(self._telling.count, self._statussen)

    async def _find(self, path: str, query: bytes) -> Klaar | None:
        klaar = self._klaar.get((path, query))
        if klaar is not None:
            return klaar
        ready = self._klaar  # when the feeds change meanwhile, what is made is for nobody else
        if path.startswith(SINGLE):
            id = path.removeprefix(SINGLE).removesuffix(SUFFIX)
            if self._dienst.agenda().by_id(id) is None:
                return None
            klaar = await asyncio.to_thread(self._make_single, id, parse_opties(query))
        else:
            naam = path.removeprefix(FEEDS).removesuffix(SUFFIX)
            if not self._feeds.has(naam):
                # Whatever is unknown goes this way, and only ever as a hash.
                return await self._find_personal(naam.removeprefix(PERSONAL), query)
            klaar = await asyncio.to_thread(self._make, naam, parse_opties(query))
        if klaar is not None and len(path) + len(query) <= MAX_ADRES:
            if len(ready) >= MAX_KNOWN:
                ready.clear()
            ready[(path, query)] = klaar
        return klaar

    def _start_over(self) -> None:
        """The feeds changed: what is ready is no longer to be trusted."""
        self._collect()
        self._versie = self._feeds.versie
        self._bekend, self._klaar, self._persoonlijk = Bekenden(), {}, {}

    def _make(self, naam: str, opties: Opties) -> Klaar | None:
        self._dienst.agenda()
        body = self._feeds.body(naam, opties)
        return make_klaar(naam, naam, body) if body else None

    def _make_single(self, id: str, opties: Opties) -> Klaar | None:
        self._dienst.agenda()
        body = self._feeds.single_body(id, opties)
        return make_klaar("gebeurtenis", id, body) if body else None

    async def _find_personal(self, token: str, query: bytes) -> Klaar | None:
        token_hash = sha256(token.encode("utf-8", "replace")).hexdigest()
        keuze = await self._keuzes.find(token_hash)
        if keuze is None:
            return None
        self._telling.fetched(token_hash)
        ready, opties = self._persoonlijk, parse_opties(query)
        if (keuze, opties) not in ready:
            if len(ready) >= MAX_PERSONAL:
                ready.clear()
            ready[(keuze, opties)] = await asyncio.to_thread(self._make_personal, keuze, opties)
        return ready[(keuze, opties)]

    def _read_keuzes(self, hashes: Sequence[str]) -> dict[str, Keuze]:
        kennis = self._dienst.kennis
        with reading(self._dienst.engine) as opened:
            found = feed_abonnementen.of_hashes(opened, hashes)
            return {row.token_hash: parse_keuze(row.keuze, kennis) for row in found}

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
                self._telling.end()
                await self._telling.flush()
            return message

        return receive_and_flush

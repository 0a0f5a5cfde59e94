"""The calendar branch over ASGI, against a service with a real database."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine
from sqlmodel import SQLModel

from tests.feeds.voorbeeld import AGENDA, BASE, KENNIS, NOW, gebeurtenis
from zkl_bot.agenda.agenda import Agenda, sorted_agenda
from zkl_bot.feeds.feeds import Feeds
from zkl_bot.feeds.keuze import Keuze
from zkl_bot.store import feed_abonnementen
from zkl_bot.store.engine import make_engine, reading, session
from zkl_bot.web.kalender import KalenderApp

Ask = Callable[..., Awaitable[httpx.Response]]


class FakeDienst:
    """A service whose agenda a test can change."""

    def __init__(self, engine: Engine) -> None:
        self.kennis = KENNIS
        self.engine = engine
        self.feeds = Feeds(KENNIS, BASE, basis=datetime(2022, 1, 1, tzinfo=UTC))
        self.clock = NOW
        self.write_counts: Callable[[], None] | None = None
        self.show(AGENDA)

    def show(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self.feeds.update(agenda, self.clock)

    def now(self) -> datetime:
        return self.clock

    def agenda(self) -> Agenda:
        return self._agenda


async def site(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
    """The rest of the site."""
    if scope["type"] == "lifespan":
        await receive()
        return
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b"site"})


@dataclass
class World:
    """A service, the branch in front of it, and a way to ask."""

    dienst: FakeDienst
    app: KalenderApp
    get: Ask
    ask: Ask


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    engine = make_engine(f"sqlite:///{tmp_path / 'zkl.sqlite'}")
    SQLModel.metadata.create_all(engine)
    dienst = FakeDienst(engine)
    app = KalenderApp(dienst, site)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        client.headers.pop("accept-encoding")
        yield World(dienst, app, client.get, client.request)


async def test_kalender_is_served_with_what_caches_need(world: World) -> None:
    answer = await world.get("/kalender/alles.ics")

    body = world.dienst.feeds.body("alles")
    assert body is not None
    assert answer.content == body.tekst
    assert dict(answer.headers) == {
        "content-type": "text/calendar; charset=utf-8",
        "content-length": str(len(body.tekst)),
        "content-disposition": 'inline; filename="alles.ics"',
        "x-content-type-options": "nosniff",
        "etag": f'"{body.etag}"',
        "last-modified": "Mon, 28 Feb 2022 23:00:00 GMT",
        "cache-control": "public, no-cache",
        "vary": "Accept-Encoding",
    }


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip", "gzip"),
        ("br, gzip, deflate", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("*", "gzip"),
        ("*;q=0.1, identity;q=0", "gzip"),
        ("identity;q=0, gzip", "gzip"),
        ("", None),
        ("br", None),
        ("gzip;q=0", None),
        ("gzip;q=0.2, identity;q=0.9", None),
        ("gzip;q=onzin", None),
        ("*;q=0, identity", None),
    ],
)
async def test_gzip_is_sent_to_who_prefers_it(
    world: World, accept: str, coding: str | None
) -> None:
    plain = await world.get("/kalender/alles.ics")
    answer = await world.get("/kalender/alles.ics", headers={"accept-encoding": accept})

    assert answer.headers.get("content-encoding") == coding
    assert answer.content == plain.content
    assert (answer.headers["etag"] != plain.headers["etag"]) == (coding == "gzip")


async def test_who_refuses_every_form_is_told(world: World) -> None:
    answer = await world.get("/kalender/alles.ics", headers={"accept-encoding": "identity;q=0"})

    assert answer.status_code == 406


async def test_head_is_get_without_the_body(world: World) -> None:
    get = await world.get("/kalender/alles.ics")
    head = await world.ask("HEAD", "/kalender/alles.ics")

    assert (head.status_code, head.headers, head.content) == (200, get.headers, b"")


async def test_a_copy_that_is_good_gets_304(world: World) -> None:
    full = await world.get("/kalender/alles.ics")
    tag, last = full.headers["etag"], full.headers["last-modified"]

    for given in (
        {"if-none-match": tag},
        {"if-none-match": f"W/{tag}"},
        {"if-none-match": f'"ander", {tag}'},
        {"if-none-match": "*"},
        {"if-modified-since": last},
        {"if-modified-since": "Tue, 01 Mar 2022 09:00:00 GMT"},
        {"if-modified-since": "Tuesday, 01-Mar-22 09:00:00 GMT"},
        {"if-modified-since": "Tue Mar  1 09:00:00 2022"},
    ):
        answer = await world.get("/kalender/alles.ics", headers=given)
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)


async def test_a_copy_that_is_not_good_gets_the_whole(world: World) -> None:
    full = await world.get("/kalender/alles.ics")
    last = full.headers["last-modified"]

    for given in (
        {"if-none-match": '"ander"'},
        {"if-none-match": '"ander"', "if-modified-since": last},
        {"if-none-match": "onzin"},
        {"if-modified-since": "Mon, 28 Feb 2022 22:59:59 GMT"},
        {"if-modified-since": "gisteren"},
        {"if-modified-since": "Mon, 99 Feb 99999 22:59:59 GMT"},
    ):
        answer = await world.get("/kalender/alles.ics", headers=given)
        assert (answer.status_code, answer.content) == (200, full.content)


async def test_gzip_and_plain_copies_are_both_recognised(world: World) -> None:
    zipped = await world.get("/kalender/alles.ics", headers={"accept-encoding": "gzip"})
    again = await world.get(
        "/kalender/alles.ics",
        headers={"accept-encoding": "gzip", "if-none-match": zipped.headers["etag"]},
    )

    assert (again.status_code, again.headers["etag"]) == (304, zipped.headers["etag"])


async def test_a_change_shows_at_once_and_elsewhere_nothing_changes(world: World) -> None:
    before = await world.get("/kalender/raadsbijeenkomsten.ics")
    other = await world.get("/kalender/actie-1.ics")
    moved = tuple(
        replace(g, plaats="Elders", revisie=3, gewijzigd=NOW) if g.id == "raad-2" else g
        for g in AGENDA.gebeurtenissen
    )
    world.dienst.show(sorted_agenda(moved))

    after = await world.get(
        "/kalender/raadsbijeenkomsten.ics", headers={"if-none-match": before.headers["etag"]}
    )
    same = await world.get(
        "/kalender/actie-1.ics", headers={"if-none-match": other.headers["etag"]}
    )
    assert (after.status_code, after.headers["last-modified"]) == (
        200,
        "Tue, 01 Mar 2022 09:00:00 GMT",
    )
    assert b"LOCATION:Elders" in after.content
    assert (same.status_code, same.headers["last-modified"]) == (
        304,
        other.headers["last-modified"],
    )


async def test_whatever_is_unknown_gets_the_same_404(world: World) -> None:
    answers = [
        await world.get(f"/kalender/{name}.ics")
        for name in (
            "bestaat-niet",
            "abonnement/AAAA",
            "abonnement/",
            "ALLES",
            "alles%2Fics",
            "..%2Falles",
            "abonnement/a%00b",
            "alles-archief-archief",
            "é" * 300,
        )
    ] + [await world.get("/gebeurtenis/bestaat-niet.ics")]

    assert {(a.status_code, a.content, str(a.headers)) for a in answers} == {
        (404, answers[0].content, str(answers[0].headers))
    }


@pytest.mark.parametrize(
    ("query", "like"),
    [
        ("vaag=nee", "vaag=nee"),
        ("vaag=begin&taal=en", "taal=en&vaag=begin"),
        ("vaag=onzin", ""),
        ("vaag=&taal=fr", ""),
        ("taal=NL", ""),
        ("%ff=%fe&vaag", ""),
        ("&" * 200, ""),
        ("x=" + "y" * 4000, ""),
    ],
)
async def test_odd_options_count_as_the_default(world: World, query: str, like: str) -> None:
    answer = await world.get(f"/kalender/alles.ics?{query}")

    assert answer.status_code == 200
    assert answer.content == (await world.get(f"/kalender/alles.ics?{like}")).content


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
async def test_other_methods_are_refused(world: World, method: str) -> None:
    answer = await world.ask(method, "/kalender/alles.ics")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/kalender/", "/kalender", "/kalender/alles", "/alles.ics"])
async def test_the_rest_is_for_the_site(world: World, path: str) -> None:
    assert (await world.get(path)).status_code == 299


async def test_one_gebeurtenis_is_a_file(world: World) -> None:
    answer = await world.get("/gebeurtenis/raad-1.ics")

    assert answer.headers["content-disposition"] == 'inline; filename="raad-1.ics"'
    assert answer.content.count(b"BEGIN:VEVENT") == 1
    assert (await world.get("/gebeurtenis/bespreking-ntb.ics")).status_code == 404


def _keep(world: World, token: str, keuze: Keuze) -> None:
    with session(world.dienst.engine) as opened:
        token_hash = sha256(token.encode()).hexdigest()
        feed_abonnementen.add(opened, token_hash, keuze.as_json(), now=NOW)


async def test_a_personal_feed_holds_what_was_chosen(world: World) -> None:
    _keep(world, "geheim", Keuze(acties=("actie-2",), deadlines=False))

    answer = await world.get("/kalender/abonnement/geheim.ics")

    uids = {line for line in answer.text.splitlines() if line.startswith("UID:")}
    assert uids == {"UID:raad-3@zkl_bot", "UID:bespreking-2@zkl_bot"}
    assert answer.headers["cache-control"] == "private, no-cache"
    assert b"geheim" not in answer.content


async def test_a_withdrawn_personal_feed_is_gone_at_once(world: World) -> None:
    _keep(world, "geheim", Keuze())
    assert (await world.get("/kalender/abonnement/geheim.ics")).status_code == 200
    with session(world.dienst.engine) as opened:
        feed_abonnementen.withdraw(opened, "geheim")

    gone = await world.get("/kalender/abonnement/geheim.ics")

    assert (gone.status_code, gone.content) == (
        404,
        (await world.get("/kalender/bestaat-niet.ics")).content,
    )


async def test_fetches_are_counted_by_feed_and_kind_of_client(world: World) -> None:
    _keep(world, "geheim", Keuze())
    for agent in ("Microsoft Outlook/16.0", "Google-Calendar-Importer", "Google-Calendar-Importer"):
        await world.get("/kalender/pho.ics", headers={"user-agent": agent})
    await world.get(
        "/kalender/abonnement/geheim.ics", headers={"user-agent": "macOS/14 dataaccessd"}
    )
    await world.ask("HEAD", "/kalender/pho.ics")
    await world.get("/kalender/bestaat-niet.ics")

    async def receive(*_: Any) -> Any:
        return {"type": "lifespan.shutdown"}

    await world.app({"type": "lifespan"}, receive, receive)

    with reading(world.dienst.engine) as opened:
        rows = feed_abonnementen.counts(opened)
        feed = feed_abonnementen.find(opened, "geheim")
    assert [(r.feed, r.client, r.aantal) for r in rows] == [
        ("abonnement", "apple", 1),
        ("pho", "google", 2),
        ("pho", "outlook", 1),
    ]
    assert feed is not None
    assert feed.laatst_opgehaald == NOW.date()


async def test_fetches_are_there_for_who_asks_at_once(world: World) -> None:
    assert world.dienst.write_counts is not None
    await asyncio.to_thread(world.dienst.write_counts)
    for count in (1, 2):
        answer = await world.get("/kalender/pho.ics", headers={"user-agent": "Thunderbird/115"})
        tag = {"user-agent": "Thunderbird/115", "if-none-match": answer.headers["etag"]}
        assert (await world.get("/kalender/pho.ics", headers=tag)).status_code == 304
        await asyncio.to_thread(world.dienst.write_counts)
        with reading(world.dienst.engine) as opened:
            rows = feed_abonnementen.counts(opened)
        assert [(r.feed, r.client, r.aantal, r.laatst) for r in rows] == [
            ("pho", "thunderbird", 2 * count, NOW)
        ]


async def test_fetches_are_counted_also_when_the_feed_changes_in_between(world: World) -> None:
    for turn in range(3):
        for _ in range(4):
            assert (await world.get("/kalender/alles.ics")).status_code == 200
        world.dienst.show(sorted_agenda([*AGENDA.gebeurtenissen, gebeurtenis(f"nieuw-{turn}")]))
    await world.get("/kalender/bestaat-niet.ics")

    assert world.app.statussen == {200: 12, 404: 1}


async def test_gzip_of_every_feed_is_one_member_that_any_reader_takes(world: World) -> None:
    for naam in world.dienst.feeds.kalenders:
        body = world.dienst.feeds.body(naam)
        assert body is not None
        assert gzip.decompress(body.gzip) == body.tekst


async def test_a_new_gebeurtenis_shows_in_a_feed_that_was_ready(world: World) -> None:
    await world.get("/kalender/pho.ics")
    world.dienst.show(sorted_agenda([*AGENDA.gebeurtenissen, gebeurtenis("nieuw", gremium="pho")]))

    assert b"UID:nieuw@zkl_bot" in (await world.get("/kalender/pho.ics")).content

"""One server of the feed benchmark: `python -m bench.feeds_server KIND EVENTS`; prints its port.

Kinds: `ours`, `bare-200`, `bare-304`, `bare-gzip`, `fastapi`, `fastapi-gzip`, `render`.
"""

import socket
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware
from icalendar import Calendar, Event
from sqlmodel import SQLModel

from zkl_bot.agenda.agenda import Agenda, sorted_agenda
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.dienst import Dienst
from zkl_bot.dienst.bouw import build_dienst
from zkl_bot.feeds.beschrijving import description, link, summary
from zkl_bot.feeds.feeds import Feeds
from zkl_bot.feeds.kalender import Body
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.kennis.model import Tekst
from zkl_bot.kennis.periode import dag
from zkl_bot.settings import load_settings
from zkl_bot.store import bijeenkomsten
from zkl_bot.store.engine import make_engine
from zkl_bot.web.kalender import KalenderApp
from zkl_bot.web.klaar import make_klaar
from zkl_bot.web.verbinding import make_verbinding

NOW = datetime(2022, 3, 1, 9, tzinfo=UTC)
BASE = "https://zkl.example"
NAAM = "alles"


def make_agenda(kennis: Kennis, count: int) -> Agenda:
    """So many meetings of the usual size."""
    acties = [a.id for a in kennis.acties]
    words = "Een toelichting van een zin of twee, zoals een griffie die bij een agenda zet."
    made = []
    for n in range(count):
        start = datetime(2022, 1, 1, 18, 30, tzinfo=UTC) + timedelta(days=n % 900, minutes=n)
        actie = acties[n % len(acties)]
        made.append(
            Gebeurtenis(
                id=f"bijeenkomst-{n}",
                soort="bijeenkomst",
                titel=Tekst(nl=f"Raadsbijeenkomst {n}", en=f"Council meeting {n}"),
                periode=dag(start.astimezone(AMSTERDAM).date()),
                start=start,
                eind=start + timedelta(hours=2),
                gremium="raadsbijeenkomst",
                acties=(actie,),
                hoofdopgaven=(kennis.actie(actie).hoofdopgave,),
                plaats="Raadzaal, Raadhuisplein 1",
                toelichting=Tekst(nl=words, en=words),
                uid=f"bijeenkomst-{n}@zkl_bot",
                aangemaakt=NOW,
                gewijzigd=NOW,
            )
        )
    return sorted_agenda(made)


def make_dienst(home: Path, count: int) -> Dienst:
    """The service itself, with so many meetings in its database."""
    settings = load_settings(home=home, database_url=f"sqlite:///{home / 'zkl.sqlite'}")
    dienst = build_dienst(settings, clock=lambda: NOW)
    with dienst.change() as opened:
        for g in make_agenda(dienst.kennis, count).gebeurtenissen:
            assert g.start is not None
            meeting = Bijeenkomst(
                id=g.id,
                uid=g.uid,
                gremium="raadsbijeenkomst",
                dag=g.start.astimezone(AMSTERDAM).date(),
                start=g.start,
                eind=g.eind,
                titel=g.titel.nl,
                plaats=g.plaats,
                omschrijving=g.toelichting.nl if g.toelichting else None,
                acties=g.acties,
                aangemaakt=NOW,
                gewijzigd=NOW,
            )
            bijeenkomsten.add(opened, meeting, wie="bench", now=NOW)
    return dienst


class BenchDienst:
    """What the calendar branch needs of the service."""

    def __init__(self, kennis: Kennis, count: int) -> None:
        self.kennis = kennis
        self.write_counts: Callable[[], None] | None = None
        self.engine = make_engine(f"sqlite:///{Path(tempfile.mkdtemp()) / 'zkl.sqlite'}")
        SQLModel.metadata.create_all(self.engine)
        self._agenda = make_agenda(kennis, count)
        self.feeds = Feeds(kennis, BASE, basis=NOW)
        self.feeds.update(self._agenda, NOW)

    def now(self) -> datetime:
        return NOW

    def agenda(self) -> Agenda:
        return self._agenda

    @property
    def body(self) -> Body:
        body = self.feeds.body(NAAM)
        assert body is not None
        return body


async def _nothing(scope: Any, receive: Any, send: Any) -> None:
    """The rest of the site."""


def bare_app(dienst: BenchDienst, which: str) -> Any:
    """The least that uvicorn can do: the same two messages, whatever is asked."""
    klaar = make_klaar(NAAM, NAAM, dienst.body)
    answer = {"200": klaar.plain, "304": klaar.plain_304, "gzip": klaar.gzip}[which]

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await send(answer.start)
            await send(answer.body)

    return app


def fastapi_app(dienst: BenchDienst, *, zipped: bool) -> Any:
    """A route with the same prepared bytes, as one writes it first."""
    app = FastAPI()
    body = dienst.body
    tag = f'"{body.etag}"'
    if zipped:
        app.add_middleware(GZipMiddleware)

    @app.get("/kalender/{naam}.ics")
    def feed(naam: str, request: Request) -> Response:
        headers = {"ETag": tag}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(body.tekst, media_type="text/calendar", headers=headers)

    return app


def render_app(dienst: BenchDienst) -> Any:
    """Renders the feed for every request, as most do."""
    app = FastAPI()

    @app.get("/kalender/{naam}.ics")
    def feed(naam: str) -> Response:
        return Response(render_all(dienst.kennis, dienst.agenda()), media_type="text/calendar")

    return app


def render_all(kennis: Kennis, agenda: Agenda) -> bytes:
    """The whole feed with icalendar as its manual has it, from the facts, nothing kept."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//zkl_bot//bench//NL")
    for g in agenda.gebeurtenissen:
        assert g.start is not None
        event = Event()
        event.add("UID", g.uid)
        event.add("DTSTAMP", g.gewijzigd)
        event.add("CREATED", g.aangemaakt)
        event.add("LAST-MODIFIED", g.gewijzigd)
        event.add("SEQUENCE", g.revisie)
        event.add("DTSTART", g.start.astimezone(AMSTERDAM))
        event.add("DTEND", (g.eind or g.start).astimezone(AMSTERDAM))
        event.add("SUMMARY", summary(g, "nl"))
        event.add("STATUS", "CONFIRMED")
        event.add("TRANSP", "OPAQUE")
        event.add("LOCATION", g.plaats)
        hoofdopgaven = [kennis.hoofdopgave(id) for id in g.hoofdopgaven]
        event.add("CATEGORIES", [h.titel.nl for h in hoofdopgaven])
        event.add("COLOR", hoofdopgaven[0].kleur)
        event.add("URL", link(g, BASE))
        event.add("DESCRIPTION", description(g, kennis, BASE, "nl"))
        calendar.add_component(event)
    rendered: bytes = calendar.to_ical()
    return rendered


def make_app(kind: str, count: int) -> Any:
    """The application of one kind of server."""
    dienst = BenchDienst(load_kennis(SHIPPED), count)
    if kind.startswith("ours"):
        return KalenderApp(dienst, _nothing)
    if kind.startswith("fastapi"):
        return fastapi_app(dienst, zipped=kind == "fastapi-gzip")
    if kind == "render":
        return render_app(dienst)
    return bare_app(dienst, kind.removeprefix("bare-"))


def main() -> None:
    """Serves until it is stopped."""
    app = make_app(sys.argv[1], int(sys.argv[2]))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    # As the service runs it, and for the others what makes uvicorn quickest.
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http=make_verbinding() if sys.argv[1] == "ours" else "httptools",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        lifespan="off",
    )
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()

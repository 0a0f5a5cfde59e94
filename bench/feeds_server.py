"""One server of the feed benchmark: `python -m bench.feeds_server KIND EVENTS`; prints its port.

Kinds: `ours`, `bare-200`, `bare-304`, `bare-gzip`, `fastapi`, `render`.
"""

import socket
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, Response
from icalendar import Calendar
from sqlmodel import SQLModel

from zkl_bot.agenda.agenda import Agenda, sorted_agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.feeds.feeds import Feeds
from zkl_bot.feeds.kalender import Body
from zkl_bot.feeds.opties import Opties
from zkl_bot.feeds.render import render_gebeurtenis
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.kennis.model import Tekst
from zkl_bot.kennis.periode import dag
from zkl_bot.store.engine import make_engine
from zkl_bot.web.kalender import KalenderApp
from zkl_bot.web.klaar import make_klaar

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


class BenchDienst:
    """What the calendar branch needs of the service."""

    def __init__(self, kennis: Kennis, count: int) -> None:
        self.kennis = kennis
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


def fastapi_app(dienst: BenchDienst) -> Any:
    """A FastAPI route with the same bytes and the same rules."""
    app = FastAPI()
    body = dienst.body
    tag = f'"{body.etag}"'

    @app.get("/kalender/{naam}.ics")
    def feed(naam: str) -> Response:
        return Response(body.tekst, media_type="text/calendar", headers={"ETag": tag})

    return app


def render_app(dienst: BenchDienst) -> Any:
    """Renders the feed for every request, as most do."""
    app = FastAPI()

    @app.get("/kalender/{naam}.ics")
    def feed(naam: str) -> Response:
        return Response(render_all(dienst.kennis, dienst.agenda()), media_type="text/calendar")

    return app


def render_all(kennis: Kennis, agenda: Agenda) -> bytes:
    """The whole feed with icalendar, from the facts, nothing kept."""
    parts = [
        render_gebeurtenis(g, kennis=kennis, base_url=BASE, opties=Opties(), uid_of=lambda id: None)
        for g in agenda.gebeurtenissen
    ]
    return bytes(Calendar().to_ical()) + b"".join(part for part in parts if part)


def make_app(kind: str, count: int) -> Any:
    """The application of one kind of server."""
    dienst = BenchDienst(load_kennis(SHIPPED), count)
    if kind == "ours":
        return KalenderApp(dienst, _nothing)
    if kind == "fastapi":
        return fastapi_app(dienst)
    if kind == "render":
        return render_app(dienst)
    return bare_app(dienst, kind.removeprefix("bare-"))


def main() -> None:
    """Serves until it is stopped."""
    app = make_app(sys.argv[1], int(sys.argv[2]))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(app, loop="uvloop", http="httptools", log_level="error", lifespan="off")
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()

"""A service for tests of the web: the shipped facts, a fixed clock, a database of its own."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.clock import AMSTERDAM
from zkl_bot.dienst import Dienst
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.settings import Settings
from zkl_bot.store import bijeenkomsten
from zkl_bot.store.engine import make_engine
from zkl_bot.store.migrate import migrate
from zkl_bot.web.site import build_site

GEDULD = 30
"""Seconds for whoever is still being answered when the site ends."""
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BASE = "https://zkl.example"
AVOND = datetime(2026, 12, 9, 19, 30, tzinfo=AMSTERDAM)
KENNIS = load_kennis(SHIPPED)


def make_dienst(home: Path, **settings: Any) -> Dienst:
    """A service with an empty calendar of meetings, at NOW."""
    given: dict[str, Any] = {
        "home": home,
        "public_url": BASE,
        "database_url": f"sqlite:///{home / 'web.sqlite'}",
    }
    ingesteld = Settings(_env_file=None, **(given | settings))
    engine = make_engine(ingesteld.sqlalchemy_url)
    migrate(engine)
    dienst = Dienst(ingesteld, KENNIS, engine, lambda: NOW)
    dienst.refresh()
    return dienst


def meeting(id: str = "bijeenkomst-abc", **changes: Any) -> Bijeenkomst:
    """A council meeting three weeks from NOW, that treats one actie."""
    given: dict[str, Any] = {
        "id": id,
        "uid": f"{id}@zkl_bot",
        "gremium": "raadsbijeenkomst",
        "dag": AVOND.date(),
        "start": AVOND.astimezone(UTC),
        "eind": (AVOND + timedelta(hours=2)).astimezone(UTC),
        "plaats": "Stadhuis <Haarlem> & omgeving",
        "gemeente": "haarlem",
        "acties": ("actie-9",),
        "aangemaakt": NOW - timedelta(days=1),
        "gewijzigd": NOW - timedelta(days=1),
    }
    return Bijeenkomst(**(given | changes))


def plan(dienst: Dienst, *meetings: Bijeenkomst) -> None:
    """Puts meetings in the calendar."""
    with dienst.change() as session:
        for bijeenkomst in meetings:
            bijeenkomsten.add(session, bijeenkomst, wie="test", now=NOW)


def client_for(
    dienst: Dienst, *, client: tuple[str, int] = ("198.51.100.7", 1), base: str = BASE
) -> httpx.AsyncClient:
    """Talks HTTP to the whole site; an unforeseen exception becomes a 500, as it would."""
    transport = httpx.ASGITransport(build_site(dienst), client=client, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=base)


@contextmanager
def served(make: Callable[[str], Dienst]) -> Iterator[str]:
    """The site on a real socket; gives its address."""
    config = uvicorn.Config("unused", host="127.0.0.1", port=0, log_config=None, lifespan="on")
    socket = config.bind_socket()
    base = f"http://127.0.0.1:{socket.getsockname()[1]}"
    config.app = build_site(make(base))
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the site did not start"
        time.sleep(0.01)
    try:
        yield base
    finally:
        server.should_exit = True
        thread.join(GEDULD)
        server.force_exit = True
        thread.join()
        socket.close()

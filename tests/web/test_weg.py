"""The database goes away, fills up and comes back: an orderly answer, and what can be told is."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tests.web.voorbeeld import client_for, make_dienst, meeting, plan
from zkl_bot.dienst import Dienst
from zkl_bot.feeds.keuze import Keuze
from zkl_bot.store import feed_abonnementen
from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.engine import session
from zkl_bot.web.machines import PADEN

ZONDER = (*PADEN, "/vraag", "/vraag?q=Wie+trekt+actie+9%3F", "/vraag?q=Wie+won+de+Tour%3F",
          "/acties/actie-9", "/gebeurtenis/bijeenkomst-abc", "/api/v1/gebeurtenissen",
          "/api/ori/v1/vergaderingen", "/kalender/alles.ics", "/kalender/pho.ics?taal=en",
          "/gebeurtenis/bijeenkomst-abc.ics", "/metrics", "/health/live",
          "/sitemap.xml")  # fmt: skip
"""What needs no database."""
MET = ("/voorkeuren/onbekend", "/uitnodiging/onbekend", "/kalender/abonnement/onbekend.ics")
"""What does."""


class Storing:
    """A database that can be away for a while."""

    def __init__(self, dienst: Dienst) -> None:
        self.is_away = False
        event.listen(dienst.engine, "do_connect", self._connect)
        self._engine = dienst.engine

    def _connect(self, *_: object) -> None:
        if self.is_away:
            raise OperationalError("connect", {}, Exception("geheim-adres:5432 refused"))

    def begin(self) -> None:
        """From now on nobody can connect."""
        self.is_away = True
        self._engine.dispose()

    def end(self) -> None:
        """It is back."""
        self.is_away = False


@pytest.fixture
def dienst(tmp_path: Path) -> Iterator[Dienst]:
    made = make_dienst(tmp_path)
    plan(made, meeting())
    yield made
    made.engine.dispose()


@pytest.fixture
def storing(dienst: Dienst) -> Storing:
    return Storing(dienst)


async def test_what_needs_no_database_goes_on_without(dienst: Dienst, storing: Storing) -> None:
    async with client_for(dienst) as client:
        await client.get("/kalender/alles.ics")
        storing.begin()
        answers = {pad: (await client.get(pad)).status_code for pad in ZONDER}
    assert answers == dict.fromkeys(ZONDER, 200)


async def test_what_does_is_told_in_a_sentence_until_it_is_back(
    dienst: Dienst, storing: Storing
) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    storing.begin()
    async with client_for(dienst) as client:
        away = [await client.get(pad) for pad in MET]
        away.append(
            await client.post("/kalenders/persoonlijk", content=b"deadlines=ja", headers=form)
        )
        storing.end()
        back = [(await client.get(pad)).status_code for pad in MET]
    assert [r.status_code for r in away] == [503] * 4
    assert all("De dienst is er even niet." in r.text for r in away)
    assert all(int(r.headers["retry-after"]) > 0 for r in away)
    assert "geheim-adres" not in "".join(r.text for r in away)
    assert back == [404] * 3


async def test_api_says_it_as_a_problem(dienst: Dienst, storing: Storing) -> None:
    def away() -> object:
        raise OperationalError("SELECT", {}, Exception("away"))

    dienst.agenda = away  # type: ignore[assignment, method-assign]
    async with client_for(dienst) as client:
        answer = await client.get("/api/v1/gebeurtenissen")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.json()["title"] == "De dienst is er even niet."


async def test_personal_feed_that_was_seen_before_goes_on(
    dienst: Dienst, storing: Storing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zkl_bot.web.keuzes.GELDIG_SECONDEN", 0.0)
    with session(dienst.engine) as opened:
        feed_abonnementen.add(opened, hash_of("mijn"), Keuze().as_json(), now=dienst.now())
    async with client_for(dienst) as client:
        before = await client.get("/kalender/abonnement/mijn.ics")
        storing.begin()
        assert (await client.get("/kalender/abonnement/mijn.ics")).content == before.content


async def test_health_and_metrics_tell_of_it(dienst: Dienst, storing: Storing) -> None:
    async with client_for(dienst) as client:
        before = await client.get("/metrics")
        storing.begin()
        ready, live = await client.get("/health/ready"), await client.get("/health/live")
        away = await client.get("/metrics")
        storing.end()
        again = await client.get("/health/ready")
    assert (ready.status_code, live.status_code, again.status_code) == (503, 200, 200)
    assert ready.json()["onderdelen"] == {
        "database": "De database is niet te bereiken, of te druk.",
        "migraties": "De database is niet te bereiken, of te druk.",
    }
    assert "zkl_database_bereikbaar 1.0" in before.text
    assert "zkl_database_bereikbaar 0.0" in away.text
    assert "zkl_outbox_rijen{" in before.text
    assert "zkl_outbox_rijen{" not in away.text
    assert "zkl_vragen_total" in away.text


def fill_up(dienst: Dienst) -> None:
    """From now on the database file may not grow, as on a disk that is full."""

    @event.listens_for(dienst.engine, "connect")
    def _full(connection: object, _: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]

    dienst.engine.dispose()


async def test_full_disk_keeps_nothing_but_answers(dienst: Dienst) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    fill_up(dienst)
    body = "&".join(f"acties=actie-{n}" for n in range(1, 10)).encode()
    async with client_for(dienst) as client:
        made = [
            await client.post("/kalenders/persoonlijk", content=body, headers=form)
            for _ in range(55)
        ]
        asked = await client.get("/vraag", params={"q": "Wie won de Tour de France?"})
        read = await client.get("/agenda")
    statuses = [r.status_code for r in made]
    assert set(statuses) == {200, 503}
    assert statuses == sorted(statuses)
    assert (asked.status_code, read.status_code) == (200, 200)


async def test_replayed_steps_are_not_counted_again(client: httpx.AsyncClient) -> None:
    await client.get("/vraag", params={"q": "Wie trekt actie 9?"})
    await client.get("/vraag", params={"q": "En actie 8?", "eerder": "v:Wie trekt actie 9?"})
    await client.head("/vraag", params={"q": "Wie trekt actie 9?"})
    counted = (await client.get("/metrics")).text
    assert 'zkl_vragen_total{kind="antwoord"} 2.0' in counted

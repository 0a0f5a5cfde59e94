"""The agenda this process holds after a change of its own: as it would be read back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from tests.agenda.bouwsel import maak
from zkl_bot.dienst import Dienst
from zkl_bot.dienst.bouw import build_dienst
from zkl_bot.dienst.stand import load_agenda
from zkl_bot.settings import Settings, load_settings
from zkl_bot.store import bijeenkomsten, vastleggingen
from zkl_bot.store.engine import reading
from zkl_bot.store.opdracht import Opdracht

NU = datetime(2022, 3, 1, 9, tzinfo=UTC)
RAAD = maak("raad", date(2022, 6, 22), "actie-2")
PHO = maak("pho", date(2022, 6, 22), gremium="pho")


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return load_settings(database_url=database_url, home=tmp_path)


@pytest.fixture
def dienst(settings: Settings) -> Iterator[Dienst]:
    made = build_dienst(settings, clock=lambda: NU)
    with made.change() as opened:
        for meeting in (RAAD, PHO):
            bijeenkomsten.add(opened, meeting, wie="t", now=NU)
    yield made
    made.engine.dispose()


@pytest.fixture
def ander(settings: Settings) -> Iterator[Dienst]:
    made = build_dienst(settings, clock=lambda: NU)
    yield made
    made.engine.dispose()


def check(dienst: Dienst) -> None:
    """What is held is what stands in the database, and so are the feeds."""
    with reading(dienst.engine) as opened:
        agenda = load_agenda(opened, dienst.kennis, now=NU)
    assert dienst.agenda() == agenda
    assert not dienst.refresh()


def change(dienst: Dienst, id: str, **values: object) -> None:
    with dienst.change() as opened:
        known = bijeenkomsten.get(opened, id)
        assert known is not None
        bijeenkomsten.change(opened, replace(known, **values), wie="t", now=NU)  # type: ignore[arg-type]


def test_every_kind_of_change_leaves_what_would_be_read_back(dienst: Dienst) -> None:
    later = maak("raad", date(2022, 6, 22), tijd=time(20))
    for values in (
        {"plaats": "Velsen"},
        {"start": later.start, "eind": later.eind},
        {"omschrijving": "meer"},
        {"status": "geannuleerd"},
        {"status": "gepland", "acties": ("actie-2", "actie-5")},
        {"acties": ()},
    ):
        for id in ("raad", "pho"):
            change(dienst, id, **values)
            check(dienst)
    with dienst.change() as opened:
        bijeenkomsten.add(opened, maak("x", date(2022, 6, 22), gremium="pho"), wie="t", now=NU)
    check(dienst)
    with dienst.change() as opened:
        record = vastleggingen.gereed("raad", date(2022, 6, 22), door="t", now=NU)
        vastleggingen.add(opened, record)
        bijeenkomsten.cancel(opened, "x", wie="t", now=NU)
    check(dienst)
    change(dienst, "raad", plaats="Haarlem")
    check(dienst)


def test_a_simple_change_of_its_own_is_not_read_back(
    dienst: Dienst, monkeypatch: pytest.MonkeyPatch
) -> None:
    others: list[str] = []
    note = lambda *args: others.append(args[2])  # noqa: E731 - the hook wants a function
    event.listen(dienst.engine, "before_cursor_execute", note)
    worked_out: list[str] = []
    run = Opdracht.run

    def noted(self: Opdracht, connection: Connection, values: Mapping[str, Any]) -> Any:
        worked_out.append(type(self.statement).__name__)
        return run(self, connection, values)

    monkeypatch.setattr(Opdracht, "run", noted)
    change(dienst, "pho", plaats="Velsen")

    assert worked_out == ["Select", "Select", "Update", "Insert", "Insert", "Update"]
    assert others == []


def test_what_another_replica_did_is_read_first(dienst: Dienst, ander: Dienst) -> None:
    dienst.agenda()
    change(ander, "raad", plaats="Zandvoort")
    change(dienst, "pho", plaats="Velsen")
    check(dienst)
    raad = dienst.agenda().by_id("raad")
    assert raad is not None
    assert raad.plaats == "Zandvoort"


def test_a_change_that_is_not_committed_leaves_the_agenda(dienst: Dienst) -> None:
    before = dienst.agenda()

    def fail() -> None:
        with dienst.change() as opened:
            bijeenkomsten.cancel(opened, "pho", wie="t", now=NU)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert dienst.agenda() is before
    check(dienst)


def test_the_name_of_the_bot_goes_to_every_process_and_into_the_same_bytes(
    dienst: Dienst, ander: Dienst
) -> None:
    ander.agenda()
    dienst.know_bot("zkl_bot")
    assert ander.refresh()
    assert ander.bot == "zkl_bot"
    bodies = [made.feeds.body("alles") for made in (dienst, ander)]
    assert bodies[0] is not None
    assert bodies[1] is not None
    assert bodies[0].tekst == bodies[1].tekst
    assert b"https://t.me/zkl_bot?start=raad" in bodies[0].tekst
    dienst.know_bot(None)
    assert ander.refresh()
    body = ander.feeds.body("alles")
    assert body is not None
    assert b"t.me" not in body.tekst

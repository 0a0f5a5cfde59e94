import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text
from sqlmodel import Session, SQLModel, select

from tests.agenda.bouwsel import maak
from zkl_bot.store import abonnees, bijeenkomsten, feed_abonnementen, gesprekken, vastleggingen
from zkl_bot.store.engine import make_engine, reading, session
from zkl_bot.store.reservekopie import KopieFout, is_backup, restore_backup, write_backup
from zkl_bot.store.tables import (
    Abonnee,
    Audit,
    Bijeenkomst,
    FeedAbonnement,
    Gesprek,
    Vastlegging,
    Versie,
    Volgt,
)

INHOUD: tuple[type[SQLModel], ...] = (
    Abonnee, Audit, Bijeenkomst, FeedAbonnement, Gesprek, Vastlegging, Versie, Volgt,
)  # fmt: skip


def fill(opened: Session, nu: datetime) -> None:
    bij = maak("juni", date(2022, 6, 22), "actie-2", plaats="Café 't Hoekje 🏛", geo=(52.4, 4.6))
    bijeenkomsten.add(opened, bij, wie="g", now=nu)
    bijeenkomsten.cancel(opened, "juni", wie="g", now=nu)
    vastleggingen.add(opened, vastleggingen.gereed("x", date(2022, 3, 1), door="g", now=nu))
    id = abonnees.ensure(opened, "telegram", "7", now=nu).id or 0
    abonnees.follow(opened, id, "alles", "alles", now=nu)
    feed_abonnementen.add(opened, "hash", {"gremia": ["pho"]}, now=nu, abonnee=id)
    gesprekken.save(opened, "telegram:7", {"stap": [1, None, "é"]}, now=nu)


def content(engine: Engine) -> dict[str, list[str]]:
    with reading(engine) as opened:
        return {
            model.__name__: sorted(row.model_dump_json() for row in opened.exec(select(model)))
            for model in INHOUD
        }


@pytest.fixture
def copy(engine: Engine, nu: datetime, tmp_path: Path) -> Path:
    with session(engine) as opened:
        fill(opened, nu)
    write_backup(engine, tmp_path / "kopie")
    return tmp_path / "kopie"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "sqlite":
        return make_engine(f"sqlite:///{tmp_path / 'leeg' / 'zkl.sqlite'}")
    return make_engine(request.getfixturevalue("postgres_leeg"))


def test_copy_comes_back_the_same_on_either_database(
    engine: Engine, copy: Path, empty: Engine
) -> None:
    assert restore_backup(empty, copy) > 8
    assert content(empty) == content(engine)
    empty.dispose()


def test_numbers_go_on_after_the_copy(copy: Path, empty: Engine, nu: datetime) -> None:
    restore_backup(empty, copy)
    with session(empty) as opened:
        assert (abonnees.ensure(opened, "telegram", "8", now=nu).id or 0) > 1
    empty.dispose()


def test_copy_is_for_its_owner_only_and_known_for_what_it_is(copy: Path, tmp_path: Path) -> None:
    other = tmp_path / "brief.txt"
    other.write_text("Geachte griffie")
    assert copy.stat().st_mode & 0o077 == 0
    assert (is_backup(copy), is_backup(other)) == (True, False)
    assert list(tmp_path.glob("*.deel")) == []


def test_database_in_use_is_not_overwritten(engine: Engine, copy: Path) -> None:
    before = content(engine)
    with pytest.raises(KopieFout, match="niet leeg"):
        restore_backup(engine, copy)
    assert content(engine) == before


@pytest.mark.parametrize(
    ("damage", "melding"),
    [
        (lambda lines: lines[:-1], "niet compleet"),
        (lambda lines: lines[:2] + lines[3:], "hoort"),
        (lambda lines: [*lines[:2], "geen json", *lines[3:]], "geen JSON"),
        (lambda lines: [*lines[:2], '["onbekend", {}]', *lines[3:]], "geen rij"),
        (lambda lines: [*lines[:2], '["versie", {"x; DROP TABLE": 1}]', *lines[3:]], "geen rij"),
        (lambda lines: ['{"wat": "iets anders"}', *lines[1:]], "geen reservekopie"),
        (lambda lines: [json.dumps(json.loads(lines[0]) | {"versie": "9999"})], "nieuwere versie"),
    ],
)
def test_damaged_copy_puts_nothing_back(
    copy: Path, empty: Engine, damage: Callable[[list[str]], list[str]], melding: str
) -> None:
    copy.write_text("\n".join(damage(copy.read_text().splitlines())) + "\n")
    with pytest.raises(KopieFout, match=melding):
        restore_backup(empty, copy)
    with empty.connect() as connection:
        tables = inspect(connection).get_table_names()
        left = [t for t in tables if connection.execute(text(f"SELECT 1 FROM {t}")).first()]
    assert left == []
    empty.dispose()

from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from zkl_bot.store import engine as store_engine
from zkl_bot.store import versies
from zkl_bot.store.engine import is_away, make_engine, reading, scrub, session
from zkl_bot.store.tables import Versie, Volgt


def test_sqlite_is_made_with_its_folder_and_in_wal(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/nieuw/zkl.sqlite")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 10_000
    assert (tmp_path / "nieuw").stat().st_mode & 0o077 == 0


def test_session_is_undone_by_an_exception(engine: Engine) -> None:
    def fail() -> None:
        with session(engine) as opened:
            versies.bump(opened, "x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with reading(engine) as opened:
        assert versies.current(opened, "x") == 0


def test_reading_cannot_write_on_postgresql(postgres_url: str) -> None:
    with reading(make_engine(postgres_url)) as opened, pytest.raises(DBAPIError):
        versies.bump(opened, "x")


def test_reading_sees_one_state_while_another_writes(engine: Engine) -> None:
    with session(engine) as opened:
        versies.bump(opened, "x")
    with reading(engine) as reader:
        assert versies.current(reader, "x") == 1
        with session(engine) as writer:
            versies.bump(writer, "x")
        assert versies.current(reader, "x") == 1
    with reading(engine) as reader:
        assert versies.current(reader, "x") == 2


def test_foreign_keys_are_enforced(engine: Engine, nu: datetime) -> None:
    with pytest.raises(IntegrityError), session(engine) as opened:
        opened.add(Volgt(abonnee=999, soort="actie", onderwerp="actie-1", aangemaakt=nu))


def test_bumps_at_the_same_time_all_count(engine: Engine) -> None:
    def bump() -> None:
        for _ in range(10):
            with session(engine) as opened:
                versies.bump(opened, "x")

    threads = [Thread(target=bump) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as opened:
        assert opened.get_one(Versie, "x").nummer == 40


def test_session_gives_up_when_others_of_its_process_write_too_long(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_engine, "BUSY_TIMEOUT_MS", 10)
    engine = make_engine(sqlite_url)
    with session(engine) as opened:
        versies.bump(opened, "x")
        with pytest.raises(OperationalError, match="locked") as fault, session(engine):
            pass
    assert is_away(fault.value)
    with session(engine) as opened:
        versies.bump(opened, "x")
    with reading(engine) as opened:
        assert versies.current(opened, "x") == 2


def test_session_says_that_another_process_writes_too_long(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_engine, "BUSY_TIMEOUT_MS", 50)
    engine, other = make_engine(sqlite_url), make_engine(sqlite_url)
    with session(other) as writing:
        writing.connection()
        with pytest.raises(OperationalError) as raised, session(engine) as opened:
            opened.connection()
    assert is_away(raised.value)
    with session(engine) as opened:
        assert opened.connection().scalar(text("SELECT 1")) == 1


def test_scrub_leaves_nothing_of_what_was_deleted(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/zkl.sqlite")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE geheim (woord TEXT)"))
        connection.execute(text("INSERT INTO geheim VALUES ('abracadabra')"))
    assert scrub(engine)
    assert _files_with(tmp_path, b"abracadabra") == ["zkl.sqlite"]
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM geheim"))
    assert scrub(engine)
    assert _files_with(tmp_path, b"abracadabra") == []


def test_scrub_says_that_somebody_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_engine, "SCRUB_TIMEOUT_MS", 1)
    engine = make_engine(f"sqlite:///{tmp_path}/zkl.sqlite")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (a TEXT)"))
    with reading(engine) as reader:
        reader.connection().execute(text("SELECT * FROM t")).all()
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO t VALUES ('a')"))
        assert not scrub(engine)
    assert scrub(engine)


def _files_with(folder: Path, words: bytes) -> list[str]:
    return sorted(f.name for f in folder.iterdir() if words in f.read_bytes())

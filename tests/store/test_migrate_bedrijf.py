"""Migrations while others work on the database, and one that is killed half way."""

import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, MetaData, inspect, text

from tests.fakes.botapi import FakeBotApi
from tests.schedule.proef import Proef, meeting
from zkl_bot.store import migrate as migreren
from zkl_bot.store import outbox_lezen
from zkl_bot.store.engine import make_engine, reading
from zkl_bot.store.migrate import migrate
from zkl_bot.store.schema import HEAD, SchemaFault, check_schema, version

pytestmark = pytest.mark.zwaar

GEDULD = 180.0
"""Seconds after which a test gives up; none measures time."""
LANGSTE = "30"
"""Seconds a message may be under way: longer than all migrations there and back take, or it would
pass for lost while they hold the tables.
"""
MENSEN = 300


def shape(engine: Engine) -> dict[str, list[str]]:
    """Every table with its columns and indexes."""
    metadata = MetaData()
    metadata.reflect(engine)
    return {
        name: sorted([*table.columns.keys(), *(str(index.name) for index in table.indexes)])
        for name, table in metadata.tables.items()
    }


@pytest.mark.parametrize(
    ("before", "to", "after"),
    [("base", "head", 9), (HEAD, "base", 5), ("0001", "head", 2)],
    ids=["the first tables", "all the way down", "an upgrade"],
)
def test_migration_killed_half_way_changed_nothing(
    engine: Engine, before: str, to: str, after: int
) -> None:
    if before != HEAD:
        migrate(engine, before)
    shape_before, version_before = shape(engine), version(engine)
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.store.migreer_proces", url, to, str(after)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half way\n"
        process.send_signal(signal.SIGKILL)
    assert (shape(engine), version(engine)) == (shape_before, version_before)
    migrate(engine)
    check_schema(engine)


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    limits = {"per_second": 1_000_000, "per_chat": 0, "per_group_minute": 1_000_000}
    with FakeBotApi(latency=0.02, **limits) as opened:  # type: ignore[arg-type]
        yield opened


def test_migrating_up_and_down_while_reminders_go_out_loses_none(
    engine: Engine, api: FakeBotApi
) -> None:
    proef = Proef(engine)
    proef.add(meeting())
    proef.people(MENSEN)
    proef.due_now(MENSEN)
    url = engine.url.render_as_string(hide_password=False)
    arguments = [url, api.token, api.url, LANGSTE]
    command = [sys.executable, "-m", "tests.schedule.bezorger_proces", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            for delivered in (20, 80, 140):
                _until(api, delivered)
                migrate(engine, "0001")
                migrate(engine)
            _until(api, MENSEN)
            _all_kept(engine)
        finally:
            process.kill()
    got = Counter(d.chat for d in api.deliveries)
    assert set(got) == set(range(1000, 1000 + MENSEN))
    assert set(got.values()) == {1}


def _until(api: FakeBotApi, chats: int) -> None:
    end = time.monotonic() + GEDULD
    while len({d.chat for d in list(api.deliveries)}) < chats:
        assert time.monotonic() < end, f"{len(api.deliveries)} deliveries"
        time.sleep(0.02)


def _all_kept(engine: Engine) -> None:
    end = time.monotonic() + GEDULD
    while True:
        with reading(engine) as opened:
            standen = outbox_lezen.counts(opened)
        if standen["verzonden"] == MENSEN:
            return
        assert time.monotonic() < end, standen
        time.sleep(0.1)


def test_table_somebody_holds_is_waited_for_without_holding_up_others(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migreren, "WACHT_SECONDEN", 1)
    engine = make_engine(postgres_url)
    reader = engine.connect()
    reader.execute(text("SELECT count(*) FROM outbox"))  # its lock stays till the transaction ends
    done = threading.Thread(target=migrate, args=(engine, "0001"), daemon=True)
    done.start()
    for _ in range(8):
        with engine.connect() as other:
            other.execute(text("SET statement_timeout = '5s'"))
            other.execute(text("SELECT count(*) FROM outbox"))
        time.sleep(0.3)
    assert done.is_alive()
    reader.close()
    done.join(GEDULD)
    assert version(engine) == "0001"
    engine.dispose()


def test_turn_that_never_comes_is_told_in_a_sentence(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migreren, "WACHT_SECONDEN", 1)
    monkeypatch.setattr(migreren, "POGINGEN", 1)
    engine = make_engine(postgres_url)
    with engine.connect() as reader:
        reader.execute(text("SELECT count(*) FROM outbox"))
        with pytest.raises(SchemaFault, match="te druk om bij te werken"):
            migrate(engine, "0001")
    assert version(engine) == HEAD
    assert "outbox" in inspect(engine).get_table_names()
    engine.dispose()

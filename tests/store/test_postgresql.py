"""A PostgreSQL server that says nothing any more, while its connections stay."""

import os
import signal
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from zkl_bot.store.engine import is_away, make_engine, reading
from zkl_bot.store.geduld import geduld, patiently


@pytest.fixture
def ongeduldig() -> Iterator[None]:
    before = geduld.set(0.5)
    yield
    geduld.reset(before)


@pytest.fixture
def pg(postgres_url: str) -> Iterator[Engine]:
    made = make_engine(postgres_url)
    yield made
    made.dispose()


@pytest.mark.usefixtures("ongeduldig")
def test_server_that_stands_still_counts_as_away_and_the_next_try_connects_anew(pg: Engine) -> None:
    with reading(pg) as opened:
        pid = opened.connection().execute(text("SELECT pg_backend_pid()")).scalar_one()
    os.kill(pid, signal.SIGSTOP)
    try:
        with reading(pg) as opened:
            found = opened.connection().execute(text("SELECT pg_backend_pid()")).scalar_one()
    finally:
        os.kill(pid, signal.SIGCONT)
    assert found != pid


@pytest.mark.usefixtures("ongeduldig")
def test_query_without_an_answer_is_given_up(pg: Engine) -> None:
    refused = pytest.raises(OperationalError, match="did not answer in time")
    with refused as fault, reading(pg) as opened:
        opened.connection().execute(text("SELECT pg_sleep(60)"))
    assert is_away(fault.value)
    with reading(pg) as opened:
        assert opened.connection().execute(text("SELECT 1")).scalar_one() == 1


@pytest.mark.usefixtures("ongeduldig")
def test_who_is_patient_waits_on(pg: Engine) -> None:
    with patiently(), reading(pg) as opened:
        assert opened.connection().execute(text("SELECT pg_sleep(1), 1")).one()[1] == 1

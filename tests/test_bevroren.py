"""The service while its database stands still: who asks gets an answer, and hears of nothing."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

from tests.fakes.serve import get
from zkl_bot.store.engine import make_engine
from zkl_bot.store.migrate import migrate

ONBEKEND = quote("Wie won de Tour de France?")


@contextmanager
def standing_still(url: str) -> Iterator[None]:
    """Every process of the server that works for this database stands still."""
    plain = url.replace("+psycopg", "")
    with psycopg.connect(plain.rpartition("/")[0] + "/postgres", autocommit=True) as watching:
        query = "SELECT pid FROM pg_stat_activity WHERE datname = %s"
        pids = [row[0] for row in watching.execute(query, (plain.rpartition("/")[2],))]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


@pytest.mark.zwaar
def test_question_without_an_answer_does_not_wait_for_the_database(
    serve: Any, postgres_leeg: str
) -> None:
    engine = make_engine(postgres_leeg)
    migrate(engine)
    engine.dispose()
    service = serve(ZKL_DATABASE_URL=postgres_leeg)
    base = service.url()
    get(f"{base}/health/ready")
    with standing_still(postgres_leeg):
        answers = [get(f"{base}/vraag?q={ONBEKEND}") for _ in range(50)]
    assert {status for status, _ in answers} == {200}
    assert all("Dat staat niet in de bronnen" in page for _, page in answers)
    assert service.stop() == 0

"""Killed in mid-delivery: nothing lost, and no more copies than calls that were under way."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import Engine, text

from tests.fakes.botapi import FakeBotApi
from tests.schedule.proef import Proef, meeting
from zkl_bot.store import outbox_lezen
from zkl_bot.store.engine import make_engine, reading, session

pytestmark = pytest.mark.zwaar

AANTAL = 1000


class Werkers:
    """Processes that deliver, and what they may cost in copies."""

    def __init__(self, url: str, api: FakeBotApi) -> None:
        self._url, self._api = url, api
        self._running: list[subprocess.Popen[bytes]] = []
        self.under_way = 0

    def start(self) -> None:
        """One more."""
        arguments = [self._url, self._api.token, self._api.url]
        command = [sys.executable, "-m", "tests.schedule.bezorger_proces", *arguments]
        self._running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))

    def kill(self, engine: Engine) -> None:
        """kill -9 of the oldest; counts the calls that were under way at that moment."""
        victim = self._running.pop(0)
        os.kill(victim.pid, signal.SIGKILL)
        victim.wait()
        with reading(engine) as opened:
            self.under_way += outbox_lezen.counts(opened)["onderweg"]

    def stop(self) -> None:
        """All of them, at once."""
        for process in self._running:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()


@contextmanager
def _werkers(url: str, api: FakeBotApi) -> Iterator[Werkers]:
    werkers = Werkers(url, api)
    try:
        yield werkers
    finally:
        werkers.stop()


def _until(api: FakeBotApi, chats: int, timeout: float = 60) -> None:
    end = time.monotonic() + timeout
    while len({d.chat for d in list(api.deliveries)}) < chats:
        assert time.monotonic() < end, f"{len(api.deliveries)} deliveries, {api.codes()}"
        time.sleep(0.02)


def _all_kept(engine: Engine, timeout: float = 60) -> None:
    end = time.monotonic() + timeout
    while True:
        with reading(engine) as opened:
            standen = outbox_lezen.counts(opened)
        if standen["verzonden"] == AANTAL:
            return
        assert time.monotonic() < end, standen
        time.sleep(0.1)


def _check(api: FakeBotApi, werkers: Werkers, lost_replies: int) -> None:
    got = Counter(d.chat for d in api.deliveries)
    assert set(got) == set(range(1000, 1000 + AANTAL))
    assert sum(got.values()) - AANTAL <= lost_replies + werkers.under_way


@pytest.fixture
def slow_api() -> Iterator[FakeBotApi]:
    limits = {"per_second": 1_000_000, "per_chat": 0, "per_group_minute": 1_000_000}
    with FakeBotApi(latency=0.02, **limits) as api:  # type: ignore[arg-type]
        yield api


def test_kill_on_sqlite_loses_nothing(sqlite_url: str, slow_api: FakeBotApi) -> None:
    engine = make_engine(sqlite_url)
    proef = Proef(engine)
    proef.add(meeting())
    proef.people(AANTAL)
    proef.due_now(AANTAL)
    slow_api.fault("lost", times=5)
    with _werkers(sqlite_url, slow_api) as werkers:
        for delivered in (100, 400):
            werkers.start()
            _until(slow_api, delivered)
            werkers.kill(engine)
        with session(engine) as opened:
            opened.connection().execute(text("UPDATE outbox SET opnieuw_na = NULL"))
        werkers.start()
        _until(slow_api, AANTAL)
        _all_kept(engine)
    _check(slow_api, werkers, lost_replies=5)
    engine.dispose()


def test_kill_one_of_two_on_postgresql_loses_nothing(
    postgres_url: str, slow_api: FakeBotApi
) -> None:
    engine = make_engine(postgres_url)
    proef = Proef(engine)
    proef.add(meeting())
    proef.people(AANTAL)
    proef.due_now(AANTAL)
    with _werkers(postgres_url, slow_api) as werkers:
        werkers.start()
        werkers.start()
        for delivered in (100, 400):
            _until(slow_api, delivered)
            werkers.kill(engine)
            werkers.start()
        _until(slow_api, AANTAL, timeout=150)
        _all_kept(engine)
    _check(slow_api, werkers, lost_replies=0)
    engine.dispose()

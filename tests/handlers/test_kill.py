"""Killed with kill -9 between any two steps: the dialogue goes on where it was."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from tests.fakes.botapi import Delivery, FakeBotApi
from tests.handlers.draaiend import NU, make_api
from zkl_bot.store import uitnodigingen
from zkl_bot.store.engine import make_engine, reading, session
from zkl_bot.store.tables import Bijeenkomst, GezieneUpdate

pytestmark = pytest.mark.zwaar

GRIFFIER = 1
STAPPEN = (
    ("/start {code}", "Gelukt"),
    ("/bijeenkomst", "Wat voor bijeenkomst wordt het?"),
    ("!Portefeuillehoudersoverleg", "Waar gaat het over?"),
    ("wonen", "Op welke dag?"),
    ("!▶", "Op welke dag?"),
    ("!17", "Hoe laat, op donderdag 17 december 2026?"),
    ("!19:30", "Waar is het?"),
    ("<b>Raadhuis</b>", "Welke acties staan op de agenda?"),
    ("!5", "Welke acties staan op de agenda?"),
    ("!Klaar", "Is er een link naar de stukken?"),
    ("!Geen link", "Zo komt het in de agenda:"),
    ("!Zet in de agenda", "✅ Staat in de agenda."),
)
GEPLAATST = [("pho", "wonen", NU.date().replace(month=12, day=17), "<b>Raadhuis</b>", ["actie-5"])]


class Proces:
    """The bot in a process, started and killed; and what a person does."""

    def __init__(self, api: FakeBotApi, url: str, home: Path, per_chat: float) -> None:
        self.api, self.per_chat = api, per_chat
        self.engine: Engine = make_engine(url)
        arguments = [url, api.url, api.token, str(home), str(per_chat)]
        self._zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.handlers.bot_proces", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self._bots: list[int] = []

    def start(self) -> None:
        """One more bot."""
        assert self._zygote.stdin
        assert self._zygote.stdout
        self._zygote.stdin.write("start\n")
        self._zygote.stdin.flush()
        self._bots.append(int(self._zygote.stdout.readline()))

    def kill(self) -> None:
        """kill -9 of the oldest."""
        os.kill(self._bots.pop(0), signal.SIGKILL)

    def stop(self) -> None:
        """All of them, at once."""
        os.killpg(self._zygote.pid, signal.SIGKILL)
        self._zygote.communicate()
        self.engine.dispose()

    def code(self) -> str:
        with session(self.engine) as opened:
            return uitnodigingen.invite(opened, "griffie", "haarlem", wie="test", now=NU)[0]

    def do(self, wat: str) -> int:
        """Types, or presses the button with these words under the last message."""
        if not wat.startswith("!"):
            return self.api.push_message(GRIFFIER, wat)
        last = [d for d in self.api.deliveries if d.buttons][-1]
        data = next(b["callback_data"] for b in last.buttons if wat[1:] in b["text"])
        return self.api.push_callback(GRIFFIER, last, data)

    def wait(self, count: int, timeout: float = 60) -> Delivery:
        """The `count`-th message the griffier gets."""
        return self.api.wait_for(chat=GRIFFIER, count=count, timeout=timeout)

    def until_kept(self, update: int) -> None:
        """Until the answer to this update is in the database, and has not left."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with reading(self.engine) as opened:
                row = opened.get(GezieneUpdate, update)
                if row is not None:
                    assert row.chat is not None, "it left before it could be killed"
                    return
            time.sleep(0.005)
        raise TimeoutError

    def meetings(self) -> list[tuple[object, ...]]:
        with reading(self.engine) as opened:
            found = opened.exec(select(Bijeenkomst)).all()
            return [(b.gremium, b.onderwerp, b.dag, b.plaats, b.acties) for b in found]


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with make_api() as server:
        yield server


@pytest.fixture
def proces(
    request: pytest.FixtureRequest, api: FakeBotApi, database_url: str, tmp_path: Path
) -> Iterator[Proces]:
    per_chat = getattr(request, "param", 0.0)
    made = Proces(api, database_url, tmp_path, per_chat)
    yield made
    made.stop()


def test_bijeenkomst_goes_on_where_it_was_when_killed_after_every_answer(proces: Proces) -> None:
    code = proces.code()
    for number, (wat, antwoord) in enumerate(STAPPEN, start=1):
        proces.start()
        proces.do(wat.format(code=code))
        assert proces.wait(number).bare.startswith(antwoord)
        proces.kill()
    assert proces.meetings() == GEPLAATST
    assert len(proces.api.deliveries) == len(STAPPEN)


@pytest.mark.parametrize("proces", [1.5], indirect=True)
def test_bijeenkomst_goes_on_where_it_was_when_killed_before_every_answer(proces: Proces) -> None:
    """The answer is kept and waits for its turn in the chat: that is when the process dies."""
    code = proces.code()
    proces.start()
    for number, (wat, antwoord) in enumerate(STAPPEN, start=1):
        update = proces.do(wat.format(code=code))
        if number > 1:  # the first one need not wait
            proces.until_kept(update)
            proces.kill()
            proces.start()
        assert proces.wait(number).bare.startswith(antwoord)
    assert proces.meetings() == GEPLAATST
    time.sleep(proces.per_chat)
    assert len(proces.api.deliveries) == len(STAPPEN)
    with reading(proces.engine) as opened:
        kept = opened.connection().execute(text("SELECT chat, antwoord FROM geziene_update"))
        assert {tuple(row) for row in kept} == {(None, None)}


def test_bijeenkomst_is_placed_once_when_killed_while_the_answer_is_on_its_way(
    proces: Proces,
) -> None:
    """Whether it arrived nobody knows: it is not sent again, and the dialogue has gone on."""
    code = proces.code()
    proces.start()
    for number, (wat, antwoord) in enumerate(STAPPEN[:-1], start=1):
        proces.do(wat.format(code=code))
        assert proces.wait(number).bare.startswith(antwoord)
    proces.api.latency = 5.0
    proces.do(STAPPEN[-1][0])
    proces.wait(len(STAPPEN))
    proces.kill()
    proces.api.latency = 0.0
    proces.start()
    proces.api.push_message(GRIFFIER, "/annuleer")
    assert proces.wait(len(STAPPEN) + 1).bare.startswith("U was nergens mee bezig.")
    assert proces.meetings() == GEPLAATST


def test_only_one_of_two_processes_polls_and_the_other_takes_over(
    api: FakeBotApi, postgres_url: str, tmp_path: Path
) -> None:
    proces = Proces(api, postgres_url, tmp_path, 0.0)
    try:
        proces.start()
        api.push_message(GRIFFIER, "/bronnen")
        proces.wait(1)
        proces.start()
        time.sleep(3)
        assert {c.code for c in api.called("getUpdates")} == {200}
        for number in range(2, 5):
            api.push_message(GRIFFIER, "/bronnen")
            proces.wait(number)
        proces.kill()
        api.push_message(GRIFFIER, "/privacy")
        assert proces.wait(5).bare.startswith("Wat er van u wordt bewaard")
        assert len(api.deliveries) == 5
    finally:
        proces.stop()

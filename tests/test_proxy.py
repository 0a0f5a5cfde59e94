"""Two replicas on PostgreSQL behind the proxy, and either of them killed: nobody notices.

People read, ask, and type to the bot; reminders go out; the griffie plans meetings. Meanwhile
each replica in turn is killed and started again. No request may fail but one that was under way
on the replica that died, and nothing may be lost.
"""

import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import Engine

from tests.conftest import missing
from tests.fakes.botapi import Delivery, FakeBotApi
from tests.fakes.compose import Proxy, ProxyMissing, proxy
from tests.schedule.proef import NU, Proef, meeting
from zkl_bot.settings import Settings
from zkl_bot.store import abonnees, outbox_lezen
from zkl_bot.store.engine import make_engine, reading, session

pytestmark = pytest.mark.zwaar

GEDULD = 120.0
"""Seconds after which the test gives up; it measures no time."""
MENSEN = 300
"""How many people are to be reminded."""
GRIFFIE = 7
LEZEN = ("/", "/agenda", "/acties/actie-9", "/kalender/alles.ics", "/vraag?q=Wie+trekt+actie+9%3F",
         "/api/v1/gebeurtenissen", "/kalender/raadsbijeenkomsten.ics?taal=en")  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Replica:
    """One `zkl-bot serve`, that can be killed and started again."""

    def __init__(self, map: Path, port: int, **settings: str) -> None:
        map.mkdir()
        self._map, self.port = map, port
        env = {k: v for k, v in os.environ.items() if not k.startswith("ZKL_")}
        self._env = env | {"ZKL_HOME": str(map), "ZKL_PORT": str(port)} | settings
        self._log = open(map / "log", "ab")  # noqa: SIM115 - closed in stop
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "zkl_bot", "serve"],
            cwd=self._map,
            env=self._env,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
        )

    def wait(self) -> None:
        """Until it takes updates of Telegram."""
        end = time.monotonic() + GEDULD
        while True:
            try:
                health = httpx.get(f"http://127.0.0.1:{self.port}/health/ready", timeout=5)
                if health.json()["onderdelen"].get("telegram") == "ok":
                    return
            except (httpx.TransportError, ValueError):
                pass
            assert self.process.poll() is None, (self._map / "log").read_text()
            assert time.monotonic() < end, "the replica does not come up"
            time.sleep(0.1)

    def end(self, number: int) -> int:
        """Sends a signal, and gives the exit status."""
        self.process.send_signal(number)
        return self.process.wait(GEDULD)

    def stop(self) -> str:
        """Ends it for good; gives all it logged."""
        if self.process.poll() is None:
            self.end(signal.SIGKILL)
        self._log.close()
        return (self._map / "log").read_text()


class Bezoekers:
    """Clients in threads of their own, each with one request under way at most."""

    def __init__(self, base: str, secret: str, api: FakeBotApi) -> None:
        self._base, self._secret, self._api = base, secret, api
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._numbers = itertools.count(1)
        self.failures: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.asked: list[int] = []
        """The chats whose question was taken."""
        self.planned: list[str] = []
        """What the griffie was told is in the agenda."""

    def start(self) -> None:
        for name, work in (("lezer", self._read), ("lezer twee", self._read), ("vrager", self._ask),
                           ("telegram", self._type), ("griffie", self._plan)):  # fmt: skip
            thread = threading.Thread(target=self._work, args=(name, work), daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(GEDULD)
            assert not thread.is_alive()

    def wait_for(self, more: int) -> None:
        """Until every client got so many more answers."""
        before, end = self.done.copy(), time.monotonic() + GEDULD
        while any(self.done[name] < before[name] + more for name in self.names):
            assert time.monotonic() < end, (before, self.done, self.failures, self.wrong[-3:])
            time.sleep(0.05)

    @property
    def names(self) -> list[str]:
        return ["lezer", "lezer twee", "vrager", "telegram", "griffie"]

    def _work(self, name: str, work: object) -> None:
        with httpx.Client(timeout=30) as client:
            while not self._stop.is_set():
                work(client, name)  # type: ignore[operator]
                self.done[name] += 1

    def _request(self, client: httpx.Client, name: str, method: str, pad: str, **kw: object) -> int:
        try:
            response = client.request(method, self._base + pad, **kw)  # type: ignore[arg-type]
        except httpx.TransportError as fault:
            self.failures[name] += 1
            self.wrong.append(f"{name}: {type(fault).__name__} {pad}")
            return 0
        if response.status_code != 200:
            self.failures[name] += 1
            self.wrong.append(f"{name}: {response.status_code} {pad} {response.text[:80]}")
        return response.status_code

    def _read(self, client: httpx.Client, name: str) -> None:
        for pad in LEZEN:
            self._request(client, name, "GET", pad)

    def _ask(self, client: httpx.Client, name: str) -> None:
        vraag = {"question": "Wie trekt actie 9?"}
        self._request(client, name, "POST", "/api/v1/vragen", json=vraag)

    def _type(self, client: httpx.Client, name: str) -> None:
        chat = 5000 + next(self._numbers)
        if self._bring(client, name, self._message(chat, "Wie trekt actie 9?")):
            self.asked.append(chat)

    def _plan(self, client: httpx.Client, name: str) -> None:
        """Plans a meeting: types it, presses the button under the preview, reads that it is so."""
        number = next(self._numbers)
        dag = (NU + timedelta(days=30 + number % 300)).strftime("%d-%m-%Y")
        line = f"/bijeenkomst pho proef{number} {dag} 10:00 Zaal {number}"
        if not self._bring(client, name, self._message(GRIFFIE, line)):
            return
        preview = self._answer(lambda d: f"proef{number}\n" in d.bare and ":ok" in buttons(d))
        if preview is None:
            return  # it died before it answered; a person would type it again
        data = next(d for d in buttons(preview).split() if d.endswith(":ok"))
        pressed = self._update(
            callback_query={
                "id": str(number),
                "from": self._person(GRIFFIE),
                "chat_instance": "1",
                "data": data,
                "message": self._chat(GRIFFIE) | {"text": "…"},
            }
        )
        if not self._bring(client, name, pressed):
            return
        told = self._answer(lambda d: f"proef{number}\n" in d.bare and ":ok" not in buttons(d))
        if told is not None:
            self.planned.append(f"proef{number}")

    def _answer(self, fits: Callable[[Delivery], bool]) -> Delivery | None:
        with suppress(TimeoutError):
            return self._api.wait_for(fits, chat=GRIFFIE, timeout=5)
        return None

    def _bring(self, client: httpx.Client, name: str, update: dict[str, object]) -> bool:
        """Brings one update, again and again until it is taken, as Telegram does."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret}
        while not self._stop.is_set():
            pad = "/telegram/webhook"
            if self._request(client, name, "POST", pad, json=update, headers=headers) == 200:
                return True
            time.sleep(0.1)
        return False

    def _message(self, chat: int, tekst: str) -> dict[str, object]:
        message = self._chat(chat) | {"text": tekst}
        if tekst.startswith("/"):
            length = len(tekst.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return self._update(message=message)

    def _chat(self, chat: int) -> dict[str, object]:
        return {
            "message_id": next(self._numbers),
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private", "first_name": f"P{chat}"},
            "from": self._person(chat),
        }

    def _person(self, chat: int) -> dict[str, object]:
        return {"id": chat, "is_bot": False, "first_name": f"P{chat}", "language_code": "nl"}

    def _update(self, **content: object) -> dict[str, object]:
        return {"update_id": 10_000 + next(self._numbers), **content}


def buttons(delivery: Delivery) -> str:
    """The data of the buttons under a message, in one line."""
    markup = delivery.params.get("reply_markup") or "{}"
    rows = (json.loads(markup) if isinstance(markup, str) else markup).get("inline_keyboard", [])
    return " ".join(str(knop.get("callback_data", "")) for row in rows for knop in row)


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    limits = {"per_second": 1_000_000, "per_chat": 0, "per_group_minute": 1_000_000}
    with FakeBotApi(latency=0.02, **limits) as opened:  # type: ignore[arg-type]
        yield opened


@pytest.fixture
def replicas(tmp_path: Path, postgres_url: str, api: FakeBotApi) -> Iterator[list[Replica]]:
    """Two of them; where the proxy will listen is not known yet, and needs not be."""
    settings = {
        "ZKL_DATABASE_URL": postgres_url.replace("postgresql+psycopg", "postgresql"),
        "ZKL_NOW": NU.isoformat(),
        "ZKL_PUBLIC_URL": "https://zkl.example.nl",
        "ZKL_TELEGRAM_TOKEN": api.token,
        "ZKL_TELEGRAM_API_URL": api.url,
        "ZKL_TELEGRAM_MODE": "webhook",
        "ZKL_TELEGRAM_PER_SECOND": "30",
        "ZKL_TELEGRAM_PER_CHAT": "0",
        "ZKL_TELEGRAM_PER_GROUP": "0",
        "ZKL_TRUSTED_PROXIES": "127.0.0.1",
        "ZKL_LOG_FORMAT": "json",
    }
    made = [Replica(tmp_path / f"zkl{n}", free_port(), **settings) for n in (1, 2)]
    yield made
    for replica in made:
        replica.stop()


def test_either_replica_may_be_killed_and_nobody_notices(
    tmp_path: Path, postgres_url: str, api: FakeBotApi, replicas: list[Replica]
) -> None:
    engine = make_engine(postgres_url)
    proef = Proef(engine)
    proef.add(meeting())
    proef.people(MENSEN)
    with session(engine) as opened:
        griffie = abonnees.ensure(opened, "telegram", str(GRIFFIE), now=NU)
        abonnees.set_rol(opened, griffie, "griffie", "heemstede")
    secret = Settings(_env_file=None, telegram_token=SecretStr(api.token)).webhook_secret
    assert secret is not None
    for replica in replicas:
        replica.wait()
    under_way = 0
    try:
        with proxy(tmp_path, [r.port for r in replicas]) as voor:
            bezoekers = Bezoekers(voor.base, secret, api)
            bezoekers.start()
            bezoekers.wait_for(1)
            proef.due_now(MENSEN)
            for number, replica in [*enumerate(replicas, 1)] * 2:
                assert replica.end(signal.SIGKILL) == -signal.SIGKILL
                with reading(engine) as opened:
                    under_way += outbox_lezen.counts(opened)["onderweg"]
                bezoekers.wait_for(2)
                replica.start()
                _back(replica, number, voor)
                bezoekers.wait_for(1)
            # Stopped as an upgrade does, and started again: that fails nothing at all.
            before = bezoekers.failures.copy()
            for number, replica in enumerate(replicas, 1):
                assert replica.end(signal.SIGTERM) == 0
                bezoekers.wait_for(1)
                replica.start()
                _back(replica, number, voor)
            assert bezoekers.failures == before, bezoekers.wrong
            _all_sent(engine)
            bezoekers.stop()
            feeds = [_feed_with(bezoekers.planned[-1], replica) for replica in replicas]
    except ProxyMissing as absent:
        missing(str(absent))
    kills = 4
    assert all(count <= kills for count in bezoekers.failures.values()), bezoekers.wrong
    _check_reminders(api, under_way)
    answered = {d.chat for d in api.deliveries}
    assert len([chat for chat in bezoekers.asked if chat not in answered]) <= kills
    assert bezoekers.planned
    for feed in feeds:
        assert [feed.count(f"{naam}\r\n") for naam in bezoekers.planned] == [
            1 for _ in bezoekers.planned
        ]
    for replica in replicas:
        log = replica.stop()
        assert api.token not in log
        assert "Traceback" not in log
    engine.dispose()


def _back(replica: Replica, number: int, voor: Proxy) -> None:
    """Until it works again and the proxy knows: before that, the other is all there is."""
    replica.wait()
    end = time.monotonic() + GEDULD
    while not voor.sees(number):
        assert time.monotonic() < end, "the proxy does not see the replica"
        time.sleep(0.05)


def _feed_with(naam: str, replica: Replica) -> str:
    """The feed of a replica once it has heard of this meeting, which another may have planned."""
    end = time.monotonic() + GEDULD
    while True:
        feed = httpx.get(f"http://127.0.0.1:{replica.port}/kalender/pho.ics", timeout=30).text
        if f"{naam}\r\n" in feed or time.monotonic() > end:
            return feed
        time.sleep(0.2)


def _all_sent(engine: Engine) -> None:
    end = time.monotonic() + GEDULD
    while True:
        with reading(engine) as opened:
            standen = outbox_lezen.counts(opened)
        if not standen["wachtend"] + standen["geclaimd"] + standen["onderweg"]:
            assert standen["dood"] + standen["vervallen"] == 0
            return
        assert time.monotonic() < end, standen
        time.sleep(0.2)


def _check_reminders(api: FakeBotApi, under_way: int) -> None:
    people = range(1000, 1000 + MENSEN)
    # News of the meeting and the reminder of it are two messages, and each may have its copies.
    got = Counter(
        (d.chat, d.bare.partition(":")[0])
        for d in api.deliveries
        if d.chat in people and "Raadsbij" in d.bare
    )
    assert {chat for chat, _ in got} == set(people)
    assert sum(got.values()) - len(got) <= under_way

"""What the service takes of memory at rest, and whether that grows with use.

    python -m bench geheugen

At rest it stands beside a process that imports the same libraries and does nothing. After that a
service that works gets questions and requests for feeds, and another runs its jobs for people who
get reminders by Telegram. What a process needs for its work it has after the first part; from
there on nothing may be added.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import insert

from bench.feeds_server import NOW, make_dienst
from bench.tabel import Meting
from bench.vragen import WERK, read
from tests.fakes.botapi import FakeBotApi
from zkl_bot.store.engine import session
from zkl_bot.store.tables import Abonnee

VRAGEN, FEEDS, TIKKEN = 100_000, 100_000, 1_000
DELEN = 20
"""In so many parts the work is done; after each the memory is read."""
INGEREDEN = 5
"""So many parts may still add what the work itself needs: caches that fill, pools that open."""
MENSEN, BIJEENKOMSTEN = 300, 60
TEGELIJK = 4
RUST_SECONDEN = 8.0
HOOGSTENS = 1.5
GROEI = 1.02
"""At most so much more at the end than after the first parts: what caches and pools still move.
Fifty bytes for each question would already be over it."""
NAMEN = ("alles", "raadsbijeenkomsten", "actie-9", "haarlem", "wonen", "deadlines")

ALLEEN_LADEN = """
import contextlib, importlib, json, sys, time
for naam in json.loads(sys.stdin.readline()):
    with contextlib.suppress(Exception):
        importlib.import_module(naam)
print("klaar", flush=True)
sys.stdin.readline()
"""


@dataclass(frozen=True)
class Verloop:
    """The memory of one process while it worked, in MB, after each part."""

    delen: tuple[float, ...]

    @property
    def groei(self) -> float:
        """The last parts over those after which nothing should be added any more."""
        vroeg = self.delen[INGEREDEN : INGEREDEN + 3]
        return median(self.delen[-3:]) / median(vroeg)


def rss(pid: int) -> float:
    """What of the memory of a process is in use, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    raise ProcessLookupError(pid)


@contextmanager
def _process(
    command: list[str], home: Path, **settings: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A service with its state in `home`; and its address, once it listens."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("ZKL_")}
    env |= {"ZKL_HOME": str(home), "ZKL_PORT": "0", "ZKL_NOW": NOW.isoformat()} | settings
    log = home / "log"
    with (
        open(log, "w") as err,
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=err, text=True) as made,
    ):
        try:
            while "Stoppen:" not in log.read_text():
                if made.poll() is not None:
                    raise RuntimeError(log.read_text()[-2000:])
                time.sleep(0.1)
            regel = next(r for r in log.read_text().splitlines() if "draait op" in r)
            yield made, regel.split()[-1]
        finally:
            made.terminate()


SERVE = [sys.executable, "-m", "zkl_bot", "serve"]
DIENST = [sys.executable, "-m", "bench.geheugen_dienst"]


def at_rest(home: Path) -> tuple[float, float]:
    """The service that waits, and a process with the same libraries that does nothing: MB."""
    with _process(SERVE, home) as (serving, _):
        time.sleep(RUST_SECONDEN)
        ours = rss(serving.pid)
    with _process([*DIENST, "namen"], home) as (naming, _):
        assert naming.stdout is not None
        names = naming.stdout.readline()
    command = [sys.executable, "-c", ALLEEN_LADEN]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as loading:
        assert loading.stdin is not None
        assert loading.stdout is not None
        loading.stdin.write(names)
        loading.stdin.flush()
        loading.stdout.readline()
        theirs = rss(loading.pid)
        loading.stdin.close()
    return ours, theirs


def _ask(connection: HTTPConnection, number: int, items: list[dict[str, Any]]) -> None:
    """A question nobody asked before, sometimes after others, by one of many people."""
    item = items[number % len(items)]
    vraag: dict[str, Any] = {"question": f"{item['question']} ({number})"}
    if number % 5 == 0:
        vraag["context"] = [items[(number * 7) % len(items)]["question"]]
    if item.get("lang") == "en":
        vraag["taal"] = "en"
    if item.get("now"):
        vraag["now"] = item["now"]
    headers = {"Content-Type": "application/json", "X-Forwarded-For": _address(number)}
    connection.request("POST", "/api/v1/vragen", json.dumps(vraag), headers)
    _read(connection, 200)


def _fetch(connection: HTTPConnection, number: int) -> None:
    """A feed, as one of many programs asks for it."""
    taal = "?taal=en" if number % 7 == 0 else ""
    headers = {
        "User-Agent": f"Kalender/{number % 1000}",
        "Accept-Encoding": "gzip" if number % 2 else "identity",
        "X-Forwarded-For": _address(number),
    }
    if number % 3 == 0:
        headers["If-None-Match"] = f'"{number}"'
    connection.request("GET", f"/kalender/{NAMEN[number % len(NAMEN)]}.ics{taal}", headers=headers)
    _read(connection, 200)


def _address(number: int) -> str:
    """As many as the limits remember, all of which come in the first parts."""
    return f"198.18.{number // 250 % 80}.{number % 250}"


def _read(connection: HTTPConnection, wanted: int) -> None:
    response = connection.getresponse()
    response.read()
    if response.status != wanted:
        raise RuntimeError(f"{response.status} instead of {wanted}")


def _under_load(
    pid: int, base: str, total: int, work: Callable[[HTTPConnection, int], None]
) -> Verloop:
    """Does the work over a few connections at once, and reads the memory after each part."""
    place = urlsplit(base)
    assert place.hostname is not None
    found: list[float] = []
    faults: list[BaseException] = []
    per_part = total // DELEN

    def run(numbers: range) -> None:
        try:
            connection = HTTPConnection(place.hostname or "", place.port, timeout=60)
            for number in numbers:
                work(connection, number)
            connection.close()
        except BaseException as fault:
            faults.append(fault)

    for part in range(DELEN):
        numbers = range(part * per_part, (part + 1) * per_part)
        threads = [
            threading.Thread(target=run, args=(numbers[at::TEGELIJK],)) for at in range(TEGELIJK)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if faults:
            raise faults[0]
        found.append(rss(pid))
    return Verloop(tuple(found))


def under_ticks(home: Path) -> Verloop:
    """The jobs, for people who follow it all."""
    with (
        FakeBotApi(per_second=1e6, per_chat=0, per_group_minute=1e6) as api,  # type: ignore[arg-type]
        _process(
            [*DIENST, "tikken"],
            home,
            ZKL_TELEGRAM_TOKEN=api.token,
            ZKL_TELEGRAM_API_URL=api.url,
            ZKL_TELEGRAM_PER_SECOND="1000",
            ZKL_TELEGRAM_PER_CHAT="0",
        ) as (ticking, _),
    ):
        assert ticking.stdout is not None
        found = []
        for said in ticking.stdout:
            found.append(rss(ticking.pid))
            if int(said) >= TIKKEN:
                break
    return Verloop(tuple(found))


def _fill(home: Path) -> None:
    """Meetings, and people who are to be reminded of them."""
    dienst = make_dienst(home, BIJEENKOMSTEN)
    with session(dienst.engine) as opened:
        rows = [
            {"kanaal": "telegram", "adres": str(n), "soort": "persoon", "rol": "raadslid",
             "gemeente": "heemstede", "taal": "nl", "voorkeuren": {}, "bevestigd": True,
             "aangemaakt": NOW, "laatst_gezien": NOW}
            for n in range(1, MENSEN + 1)
        ]  # fmt: skip
        opened.connection().execute(insert(Abonnee), rows)
    dienst.engine.dispose()


def measure() -> list[Meting]:
    """At rest, under questions, under requests for feeds and under ticks."""
    items = read([WERK])
    with tempfile.TemporaryDirectory() as map:
        homes = [Path(map) / naam for naam in ("rust", "werk", "tikken")]
        for home in homes:
            home.mkdir()
        for home in homes[1:]:
            _fill(home)
        ours, theirs = at_rest(homes[0])
        with _process(SERVE, homes[1], ZKL_TRUSTED_PROXIES="127.0.0.1") as (serving, base):
            pid = serving.pid
            asked = _under_load(pid, base, VRAGEN, lambda c, n: _ask(c, n, items))
            fetched = _under_load(pid, base, FEEDS, _fetch)
        ticked = under_ticks(homes[2])
    rust = Meting("geheugen", "in rust", ours, "MB", "alleen de bibliotheken", ours / theirs,
                  f"≤ {HOOGSTENS}", ours / theirs <= HOOGSTENS)  # fmt: skip
    return [
        rust,
        _growth(f"na {VRAGEN} vragen", asked),
        _growth(f"na {FEEDS} agenda's", fetched),
        _growth(f"na {TIKKEN} rondes van elke taak", ticked),
    ]


def _growth(wat: str, verloop: Verloop) -> Meting:
    print(f"{wat}: {' '.join(f'{mb:.1f}' for mb in verloop.delen)} MB", file=sys.stderr)
    naast = "zichzelf, eenmaal warm"
    return Meting("geheugen", wat, verloop.delen[-1], "MB", naast, verloop.groei,
                  f"≤ {GROEI}", verloop.groei <= GROEI)  # fmt: skip

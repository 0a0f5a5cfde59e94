"""Serving and renewing feeds, beside bare uvicorn, FastAPI, render-per-request and nginx.

Everything of one figure runs in one go, turn by turn, so that a busy machine slows all alike;
the ratios hold, the absolutes drift. Loopback only.
"""

import asyncio
import gzip
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as dt_time
from pathlib import Path

from bench.feeds_server import NAAM, BenchDienst, make_dienst, render_all
from bench.tabel import Meting
from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.dienst import Dienst
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.store import bijeenkomsten
from zkl_bot.store.engine import reading

ROUNDS, SECONDS, CONNECTIONS = 25, 0.2, 8
OTHERS = 5
"""In so many rounds what is only there to compare takes its turn."""
COUNTS = (60, 1000)
LEAST = 0.9
CHANGE = 200
CHANGED, CHANGES, IN_TURN = 1000, 15, 5
"""How many meetings there are, and how many turns of so many changes of each kind are timed."""


class _Client(asyncio.Protocol):
    """One connection that asks again as soon as it has its answer."""

    def __init__(self, request: bytes, size: int) -> None:
        self.request, self.size = request, size
        self.left, self.done = size, 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self.left -= len(data)
        if self.left <= 0:
            self.done += 1
            self.left += self.size
            self.transport.write(self.request)


def _request(port: int, headers: str) -> bytes:
    lines = f"GET /kalender/{NAAM}.ics HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    agent = "User-Agent: Microsoft Outlook/16.0\r\nAccept: text/calendar\r\n"
    return (lines + agent + headers + "\r\n").encode()


def _size(port: int, request: bytes) -> tuple[int, bytes]:
    """How many bytes one answer takes, and its head."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as asking:
        asking.sendall(request)
        got = b""
        while b"\r\n\r\n" not in got:
            got += asking.recv(65536)
        head = got.partition(b"\r\n\r\n")[0]
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return len(head) + 4 + length, head


async def _rate(port: int, request: bytes, size: int) -> float:
    """Answers a second."""
    loop = asyncio.get_running_loop()
    made = [
        await loop.create_connection(lambda: _Client(request, size), "127.0.0.1", port)
        for _ in range(CONNECTIONS)
    ]
    await asyncio.sleep(0.05)
    before, begun = sum(client.done for _, client in made), time.perf_counter()
    await asyncio.sleep(SECONDS)
    done = sum(client.done for _, client in made) - before
    took = time.perf_counter() - begun
    for transport, _ in made:
        transport.abort()
    return done / took


def _slow_rate(port: int, request: bytes) -> float:
    """Answers a second of what takes longer than a turn: from one request."""
    begun = time.perf_counter()
    _size(port, request)
    return 1 / (time.perf_counter() - begun)


@contextmanager
def _server(kind: str, count: int) -> Iterator[int]:
    command = [sys.executable, "-m", "bench.feeds_server", kind, str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            port = int(process.stdout.readline())
            _await_open(port)
            yield port
        finally:
            process.terminate()


def _await_open(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server does not answer")


@contextmanager
def _nginx(count: int) -> Iterator[int | None]:
    """The same bytes as files behind nginx, one worker; None where it is not installed."""
    program = shutil.which("nginx")
    if program is None:
        yield None
        return
    body = BenchDienst(load_kennis(SHIPPED), count).body
    with tempfile.TemporaryDirectory() as name, socket.socket() as probe:
        map = Path(name)
        map.chmod(0o755)
        (map / "kalender").mkdir()
        (map / "kalender" / f"{NAAM}.ics").write_bytes(body.tekst)
        (map / "kalender" / f"{NAAM}.ics.gz").write_bytes(body.gzip)
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        temps = "".join(
            f"{kind}_temp_path {map}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (map / "conf").write_text(
            f"daemon off; worker_processes 1; pid {map}/pid; error_log {map}/log; events {{}} "
            f"http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; "
            f"{temps} types {{ text/calendar ics; }} gzip_static on; "
            f"server {{ listen 127.0.0.1:{port}; root {map}; }} }}"
        )
        with subprocess.Popen([program, "-p", name, "-c", str(map / "conf")]) as process:
            try:
                _await_open(port)
                yield port
            finally:
                process.terminate()


def _measured(name: str, port: int, request: bytes) -> float:
    if name == "render":
        return _slow_rate(port, request)
    size, _ = _size(port, request)
    return asyncio.run(_rate(port, request, size))


def _if_same(port: int) -> str:
    """The header of a client that holds what this server sends."""
    _, head = _size(port, _request(port, ""))
    tag = next(x for x in head.decode().split("\r\n") if x.lower().startswith("etag:"))
    return f"If-None-Match:{tag[5:]}\r\n"


def _measure_serving(count: int) -> list[Meting]:
    """GET 200, 304 and gzip: ours beside the others."""
    found: list[Meting] = []
    bare = ("bare-200", "bare-304", "bare-gzip")
    with ExitStack() as stack:
        kinds = ("ours", *bare, "fastapi", "fastapi-gzip", "render")
        ports = {kind: stack.enter_context(_server(kind, count)) for kind in kinds}
        nginx = stack.enter_context(_nginx(count))
        asks = {
            "200": "",
            "304": _if_same(ports["ours"]),
            "gzip": "Accept-Encoding: gzip\r\n",
        }
        for what, headers in asks.items():
            rivals = {"ours": ports["ours"], "bare": ports[f"bare-{what}"]}
            rivals["fastapi"] = ports["fastapi-gzip" if what == "gzip" else "fastapi"]
            if what == "200":
                rivals["render"] = ports["render"]
            if nginx is not None:
                rivals["nginx"] = nginx
            rates: dict[str, list[float]] = {name: [] for name in rivals}
            for turn in range(ROUNDS):
                # Close together and back and forth, so that a busy moment slows both alike.
                pair = ("ours", "bare", "bare", "ours") if turn % 2 else ("bare", "ours") * 2
                others = list(rivals)[2:] if turn < OTHERS else []
                took: dict[str, list[float]] = {name: [] for name in rivals}
                for name in (*pair, *others):
                    request = _request(rivals[name], headers)
                    if name == "nginx" and what == "304":
                        request = _request(rivals[name], _if_same(rivals[name]))
                    took[name].append(_measured(name, rivals[name], request))
                for name in (*dict.fromkeys(pair), *others):
                    rates[name].append(statistics.mean(took[name]))
            ours = statistics.median(rates["ours"])
            for name in list(rivals)[1:]:
                turns = zip(rates["ours"], rates[name], strict=False)
                ratio = statistics.median(a / b if b else float("inf") for a, b in turns)
                is_promise = name == "bare"
                found.append(
                    Meting(
                        "feeds",
                        f"{what}, {count} gebeurtenissen",
                        ours,
                        "per seconde",
                        name,
                        ratio,
                        f"ten minste {LEAST}" if is_promise else "",
                        ratio >= LEAST if is_promise else None,
                    )
                )
    return found


def _measure_change() -> list[Meting]:
    """One meeting changes: the whole way to new bodies, beside rendering all with icalendar.

    The whole way is that of the service: a transaction with what is changed, its audit, what
    people are to hear of it and the new version; its commit; the new agenda; and the feed that
    holds everything, plain and with gzip.
    """
    with tempfile.TemporaryDirectory() as home:
        dienst = make_dienst(Path(home), CHANGED)
        try:
            return _changes(dienst)
        finally:
            dienst.engine.dispose()


def _changes(dienst: Dienst) -> list[Meting]:
    meetings = _meetings(dienst)
    full: list[float] = []
    took: dict[str, list[float]] = {what: [] for what in _CHANGES}
    dienst.feeds.body(NAAM)
    for turn in range(CHANGES):
        begun = time.perf_counter()
        gzip.compress(render_all(dienst.kennis, Agenda(tuple(meetings))), 6)
        full.append(time.perf_counter() - begun)
        for number, (what, change) in enumerate(_CHANGES.items()):
            took[what].append(
                statistics.median(
                    _time_change(dienst, change, number * 250 + turn * IN_TURN + again)
                    for again in range(IN_TURN)
                )
            )
    return [
        _promise(f"{what}: van wijziging tot nieuwe bodies", took[what], full) for what in _CHANGES
    ]


def _time_change(
    dienst: Dienst, change: Callable[[Bijeenkomst, int], Bijeenkomst], number: int
) -> float:
    """Seconds from the change of one meeting to the new bodies of the feed with everything."""
    with reading(dienst.engine) as opened:
        known = bijeenkomsten.get(opened, f"bijeenkomst-{number * 61 % CHANGED}")
    assert known is not None
    changed = change(known, number)
    begun = time.perf_counter()
    with dienst.change() as opened:
        kept = bijeenkomsten.change(
            opened, changed, revisie=known.revisie, wie="griffie #1", now=dienst.now()
        )
    body = dienst.feeds.body(NAAM)
    took = time.perf_counter() - begun
    assert body is not None
    assert kept.revisie == known.revisie + 1
    assert gzip.decompress(body.gzip) == body.tekst
    return took


def _promise(what: str, took: list[float], full: list[float]) -> Meting:
    ratio = statistics.median(a / b for a, b in zip(took, full, strict=True))
    return Meting(
        "feeds",
        what,
        statistics.median(took) * 1000,
        "ms",
        f"icalendar, {CHANGED} gebeurtenissen",
        ratio,
        f"ten hoogste 1/{CHANGE}",
        ratio <= 1 / CHANGE,
    )


def _meetings(dienst: Dienst) -> list[Gebeurtenis]:
    return [g for g in dienst.agenda().gebeurtenissen if g.soort == "bijeenkomst"]


def _elsewhere(known: Bijeenkomst, turn: int) -> Bijeenkomst:
    return replace(known, plaats=f"Zaal {turn}")


def _later(known: Bijeenkomst, turn: int) -> Bijeenkomst:
    """Another time, the same day."""
    return _at(known, known.dag, turn)


def _another_day(known: Bijeenkomst, turn: int) -> Bijeenkomst:
    return _at(known, known.dag + timedelta(days=7), turn)


def _at(known: Bijeenkomst, dag: date, turn: int) -> Bijeenkomst:
    start = datetime.combine(dag, dt_time(17, turn % 60), UTC)
    return replace(known, dag=dag, start=start, eind=start + timedelta(hours=2))


def _off(known: Bijeenkomst, turn: int) -> Bijeenkomst:
    return replace(known, status="geannuleerd")


_CHANGES = {
    "andere zaal": _elsewhere,
    "andere tijd": _later,
    "andere dag": _another_day,
    "afgelast": _off,
}


def measure() -> list[Meting]:
    """All figures about feeds."""
    found = _measure_change()
    for count in COUNTS:
        found += _measure_serving(count)
    return found

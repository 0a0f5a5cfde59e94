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
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bench.feeds_server import BASE, NAAM, NOW, BenchDienst, render_all
from bench.tabel import Meting
from zkl_bot.agenda.agenda import Agenda, sorted_agenda
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.feeds.feeds import Feeds
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.store import bijeenkomsten
from zkl_bot.store.engine import session

ROUNDS, SECONDS, CONNECTIONS = 15, 0.3, 8
COUNTS = (60, 1000)
LEAST = 0.9
CHANGE = 200


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


def _measure_serving(count: int) -> list[Meting]:
    """GET 200, 304 and gzip: ours beside the others."""
    found: list[Meting] = []
    bare = ("bare-200", "bare-304", "bare-gzip")
    with ExitStack() as stack:
        kinds = ("ours", *bare, "fastapi", "render")
        ports = {kind: stack.enter_context(_server(kind, count)) for kind in kinds}
        nginx = stack.enter_context(_nginx(count))
        _, head = _size(ports["ours"], _request(ports["ours"], ""))
        tag = next(x for x in head.decode().split("\r\n") if x.lower().startswith("etag:"))
        asks = {
            "200": "",
            "304": f"If-None-Match:{tag[5:]}\r\n",
            "gzip": "Accept-Encoding: gzip\r\n",
        }
        for what, headers in asks.items():
            rivals = {"ours": ports["ours"], "bare": ports[f"bare-{what}"]}
            if what == "200":
                rivals |= {"fastapi": ports["fastapi"], "render": ports["render"]}
            if nginx is not None:
                rivals["nginx"] = nginx
            rates: dict[str, list[float]] = {name: [] for name in rivals}
            for turn in range(ROUNDS):
                # Back and forth, so that neither always comes first.
                for name, port in sorted(rivals.items(), reverse=bool(turn % 2)):
                    extra = headers
                    if name == "nginx" and what == "304":
                        _, there = _size(port, _request(port, ""))
                        mark = next(x for x in there.split(b"\r\n") if x.startswith(b"ETag:"))
                        extra = f"If-None-Match:{mark[5:].decode()}\r\n"
                    request = _request(port, extra)
                    if name == "render":
                        rates[name] += [_slow_rate(port, request)] if turn < 3 else []
                        continue
                    size, _ = _size(port, request)
                    rates[name].append(asyncio.run(_rate(port, request, size)))
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
    """One meeting moves: commit and new bodies, beside rendering all with icalendar."""
    count = 1000
    dienst = BenchDienst(load_kennis(SHIPPED), count)
    agenda = dienst.agenda()
    feeds = Feeds(dienst.kennis, BASE, basis=NOW)
    feeds.update(agenda, NOW)
    feeds.body(NAAM)
    with session(dienst.engine) as opened:
        for n, g in enumerate(agenda.gebeurtenissen):
            assert g.start is not None
            meeting = Bijeenkomst(
                id=g.id,
                uid=g.uid,
                gremium="raadsbijeenkomst",
                dag=g.periode.start or NOW.date(),
                start=g.start,
                eind=g.eind,
                titel=f"Raadsbijeenkomst {n}",
                aangemaakt=NOW,
                gewijzigd=NOW,
            )
            bijeenkomsten.add(opened, meeting, wie="bench", now=NOW)
    full, bodies, whole = list[float](), list[float](), list[float]()
    for n in range(15):
        begun = time.perf_counter()
        gzip.compress(render_all(dienst.kennis, agenda), 6)
        full.append(time.perf_counter() - begun)
        id = f"bijeenkomst-{(n * 61) % count}"
        begun = time.perf_counter()
        with session(dienst.engine) as opened:
            known = bijeenkomsten.get(opened, id)
            assert known is not None
            moved = replace(known, plaats=f"Zaal {n}")
            now = NOW + timedelta(minutes=n)
            kept = bijeenkomsten.change(opened, moved, wie="bench", now=now)
            changed = time.perf_counter()
        committed = time.perf_counter()
        agenda = _with(agenda, id, kept)
        joined = time.perf_counter()
        feeds.update(agenda, now)
        body = feeds.body(NAAM)
        done = time.perf_counter()
        assert body is not None
        bodies.append(done - joined + committed - changed)
        whole.append(committed - begun + done - joined)
    ratio = statistics.median(a / b for a, b in zip(full, bodies, strict=True))
    all_of_it = statistics.median(a / b for a, b in zip(full, whole, strict=True))
    against = f"icalendar, {count} gebeurtenissen"
    return [
        Meting(
            "feeds",
            "commit en nieuwe bodies (gewoon en gzip)",
            statistics.median(bodies) * 1000,
            "ms",
            against,
            1 / ratio,
            f"ten hoogste 1/{CHANGE}",
            ratio >= CHANGE,
        ),
        Meting(
            "feeds",
            "hetzelfde met lezen, audit en versie in de transactie",
            statistics.median(whole) * 1000,
            "ms",
            against,
            1 / all_of_it,
        ),
    ]


def _with(agenda: Agenda, id: str, kept: Bijeenkomst) -> Agenda:
    """The agenda with one meeting as it now is; the others are the same objects."""
    return sorted_agenda(
        replace(g, plaats=kept.plaats, revisie=kept.revisie, gewijzigd=kept.gewijzigd)
        if g.id == id
        else g
        for g in agenda.gebeurtenissen
    )


def measure() -> list[Meting]:
    """All figures about feeds."""
    found = _measure_change()
    for count in COUNTS:
        found += _measure_serving(count)
    return found

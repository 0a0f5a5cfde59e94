"""Real sockets: slow, endless and unreadable clients, and those who don't read the answer."""

import asyncio
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn

from zkl_bot.web.verbinding import HOOFD_BYTES, RUW, make_verbinding

GEDULD = 30.0
"""Seconds after which a test gives up; no test measures time."""
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n"
GEKNIPT = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
GROOT = 16 * 1024 * 1024
"""Bytes: more than the system keeps for a client that does not read."""


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answers at once; `/groot` with much."""
    body = b"x" * GROOT if scope["path"] == "/groot" else b"hallo"
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def server(*, app: Any = app, **changes: Any) -> Iterator[tuple[tuple[str, int], Any]]:
    """A server with these bounds; gives its address and its kind of connection."""
    kind: Any = make_verbinding(**changes)
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, http=kind, ws="none", lifespan="off",
        log_config=None, timeout_keep_alive=60,
    )  # fmt: skip
    opened = config.bind_socket()
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [opened]}, daemon=True)
    thread.start()
    kind.running, kind.thread = running, thread
    while not running.started:
        time.sleep(0.01)
    try:
        yield opened.getsockname(), kind
    finally:
        running.should_exit = running.force_exit = True
        thread.join(GEDULD)


def talk(address: tuple[str, int], *parts: bytes, pause: float = 0.0) -> bytes:
    """What a client gets that sends these parts, until the server ends the connection."""
    with socket.create_connection(address, GEDULD) as client:
        for part in parts:
            try:
                client.sendall(part)
            except OSError:
                break  # the server had enough; what it said can still be read
            time.sleep(pause)
        return rest_of(client)


def rest_of(client: socket.socket) -> bytes:
    got = b""
    try:
        while chunk := client.recv(65536):
            got += chunk
    except ConnectionResetError:
        pass
    return got


def ends(address: tuple[str, int], *parts: bytes, pause: float = 0.0) -> bytes:
    """The status line of the last answer before the end."""
    return talk(address, *parts, pause=pause).rsplit(b"HTTP/1.1 ", 1)[-1].split(b"\r\n")[0]


def test_connection_that_says_nothing_is_ended() -> None:
    with server(hoofd_seconden=0.2) as (address, _):
        assert talk(address) == b""


@pytest.mark.parametrize(
    "before",
    [b"", GET, b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"],
    ids=["first", "after an answer", "in a body nobody waits for"],
)
def test_head_that_comes_drop_by_drop_is_ended(before: bytes) -> None:
    drops = [b"G", b"E", b"T", b" /", b" H", b"T", b"T", b"P", b"/"] * 8
    with server(hoofd_seconden=0.3) as (address, _):
        assert ends(address, before, *drops, pause=0.05) == b"408 Request Timeout"


def test_who_has_said_all_still_hears_the_answer() -> None:
    async def slow(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await asyncio.sleep(0.2)
        await app(scope, receive, send)

    with server(app=slow) as (address, _), socket.create_connection(address, GEDULD) as client:
        client.sendall(GET)
        client.shutdown(socket.SHUT_WR)
        got = rest_of(client)
    assert got.startswith(b"HTTP/1.1 200 OK")
    assert got.endswith(b"hallo")


def test_blank_lines_don_t_keep_a_connection_open() -> None:
    with server(hoofd_seconden=0.3) as (address, _):
        assert ends(address, GET, *[b"\r\n"] * 20, pause=0.05) == b"408 Request Timeout"


@pytest.mark.parametrize(
    "head",
    [
        [b"GET /?" + b"a" * 65536, *[b"a" * 65536] * 8],
        [b"GET / HTTP/1.1\r\nX: " + b"a" * 65536, *[b"a" * 65536] * 8],
        [b"GET / HTTP/1.1\r\n", *[b"X-%d: y\r\n" % n * 4096 for n in range(20)]],
    ],
    ids=["address", "one header", "many headers"],
)
def test_head_without_end_is_refused(head: list[bytes]) -> None:
    assert sum(map(len, head)) > HOOFD_BYTES
    with server() as (address, _):
        assert ends(address, *head) == b"431 Request Header Fields Too Large"


@pytest.mark.parametrize(
    "noise",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET / HTTP/9.9\r\n\r\n", b"\x00" * 400,
        b"GET \xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nHo st: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"CONNECT elders.example:443 HTTP/1.1\r\n\r\n", "GET /é HTTP/1.1\r\n\r\n".encode(),
        b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n",
    ],
)  # fmt: skip
def test_what_is_no_http_gets_an_orderly_answer(noise: bytes) -> None:
    with server(hoofd_seconden=0.3) as (address, _):
        statuses = (b"400 Bad Request", b"408 Request Timeout", b"200 OK")
        assert ends(address, noise) in statuses
        assert ends(address, GET, pause=0.0) == b"200 OK"


@pytest.mark.parametrize(
    ("sent", "answers"),
    [
        (POST + b"hoi\x00\x00\x00\r\n\r\n", [b"200 OK"]),
        (GET + b"G\xffT / HTTP/1.1\r\n\r\n", [b"200 OK"]),
        (GET * 3 + b"\x00" * 40, [b"200 OK"] * 3),
        (POST[:-5] + b"40\r\n\r\n" + b"x" * 40 + b"zz zz\r\n\r\n", [b"200 OK"]),
        (GEKNIPT + b"zz\r\n", [b"400 Bad Request"]),
        (GEKNIPT + b"3\r\nhoi\r\nffffffffffffffffff\r\n", [b"400 Bad Request"]),
        (GET + GEKNIPT + b"zz\r\n", [b"400 Bad Request"]),
    ],
)
def test_what_follows_a_request_and_is_no_http_ends_it_in_an_orderly_way(
    sent: bytes, answers: list[bytes], caplog: pytest.LogCaptureFixture
) -> None:
    async def slow(scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        await asyncio.sleep(0.05)
        await app(scope, receive, send)

    with server(app=slow, stop_seconden=0.2) as (address, _):
        got = talk(address, sent)
    assert re.findall(rb"HTTP/1.1 (.*?)\r\n", got) == answers
    assert [r.getMessage() for r in caplog.records if r.levelname == "ERROR"] == []


@pytest.mark.parametrize("length", [10, 59_000, 65_536, 120_000])
def test_question_of_any_length_in_the_address_arrives(length: int) -> None:
    asked: list[tuple[str, bytes]] = []

    async def keep(scope: Any, receive: Any, send: Any) -> None:
        asked.append((scope["path"], scope["query_string"]))
        await app(scope, receive, send)

    question = b"q=" + b"%F0%9F%98%80" * (length // 12)
    head = b"GET /vr%61ag?" + question + b"#x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with server(app=keep) as (address, _):
        answer = talk(address, head)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert asked == [("/vraag", question)]


def test_path_longer_than_any_is_cut_and_not_lost() -> None:
    asked: list[str] = []

    async def keep(scope: Any, receive: Any, send: Any) -> None:
        asked.append(scope["path"])
        await app(scope, receive, send)

    head = b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with server(app=keep) as (address, _):
        assert talk(address, head).startswith(b"HTTP/1.1 200 OK\r\n")
    assert [len(pad) for pad in asked] == [60_000]


def test_who_does_not_take_off_the_answer_is_let_go() -> None:
    with (
        server(lees_seconden=0.3) as (address, kind),
        socket.create_connection(address, GEDULD) as client,
    ):
        client.sendall(b"GET /groot HTTP/1.1\r\nHost: x\r\n\r\n")
        end = time.monotonic() + GEDULD
        time.sleep(0.1)
        while kind.open:
            assert time.monotonic() < end, "the server kept it"
            time.sleep(0.05)
        assert len(rest_of(client)) < GROOT


def test_slow_reader_gets_all_of_it() -> None:
    with (
        server(lees_seconden=GEDULD) as (address, _),
        socket.create_connection(address, GEDULD) as client,
    ):
        client.sendall(b"GET /groot HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        time.sleep(0.3)
        assert rest_of(client).endswith(b"x" * GROOT)


def test_one_address_cannot_take_every_connection() -> None:
    with server(meest=3) as (address, kind):
        held = [socket.create_connection(address, GEDULD) for _ in range(3)]
        while sum(kind.open.values()) < 3:
            time.sleep(0.01)
        assert ends(address) == b"503 Service Unavailable"
        for client in held:
            client.close()
        while kind.open:
            time.sleep(0.01)
        assert b"hallo" in talk(address, GET + b"GET / HTTP/1.0\r\n\r\n")


def test_our_own_proxy_may_have_as_many_as_it_needs() -> None:
    with server(meest=1, proxies=["127.0.0.0/8"]) as (address, _):
        held = [socket.create_connection(address, GEDULD) for _ in range(5)]
        for client in held:
            client.sendall(GET)
            assert client.recv(15) == b"HTTP/1.1 200 OK"
            client.close()


def test_requests_in_one_breath_are_answered_one_by_one() -> None:
    with server(hoofd_seconden=0.5) as (address, _):
        assert talk(address, GET * 50).count(b"hallo") == 50


@pytest.mark.parametrize(
    ("parts", "known"),
    [
        ((GET,), [GET]),
        ((GET, GET), [GET, GET]),
        ((GET * 2,), [None, None]),
        ((GET[:9], GET[9:]), [None]),
        ((GET[:9], GET[9:], GET), [None, GET]),
        ((POST + b"hoi",), [None]),
    ],
)
def test_only_a_request_that_came_whole_and_alone_is_known_by_its_bytes(
    parts: tuple[bytes, ...], known: list[bytes | None]
) -> None:
    seen: list[bytes | None] = []

    async def note(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope.get(RUW))
        await app(scope, receive, send)

    with server(app=note) as (address, _), socket.create_connection(address, GEDULD) as client:
        for part in parts:
            client.sendall(part)
            time.sleep(0.1)  # so that each part comes by itself
        client.shutdown(socket.SHUT_WR)
        rest_of(client)

    assert seen == known


async def patient(scope: Any, receive: Any, send: Any) -> None:
    """Answers when all of the body is there."""
    while (message := await receive()).get("more_body"):
        pass
    if message["type"] == "http.request":
        await app(scope, receive, send)


@pytest.mark.parametrize(
    ("head", "ending"),
    [
        (b"POST / HTTP/1.1\r\nContent-Length: 50\r\n\r\nhalf", b"503 Service Unavailable"),
        (b"GET /groot HTTP/1.1\r\n\r\n" * 5, b"200 OK"),
        (b"GET / HTT", b""),
    ],
    ids=["half a body", "an answer nobody reads", "half a head"],
)
def test_stopping_waits_for_nobody(head: bytes, ending: bytes) -> None:
    with (
        server(app=patient, stop_seconden=0.1) as (address, kind),
        socket.create_connection(address, GEDULD) as client,
    ):
        client.sendall(head)
        while not kind.open:
            time.sleep(0.01)
        time.sleep(0.1)
        kind.running.should_exit = True
        kind.thread.join(GEDULD)
        assert not kind.thread.is_alive()
        got = rest_of(client)
    assert got.split(b"\r\n")[0].removeprefix(b"HTTP/1.1 ") == ending
    assert len(got) < 2 * GROOT

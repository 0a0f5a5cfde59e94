"""Headers, limits, sizes, odd paths and encodings: hostile input gets an orderly answer."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.voorbeeld import BASE, client_for, make_dienst
from zkl_bot.dienst import Dienst
from zkl_bot.web.afzender import client_of, limit_key, parse_proxies
from zkl_bot.web.limiet import GEHEIMEN, Emmers, Soort
from zkl_bot.web.site import build_site

PROXY = parse_proxies(["10.0.0.0/8", "::1"])


@pytest.mark.parametrize("pad", ["/", "/vraag?q=x", "/nee", "/api/v1/acties", "/health/live"])
async def test_every_answer_carries_security_headers(client: httpx.AsyncClient, pad: str) -> None:
    headers = (await client.get(pad)).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == ("no-referrer" if "/api/" in pad else "same-origin")
    assert headers["strict-transport-security"].startswith("max-age=31536000")
    assert len(headers["x-request-id"]) == 32
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "pad",
    [
        "/%00", "/acties/%2e%2e/%2e%2e/etc/passwd", "/acties//actie-9", "/%ff%fe", "/acties/%5c",
        "/static/..%2fsite.py", "/gebeurtenis/%0d%0aSet-Cookie:x", "/" + "a" * 3000,
        "/acties/" + "%F0%9F%98%80" * 10, "/vraag?q=%ff%fe%00", "/vraag?eerder=v:%00&knop=%00",
        "/vraag?q=" + "a" * 10_000, "/vraag?q=" + "%F0%9F%98%80" * 5_000, "/?" + "&" * 5000,
        "/kalenders?kalender=%00&vaag=%ff", "/convenant/opzegging?datum=99999999999-1-1",
        "/api/v1/gebeurtenissen?van=%00", "/api/v1/acties/%00", "/api/v1/acties?page=1e9",
        "/kalender/%00.ics", "/uitnodiging/%00", "/voorkeuren/x%00y", "/afmelden/" + "é" * 50,
    ],
)  # fmt: skip
async def test_odd_address_gets_an_orderly_answer(client: httpx.AsyncClient, pad: str) -> None:
    response = await client.get(pad)
    assert response.status_code in (200, 400, 404, 414)
    assert "Traceback" not in response.text


async def test_request_for_two_hosts_is_refused(client: httpx.AsyncClient) -> None:
    response = await client.get("/agenda", headers=[("host", "zkl.example"), ("host", "elders")])
    assert response.status_code == 400


async def test_long_question_is_told_to_be_too_long(client: httpx.AsyncClient) -> None:
    response = await client.get("/vraag", params={"q": "woord " * 1700})
    assert response.status_code == 200
    assert "te lang" in response.text


async def test_question_never_comes_back_as_markup(client: httpx.AsyncClient) -> None:
    response = await client.get("/vraag", params={"q": "<img src=x onerror=alert(1)>"})
    assert "<img" not in response.text


async def test_body_over_the_limit_is_refused(client: httpx.AsyncClient) -> None:
    big = await client.post("/api/v1/vragen", content=b"x" * 70_000)

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 1000

    form = {"content-type": "application/x-www-form-urlencoded"}
    streamed = await client.post("/kalenders/persoonlijk", content=endless(), headers=form)
    assert (big.status_code, streamed.status_code) == (413, 413)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "https://elders.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "https://zkl.example", "host": "achter-de-proxy:8080"}, 200),
        ({"origin": "https://zkl.example", "sec-fetch-site": "cross-site"}, 403),
        ({"origin": "https://zkl.example", "sec-fetch-site": "same-origin"}, 200),
        ({}, 200),
    ],
)
async def test_form_is_taken_only_from_our_own_page(
    client: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    given_headers = {"content-type": "application/x-www-form-urlencoded"} | headers
    response = await client.post(
        "/kalenders/persoonlijk", content=b"deadlines=ja", headers=given_headers
    )
    assert response.status_code == status


async def test_many_fields_are_refused(client: httpx.AsyncClient) -> None:
    body = "&".join(f"a{i}=1" for i in range(1000))
    form = {"content-type": "application/x-www-form-urlencoded"}
    response = await client.post("/kalenders/persoonlijk", content=body, headers=form)
    assert response.status_code == 400


async def test_guessing_tokens_is_slowed_while_reading_goes_on(dienst: Dienst) -> None:
    site = build_site(dienst, emmers=Emmers(clock=lambda: 1000.0))
    transport = httpx.ASGITransport(site, client=("198.51.100.7", 1))
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        statuses = [(await client.get(f"/voorkeuren/raad-{i}")).status_code for i in range(70)]
        refused = await client.get("/voorkeuren/raad")
        read = await client.get("/acties")
    assert statuses == [404] * GEHEIMEN.ineens + [429] * (70 - GEHEIMEN.ineens)
    assert (refused.status_code, int(refused.headers["retry-after"])) == (429, 1)
    assert read.status_code == 200


async def test_unknown_secrets_look_all_alike(client: httpx.AsyncClient) -> None:
    pages = [(await client.get(f"/voorkeuren/{t}")).text for t in ("a", "b" * 32)]
    assert pages[0] == pages[1]


async def test_webhook_is_not_there_without_the_right_secret(tmp_path: Path) -> None:
    dienst = make_dienst(tmp_path, telegram_token="1:abc")
    secret = dienst.settings.webhook_secret
    assert secret is not None
    updates: list[dict[str, object]] = []

    async def take(update: dict[str, object]) -> None:
        if "update_id" not in update:
            raise ValueError("no update")
        updates.append(update)

    key = "X-Telegram-Bot-Api-Secret-Token"
    async with client_for(dienst) as client:
        none = await client.post("/telegram/webhook", json={"update_id": 1})
        wrong = await client.post(
            "/telegram/webhook", json={"update_id": 1}, headers={key: secret[:-1] + "x"}
        )
        early = await client.post("/telegram/webhook", json={"update_id": 1}, headers={key: secret})
        dienst.on_update = take
        good = await client.post("/telegram/webhook", json={"update_id": 1}, headers={key: secret})
        bad = await client.post("/telegram/webhook", content=b"{", headers={key: secret})
        odd = await client.post("/telegram/webhook", json={"a": 1}, headers={key: secret})
    statuses = [r.status_code for r in (none, wrong, early, good, bad, odd)]
    assert statuses == [404, 404, 503, 200, 400, 400]
    assert updates == [{"update_id": 1}]


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["6.6.6.6, 198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", ["6.6.6.6", "198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["onzin"], "10.0.0.1"),
        ("::1", ["2001:db8::5"], "2001:db8::5"),
    ],
)
def test_client_is_the_first_hop_that_is_not_our_proxy(
    peer: str, forwarded: list[str], expected: str
) -> None:
    assert client_of(peer, forwarded, PROXY) == expected


def test_limit_goes_by_the_network_one_subscriber_holds() -> None:
    assert limit_key("2001:db8:1:2:3:4:5:6") == limit_key("2001:db8:1:2::9")
    assert limit_key("::ffff:198.51.100.1") == "198.51.100.1"
    assert limit_key("198.51.100.1") != limit_key("198.51.100.2")


def test_bucket_gives_its_burst_and_then_its_rate() -> None:
    now = [100.0]
    emmers = Emmers(lambda: now[0])
    soort = Soort("proef", 3, 0.5)
    assert [emmers.take(soort, "a") for _ in range(4)] == [0, 0, 0, 2]
    assert emmers.take(soort, "b") == 0
    now[0] += 2
    assert [emmers.take(soort, "a") for _ in range(2)] == [0, 2]


@given(st.lists(st.integers(0, 10_000), max_size=200))
def test_buckets_never_outgrow_their_bound(addresses: list[int]) -> None:
    emmers = Emmers(lambda: 0.0, most=50)
    for address in addresses:
        emmers.take(Soort("proef", 1, 1.0), str(address))
    assert len(emmers) <= 50


async def test_forwarded_headers_count_only_from_our_proxy(tmp_path: Path) -> None:
    dienst = make_dienst(tmp_path, trusted_proxies="10.0.0.0/8")
    mine = {"x-request-id": "abc-12345678", "x-forwarded-for": "198.51.100.1"}
    async with client_for(dienst, client=("10.0.0.3", 1)) as client:
        trusted = await client.get("/health/live", headers=mine)
    async with client_for(dienst) as client:
        stranger = await client.get("/health/live", headers=mine)
    assert trusted.headers["x-request-id"] == "abc-12345678"
    assert stranger.headers["x-request-id"] != "abc-12345678"


async def test_unforeseen_fault_shows_a_plain_page(dienst: Dienst) -> None:
    def broken() -> object:
        raise RuntimeError("geheim-detail")

    dienst.agenda = broken  # type: ignore[assignment, method-assign]
    async with client_for(dienst) as client:
        page = await client.get("/agenda")
        data = await client.get("/api/v1/gebeurtenissen")
    assert (page.status_code, data.status_code) == (500, 500)
    assert "Er ging bij ons iets mis." in page.text
    assert "geheim-detail" not in page.text + data.text
    assert data.headers["content-type"] == "application/problem+json"

"""Whatever is sent to whatever address: never a 500, and the API keeps to its description."""

import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import schemathesis
from anyio.from_thread import start_blocking_portal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.types import ASGIApp

from tests.web.voorbeeld import BASE, make_dienst, meeting, plan
from zkl_bot.dienst import Dienst
from zkl_bot.store import abonnees, uitnodigingen
from zkl_bot.store.engine import session
from zkl_bot.web.limiet import Emmers
from zkl_bot.web.machines import PADEN
from zkl_bot.web.site import build_site

KEER = int(os.environ.get("ZKL_FUZZ", "1"))
"""How many times as many requests as usual; 21 makes 20,000."""
Ask = Callable[..., httpx.Response]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


class Vrij(Emmers):
    """No limits: here it is about what gets through them."""

    def take(self, soort: object, adres: str) -> int:
        return 0


def make() -> tuple[Dienst, ASGIApp]:
    home = Path(tempfile.mkdtemp(prefix="zkl-fuzz-"))
    dienst = make_dienst(home, smtp_url="smtp://127.0.0.1:2525", mail_from="bot@example.org")
    plan(dienst, meeting())
    return dienst, build_site(dienst, emmers=Vrij())


DIENST, SITE = make()
api = schemathesis.openapi.from_asgi("/api/v1/openapi.json", SITE)
ori = schemathesis.openapi.from_asgi("/api/ori/v1/openapi.json", SITE)
some = settings(
    max_examples=40 * KEER, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@api.parametrize()
@some
def test_open_data_keeps_to_its_description(case: Case[Any]) -> None:
    case.call_and_validate(checks=CHECKS)


@ori.parametrize()
@some
def test_ori_keeps_to_its_description(case: Case[Any]) -> None:
    case.call_and_validate(checks=CHECKS)


def secrets_in_use() -> list[str]:
    now = DIENST.now()
    with session(DIENST.engine) as opened:
        code, _ = uitnodigingen.invite(opened, "ambtenaar", "haarlem", wie="test", now=now)
        abonnee = abonnees.ensure(opened, "email", "a@example.org", now=now)
        assert abonnee.id is not None
        geheim = abonnees.new_secret()
        abonnees.add_sleutel(opened, abonnee.id, geheim, now=now)
    return [f"/uitnodiging/{code}", f"/voorkeuren/{geheim}", f"/bevestig/{geheim}"]


ANY_TEXT = st.text(max_size=60) | st.sampled_from(
    ["\x00", "nl", "en", "v:/acties", "k:c:acties", "2026-12-31", "-1", "%", "😀" * 20, "../", "ja"]
)
NAMES = st.sampled_from(
    [
        "q", "eerder", "knop", "taal", "kalender", "vaag", "feedtaal", "datum", "gemeente",
        "gremia", "acties", "hoofdopgaven", "deadlines", "doe", "adres", "tijd", "volg",
        "soort-opzegging", "dagen-besprekingen", "overzicht", "stil", "taal_van_mail", "v",
    ]
)  # fmt: skip
FIELDS = st.lists(st.tuples(NAMES, ANY_TEXT), max_size=6)
ADDRESSES = [
    *PADEN, "/vraag", "/acties/actie-9", "/gebeurtenis/bijeenkomst-abc", "/static/stijl.css",
    "/convenant/opzegging.ics", "/kalender/alles.ics", "/metrics", "/health/ready", "/sitemap.xml",
    "/uitnodiging/x", "/voorkeuren/x", "/afmelden/x", "/bevestig/x", "/kalenders/abonnement/x",
    "/telegram/webhook",
]  # fmt: skip


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Asks the site from outside its event loop, as Hypothesis needs it."""
    transport = httpx.ASGITransport(SITE, raise_app_exceptions=False)
    with start_blocking_portal() as portal:
        client = httpx.AsyncClient(transport=transport, base_url=BASE)
        yield lambda *args, **more: portal.call(partial(client.request, *args, **more))
        portal.call(client.aclose)


@pytest.fixture(scope="module")
def addresses() -> list[str]:
    return [*ADDRESSES, *secrets_in_use()]


@given(data=st.data())
@settings(some, max_examples=250 * KEER)
def test_no_form_or_page_ever_fails(addresses: list[str], ask: Ask, data: st.DataObject) -> None:
    pad = data.draw(st.sampled_from(addresses))
    method = data.draw(st.sampled_from(["GET", "POST", "HEAD", "OPTIONS", "PUT"]))
    query = [(k, w) for k, w in data.draw(FIELDS)]
    body = data.draw(FIELDS.map(dict) | st.binary(max_size=80))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    response = ask(
        method,
        pad,
        params=query,
        headers=headers,
        data=body if isinstance(body, dict) and method == "POST" else None,
        content=body if isinstance(body, bytes) and method in ("POST", "PUT") else None,
    )
    assert response.status_code < 500, (method, pad, query, body)


@given(
    segments=st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
        min_size=1,
        max_size=4,
    )
)
@settings(some, max_examples=200 * KEER)
def test_no_address_ever_fails(ask: Ask, segments: list[str]) -> None:
    pad = "/" + "/".join(segments)
    response = ask("GET", BASE + quote(pad, safe="/"))
    assert response.status_code < 500

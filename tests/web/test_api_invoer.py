"""Input that is wrong: every fault at once, with its place, in plain words."""

from typing import Any

import httpx
import pytest

API = "/api/v1"


def fault(code: str, detail: str, name: str, index: int | None = None) -> dict[str, Any]:
    location: dict[str, Any] = {"name": name}
    if index is not None:
        location["index"] = index
    return {"in": "query", "location": location, "code": code, "detail": detail}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("acties?pageSize=0", [fault("te-klein", "Dit moet minstens 1 zijn.", "pageSize")]),
        ("acties?pageSize=501", [fault("te-groot", "Dit mag hoogstens 500 zijn.", "pageSize")]),
        ("acties?page=1.5", [fault("getal", "Dit moet een heel getal zijn.", "page")]),
        (
            "acties?page=x&pageSize=",
            [
                fault("getal", "Dit moet een heel getal zijn.", "page"),
                fault("getal", "Dit moet een heel getal zijn.", "pageSize"),
            ],
        ),
        (
            "acties?gemeente=haarlem&%C3%A9=1",
            [
                fault(
                    "onbekend",
                    "Deze parameter bestaat niet. Wel bekend: page, pageSize, taal.",
                    name,
                )
                for name in ("gemeente", "é")
            ],
        ),
        (
            "gebeurtenissen?van=2026-02-30",
            [fault("datum", "Dit moet een datum zijn, zoals 2026-12-31.", "van")],
        ),
        (
            "acties?page=0&taal=en",
            [fault("te-klein", "This must be at least 1.", "page")],
        ),
    ],
)
async def test_query_that_is_wrong_is_explained(
    client: httpx.AsyncClient, query: str, expected: list[dict[str, Any]]
) -> None:
    response = await client.get(f"{API}/{query}")
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"] == expected


async def test_kind_that_is_unknown_gets_the_kinds_there_are(client: httpx.AsyncClient) -> None:
    response = await client.get(f"{API}/gebeurtenissen?soort=bijeenkomst&soort=feest")
    (found,) = response.json()["errors"]
    assert found["location"] == {"name": "soort", "index": 1}
    assert found["detail"].startswith("Kies uit: 'bijeenkomst', 'bespreking'")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"{", {"in": "body", "code": "json", "detail": "Dit is geen geldige JSON."}),
        (
            b"[]",
            {
                "in": "body",
                "location": {"pointer": ""},
                "code": "object",
                "detail": "Dit moet een JSON-object zijn.",
            },
        ),
        (
            b'{"question": "x", "gemeente": "haarlem"}',
            {
                "in": "body",
                "location": {"pointer": "/gemeente"},
                "code": "onbekend",
                "detail": "Dit veld bestaat niet.",
            },
        ),
        (
            b'{"question": "x", "now": 1646092800}',
            {
                "in": "body",
                "location": {"pointer": "/now"},
                "code": "moment",
                "detail": "Dit moet een dag of moment zijn, zoals 2026-12-31T12:00:00Z.",
            },
        ),
        (
            b'{"question": "x", "context": [3]}',
            {
                "in": "body",
                "location": {"pointer": "/context/0"},
                "code": "tekst",
                "detail": "Dit moet tekst zijn.",
            },
        ),
        (
            b'{"taal": "nl"}',
            {
                "in": "body",
                "location": {"pointer": "/question"},
                "code": "ontbreekt",
                "detail": "Dit ontbreekt.",
            },
        ),
        (
            b'{"question": "' + b"x" * 10_001 + b'"}',
            {
                "in": "body",
                "location": {"pointer": "/question"},
                "code": "te-lang",
                "detail": "Dit mag hoogstens 10000 tekens lang zijn.",
            },
        ),
    ],
)
async def test_body_that_is_wrong_is_explained(
    client: httpx.AsyncClient, body: bytes, expected: dict[str, Any]
) -> None:
    response = await client.post(
        f"{API}/vragen", content=body, headers={"content-type": "application/json"}
    )
    assert response.status_code == 400
    assert response.json()["errors"] == [expected]


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b'{"question": "\\ud800"}', b'{"question": NaN}', b"[" * 5000, b"\x00"]
)
async def test_body_that_is_no_text_gets_an_orderly_answer(
    client: httpx.AsyncClient, body: bytes
) -> None:
    response = await client.post(
        f"{API}/vragen", content=body, headers={"content-type": "application/json"}
    )
    assert response.status_code in (200, 400)

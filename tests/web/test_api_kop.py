"""What holds for every answer of the APIs, as somebody outside sees it."""

import httpx
import pytest

from zkl_bot.web.api.kop import accepts, is_json

V1 = "/api/v1"
ORI = "/api/ori/v1"


@pytest.mark.parametrize(
    ("pad", "methods"),
    [
        (f"{V1}/acties", "GET, HEAD, OPTIONS"),
        (f"{V1}/acties/9", "GET, HEAD, OPTIONS"),
        (f"{V1}/vragen", "OPTIONS, POST"),
        (f"{V1}/openapi.json", "GET, HEAD, OPTIONS"),
        (f"{ORI}/vergaderingen", "GET, HEAD, OPTIONS"),
    ],
)
async def test_options_names_the_methods_and_lets_every_site_in(
    client: httpx.AsyncClient, pad: str, methods: str
) -> None:
    preflight = {"origin": "https://elders.example", "access-control-request-method": "GET"}
    for headers in ({}, preflight):
        response = await client.options(pad, headers=headers)
        assert (response.status_code, response.content) == (204, b"")
        assert response.headers["allow"] == methods
        assert response.headers["access-control-allow-methods"] == methods
        assert response.headers["access-control-allow-origin"] == "*"
    refused = await client.request("DELETE", pad)
    assert (refused.status_code, refused.headers["allow"]) == (405, methods)
    assert refused.json() == {
        "type": "about:blank",
        "status": 405,
        "title": "Dat kan hier niet.",
        "detail": f"Wat hier kan, staat in {V1 if pad.startswith(V1) else ORI}/openapi.json.",
    }


@pytest.mark.parametrize(("root", "version"), [(V1, "1.0.0"), (ORI, "0.0.1")])
@pytest.mark.parametrize(
    ("method", "rest", "status"),
    [
        ("GET", "/openapi.json", 200),
        ("GET", "/niets", 404),
        ("OPTIONS", "/niets", 404),
        ("GET", "/", 404),
        ("GET", "/openapi.json/", 404),
        ("DELETE", "/openapi.json", 405),
        ("OPTIONS", "/openapi.json", 204),
    ],
)
async def test_every_answer_says_the_version_and_is_for_every_site(
    client: httpx.AsyncClient, root: str, version: str, method: str, rest: str, status: int
) -> None:
    response = await client.request(method, root + rest)
    assert response.status_code == status
    assert response.headers["api-version"] == version
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("pad", ["/api", "/api/", V1, ORI, "/api/v2/acties"])
async def test_beside_the_apis_there_is_a_problem_and_no_redirect(
    client: httpx.AsyncClient, pad: str
) -> None:
    response = await client.get(pad)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("", 200), ("*/*", 200), ("application/json", 200), ("application/*;q=0.1", 200),
        ("text/html, */*;q=0.8", 200), ("application/problem+json", 200),
        ("text/html", 406), ("application/xml, text/calendar", 406),
        ("application/json;q=0", 406), ("*/*;q=0", 406), ("*/*;q=x", 406), ("é", 406),
    ],
)  # fmt: skip
async def test_only_json_can_be_had(client: httpx.AsyncClient, accept: str, status: int) -> None:
    headers = {b"accept": accept.encode()}
    response = await client.get(f"{V1}/acties/9", headers=headers)
    assert response.status_code == status


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 200), ("application/json; charset=utf-8", 200),
        ("Application/JSON", 200), ("application/ld+json", 200),
        ("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("", 415), ("json", 415),
    ],
)  # fmt: skip
async def test_only_json_is_read(client: httpx.AsyncClient, content_type: str, status: int) -> None:
    response = await client.post(
        f"{V1}/vragen", content=b'{"question": "?"}', headers={"content-type": content_type}
    )
    assert response.status_code == status
    if status == 415:
        assert response.headers["accept"] == "application/json"


def test_accepts_goes_by_the_most_precise_range() -> None:
    assert accepts("text/*;q=0.3, application/json;level=1, */*;q=0", "application/json")
    assert not accepts("*/*, application/json;q=0", "application/json")
    assert accepts("*/*;q=0, application/*", "application/json")


def test_is_json_takes_every_kind_of_it() -> None:
    assert [is_json(t) for t in ("application/json", "application/hal+json;x=1", "text/json")] == [
        True,
        True,
        False,
    ]

"""Open data: what goes out, by the rules it follows, and checked against its own description."""

from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from openapi_schema_validator import OAS30ReadValidator, oas30_format_checker

from tests.web.voorbeeld import BASE, client_for, meeting, plan
from zkl_bot.dienst import Dienst

SPEC = Path(__file__).resolve().parent.parent / "standaarden" / "mini-ori-openapi.yaml"
API = "/api/v1"
ORI = "/api/ori/v1"


@pytest.fixture(scope="module")
def standaard() -> dict[str, Any]:
    """The national description, as published."""
    read: dict[str, Any] = yaml.safe_load(SPEC.read_text(encoding="utf-8"))
    return read


def faults(standaard: dict[str, Any], schema: str, data: Any) -> list[str]:
    root = {"$ref": f"#/components/schemas/{schema}", "components": standaard["components"]}
    validator = OAS30ReadValidator(root, format_checker=oas30_format_checker)
    return [error.message for error in validator.iter_errors(data)]


async def test_acties_come_with_their_trekker(client: httpx.AsyncClient) -> None:
    every = (await client.get(f"{API}/acties")).json()
    one = (await client.get(f"{API}/acties/9")).json()
    assert every["count"] == 9
    assert [a["id"] for a in every["results"]] == [f"actie-{n}" for n in range(1, 10)]
    assert one["id"] == "actie-9"
    trekkers = [b for b in one["betrokkenen"] if b["rol"] == "trekker"]
    assert trekkers == [
        {
            "partij": "haarlem",
            "naam": {"nl": "Haarlem", "en": "Haarlem"},
            "rol": "trekker",
            "bron": {"bron": "werkplan-2021-2023", "paragraaf": "7.1", "punt": None},
        }
    ]


async def test_gebeurtenissen_are_chosen_by_span_and_kind(dienst: Dienst) -> None:
    plan(dienst, meeting(), meeting("bijeenkomst-def", dag=meeting().dag, gremium="pho"))
    params = {"van": "2026-12-01", "tot": "2026-12-31", "soort": "bijeenkomst"}
    async with client_for(dienst) as client:
        found = (await client.get(f"{API}/gebeurtenissen", params=params)).json()
        both = {"van": "2026-12-31", "tot": "2026-12-01"}
        wrong = await client.get(f"{API}/gebeurtenissen", params=both)
        one = await client.get(f"{API}/gebeurtenissen/bijeenkomst-abc")
    assert [g["id"] for g in found["results"]] == ["bijeenkomst-abc", "bijeenkomst-def"]
    assert found["results"][0]["start"] == "2026-12-09T18:30:00Z"
    assert found["results"][0]["url"] == f"{BASE}/gebeurtenis/bijeenkomst-abc"
    assert (wrong.status_code, wrong.json()["detail"]) == (400, "'tot' ligt vóór 'van'.")
    assert one.json() == found["results"][0]


async def test_pages_link_to_each_other_and_hold_everything_once(client: httpx.AsyncClient) -> None:
    ids: list[str] = []
    address: str | None = f"{API}/begrippen?pageSize=7"
    while address:
        response = await client.get(address)
        body = response.json()
        ids += [b["id"] for b in body["results"]]
        if body["next"]:
            assert f'<{body["next"]}>; rel="next"' in response.headers["link"]
        address = body["next"]
    assert len(ids) == body["count"] == len(set(ids))
    assert body["next"] is None


@pytest.mark.parametrize(
    ("pad", "status"),
    [
        ("/acties/99", 404), ("/acties/actie-99", 404), ("/niets", 404), ("/acties/", 404),
        ("/gebeurtenissen?van=morgen", 400), ("/acties?page=0", 400), ("/acties?pageSize=x", 400),
    ],
)  # fmt: skip
async def test_errors_are_problems(client: httpx.AsyncClient, pad: str, status: int) -> None:
    response = await client.get(API + pad)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert response.headers["api-version"] == "1.0.0"


async def test_question_is_answered_with_the_names_of_the_command_line(
    client: httpx.AsyncClient,
) -> None:
    response = await client.post(f"{API}/vragen", json={"question": "Wie trekt actie 9?"})
    body = response.json()
    assert response.status_code == 200
    assert body["kind"] == "antwoord"
    assert "Haarlem" in body["answer"]
    assert body["sources"] == [{"bron": "werkplan-2021-2023", "paragraaf": "7.1"}]
    follow_up = {
        "vraag": "En wanneer wordt die besproken?",
        "context": ["Wie trekt actie 9?"],
        "taal": "nl",
    }
    answer = (await client.post(f"{API}/vragen", json=follow_up)).json()["answer"]
    assert "derde kwartaal" in answer
    bad = await client.post(f"{API}/vragen", json={"question": 3})
    assert (bad.status_code, bad.json()["errors"]) == (
        400,
        [
            {
                "in": "body",
                "location": {"pointer": "/question"},
                "code": "tekst",
                "detail": "Dit moet tekst zijn.",
            }
        ],
    )


@pytest.mark.parametrize(
    "now", ["2021-01-15", "2021-01-15T12:00:00+01:00", "0001-01-01", "9999-12-31T23:59:59Z"]
)
async def test_question_is_answered_as_of_the_moment_it_names(
    client: httpx.AsyncClient, now: str
) -> None:
    vraag = {"id": "7", "question": "Wanneer wordt actie 9 besproken?", "now": now}
    response = await client.post(f"{API}/vragen", json=vraag)
    assert response.status_code == 200
    assert response.json()["id"] == "7"
    lies_behind = "stond gepland" in response.json()["answer"]
    assert lies_behind is (now > "2024")


async def test_description_stands_where_the_rules_want_it(client: httpx.AsyncClient) -> None:
    origin = {"origin": "https://elders.example"}
    response = await client.get(f"{API}/openapi.json", headers=origin)
    described = response.json()
    assert response.headers["access-control-allow-origin"] == "*"
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": f"{BASE}{API}"}]
    assert described["info"]["license"]["name"] == "CC0 1.0"
    assert set(described["paths"]) == {
        "/acties", "/acties/{nr}", "/gebeurtenissen", "/gebeurtenissen/{id}", "/bronnen",
        "/begrippen", "/kalenders", "/vragen",
    }  # fmt: skip


async def test_data_is_not_sent_again_until_it_changes(client: httpx.AsyncClient) -> None:
    first = await client.get(f"{API}/acties")
    again = await client.get(f"{API}/acties", headers={"if-none-match": first.headers["etag"]})
    head = await client.head(f"{API}/acties")
    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == first.headers["etag"]


async def test_ori_answers_follow_the_national_description(
    dienst: Dienst, standaard: dict[str, Any]
) -> None:
    lang = "Een heel lange titel " * 9
    plan(
        dienst,
        meeting(),
        meeting("bijeenkomst-dag", start=None, eind=None, titel=lang, gremium="coordinatieoverleg"),
        meeting("bijeenkomst-zonder", gemeente=None),
    )
    async with client_for(dienst) as client:
        meetings = (await client.get(f"{ORI}/vergaderingen")).json()
        items = (await client.get(f"{ORI}/agendapunten")).json()
        papers = (await client.get(f"{ORI}/informatieobjecten")).json()
        one = await client.get(f"{ORI}/vergaderingen/bijeenkomst-abc")
        item = await client.get(f"{ORI}/agendapunten/bijeenkomst-abc-actie-9")
        unknown = await client.get(f"{ORI}/vergaderingen/bijeenkomst-zonder")
    assert faults(standaard, "PaginatedVergaderingList", meetings) == []
    assert faults(standaard, "PaginatedAgendapuntList", items) == []
    assert faults(standaard, "PaginatedInformatieObjectList", papers) == []
    assert faults(standaard, "Vergadering", one.json()) == []
    assert faults(standaard, "Agendapunt", item.json()) == []
    assert unknown.status_code == 404
    assert [v["id"] for v in meetings["results"]] == ["bijeenkomst-dag", "bijeenkomst-abc"]
    found = one.json()
    assert found["organisatie"]["gemeente"] == "gm0392"
    assert found["geplandeAanvangVergadering"] == "2026-12-09T19:30:00+01:00"
    assert found["status"] == "gepland"
    assert found["vergaderingstype"] == "raadsvergadering"
    assert found["agendapunten"] == [f"{BASE}{ORI}/agendapunten/bijeenkomst-abc-actie-9"]
    assert "geplandeAanvangVergadering" not in meetings["results"][0]
    assert len(meetings["results"][0]["naam"]) == 100


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"gewijzigdSinds": "2026-11-20T13:00:00+01:00"}, ["bijeenkomst-abc"]),
        ({"gewijzigdSinds": "2026-11-20T12:00:01Z"}, []),
        ({"gewijzigdSinds": "0001-01-01T00:00:00+14:00"}, ["bijeenkomst-abc"]),
        ({"organisatie": "gm0392"}, ["bijeenkomst-abc"]),
        ({"organisatie": "gm0363"}, []),
        ({"status": "geannuleerd"}, []),
        ({"vergaderdatum": "2026-12-09", "naam": "raads"}, ["bijeenkomst-abc"]),
    ],
)
async def test_ori_meetings_are_chosen(
    dienst: Dienst, query: dict[str, str], expected: list[str]
) -> None:
    plan(dienst, meeting())
    async with client_for(dienst) as client:
        response = await client.get(f"{ORI}/vergaderingen", params=query)
    assert [v["id"] for v in response.json()["results"]] == expected

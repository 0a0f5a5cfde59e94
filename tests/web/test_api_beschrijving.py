"""The OpenAPI descriptions: whole, and by the rules of the Dutch API Design Rules."""

import re
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from tests.web.voorbeeld import client_for, make_dienst
from zkl_bot.dienst import Dienst

ROOTS = ["/api/v1", "/api/ori/v1"]


async def description(client: httpx.AsyncClient, root: str) -> dict[str, Any]:
    found: dict[str, Any] = (await client.get(f"{root}/openapi.json")).json()
    return found


def operations(described: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(p, m, o) for p, every in described["paths"].items() for m, o in every.items()]


@pytest.mark.parametrize("root", ROOTS)
async def test_every_response_names_the_version_and_every_error_is_a_problem(
    client: httpx.AsyncClient, root: str
) -> None:
    described = await description(client, root)
    for pad, method, operation in operations(described):
        responses = operation["responses"]
        assert all("API-Version" in r["headers"] for r in responses.values()), (pad, method)
        errors = {s: r["content"] for s, r in responses.items() if not s.startswith("2")}
        assert {*errors} >= {"400", "406", "default"}
        assert ("404" in errors) == ("{" in pad)
        assert ("415" in errors) == (method == "post")
        assert "422" not in errors
        problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        assert all(content == problem for content in errors.values())


@pytest.mark.parametrize("root", ROOTS)
async def test_names_follow_the_rules(client: httpx.AsyncClient, root: str) -> None:
    described = await description(client, root)
    names = [p["name"] for *_, o in operations(described) for p in o.get("parameters", [])]
    assert [n for n in names if not re.fullmatch(r"[a-z][a-zA-Z]*", n)] == []
    assert [s for s in described["components"]["schemas"] if not re.fullmatch(r"[A-Z]\w*", s)] == []
    assert [s for s in described["components"]["schemas"] if "_" in s] == []
    assert [p for p in described["paths"] if not re.fullmatch(r"(/([a-z-]+|\{[a-z]+\}))+", p)] == []
    assert re.fullmatch(r"\d+\.\d+\.\d+", described["info"]["version"])
    assert {"name", "url"} <= set(described["info"]["contact"])


@pytest.mark.parametrize("root", ROOTS)
async def test_schemas_are_valid_and_every_reference_leads_somewhere(
    client: httpx.AsyncClient, root: str
) -> None:
    described = await description(client, root)
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for reference in set(
        re.findall(r'"\$ref": ?"#/([^"]+)"', httpx.Response(200, json=described).text)
    ):
        found: Any = described
        for part in reference.split("/"):
            found = found[part]
        assert found


async def test_errors_are_as_described(client: httpx.AsyncClient) -> None:
    described = await description(client, "/api/v1")
    root = {"$ref": "#/components/schemas/Problem", "components": described["components"]}
    for pad in ("/acties?page=0", "/acties/99", "/niets", "/acties/"):
        problem = (await client.get(f"/api/v1{pad}")).json()
        assert list(Draft202012Validator(root).iter_errors(problem)) == []


async def test_contact_has_an_address_only_when_the_operator_gave_one(
    client: httpx.AsyncClient, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with_mail: Dienst = make_dienst(
        tmp_path_factory.mktemp("mail"),
        smtp_url="smtp://127.0.0.1:2525",
        mail_from="zkl@example.org",
    )
    assert "email" not in (await description(client, "/api/v1"))["info"]["contact"]
    async with client_for(with_mail) as other:
        contact = (await description(other, "/api/v1"))["info"]["contact"]
    assert contact["email"] == "zkl@example.org"

"""The OpenAPI description, as FastAPI makes it, made to say what the API really does."""

from typing import Any

from zkl_bot.web.api.vorm import Problem
from zkl_bot.web.fouten import PROBLEM

_REF = "#/components/schemas/"
_KOP = {"API-Version": {"$ref": "#/components/headers/ApiVersion"}}
_GELUKT = "Gelukt."
_WOORDEN = {
    "400": "De invoer klopt niet; `errors` zegt waar en waarom.",
    "404": "Dit bestaat niet.",
    "406": "Alleen JSON kan worden geleverd.",
    "415": "Alleen JSON kan worden gelezen.",
    "default": "Er ging iets mis.",
}


def describe(described: dict[str, Any], version: str) -> dict[str, Any]:
    """Adds errors and headers; takes out what is never answered (422)."""
    parts = described.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    problem = Problem.model_json_schema(ref_template=_REF + "{model}")
    schemas |= problem.pop("$defs") | {"Problem": problem}
    parts["headers"] = {
        "ApiVersion": {
            "description": "De volledige versie van de API.",
            "schema": {"type": "string", "examples": [version]},
        }
    }
    for pad, operations in described["paths"].items():
        for method, operation in operations.items():
            _describe_responses(operation, has_id="{" in pad, has_body=method == "post")
    return described


def _describe_responses(operation: dict[str, Any], *, has_id: bool, has_body: bool) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    for status, answer in responses.items():
        if status.startswith("2"):
            answer["description"] = _GELUKT
    left_out = {"404": not has_id, "415": not has_body}
    for status, words in _WOORDEN.items():
        if not left_out.get(status):
            content = {PROBLEM: {"schema": {"$ref": _REF + "Problem"}}}
            responses[status] = {"description": words, "content": content}
    for answer in responses.values():
        answer["headers"] = _KOP

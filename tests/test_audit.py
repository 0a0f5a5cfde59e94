"""The audit of dependencies never passes silently when it could not look."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).resolve().parent.parent / ".ci" / "audit.py"


@pytest.fixture(scope="module")
def audit() -> Any:
    spec = importlib.util.spec_from_file_location("ci_audit", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["ci_audit"] = module  # dataclasses look it up
    spec.loader.exec_module(module)
    return module


GOED = {"name": "pyyaml", "version": "6.0.3", "vulns": []}
SLECHT = {
    "name": "jinja2",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-2021-66", "fix_versions": ["2.11.3"]}],
}
ONBEKEND = {"name": "babel", "skip_reason": "Dependency not found"}
VONDST = "Known weaknesses in what is locked:\njinja2 2.0: PYSEC-2021-66 (mended in 2.11.3)"


@pytest.mark.parametrize(
    ("reports", "strict", "status", "words"),
    [
        ([[GOED]], True, 0, "No known weakness in the 1 locked packages."),
        ([[GOED, SLECHT]], False, 1, VONDST),
        ([[SLECHT, ONBEKEND]], False, 1, VONDST),
        ([[GOED, ONBEKEND]], False, 0, "NOT AUDITED"),
        ([[ONBEKEND], [GOED]], True, 0, "No known weakness"),
        ([[ONBEKEND]], False, 0, "none of the locked packages"),
        ([[ONBEKEND]], True, 1, "NOT AUDITED"),
        ([[]], True, 1, "NOT AUDITED"),
        ([], False, 0, "NOT AUDITED"),
        ([], True, 1, "NOT AUDITED"),
    ],
)
def test_audit_passes_only_what_was_looked_at(
    audit: Any, reports: list[list[dict[str, Any]]], strict: bool, status: int, words: str
) -> None:
    outcomes = [audit.judge({"dependencies": report}) for report in reports]
    got, said = audit.conclude(outcomes, strict=strict)
    assert got == status
    assert words in said


def test_service_that_cannot_be_reached_is_no_outcome(
    audit: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(audit, "LOCK", str(tmp_path / "none.lock"))
    assert audit.ask("pypi") is None

"""What the documents point at exists: files, tests, settings, commands, links, pictures."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.docs.blokken import ROOT, documents, without_blocks
from zkl_bot.cli.register import COMMANDOS
from zkl_bot.gesprek.gesprekken import COMMANDOS as CHAT
from zkl_bot.settings import Settings

DOCUMENTEN = documents()
TEST = re.compile(r"`(tests/[\w/.]+\.py)::(\w+)`")
PAD = re.compile(r"`((?:zkl_bot|tests|data|docs|bench)/[\w./<>-]*)`")
GEMAAKT = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
"""What a run makes, and no checkout has."""
LINK = re.compile(r"\]\(([^)\s]+)\)")


@cache
def functions_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


@cache
def anchors(path: Path) -> frozenset[str]:
    """The anchors of a document's headings, as GitHub and GitLab make them."""
    headings = re.findall(r"^#+ (.+)$", without_blocks(path), re.MULTILINE)
    return frozenset(re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings)


def spans(path: Path) -> list[str]:
    """What stands between backticks in the text."""
    return re.findall(r"`([^`\n]+)`", without_blocks(path))


@pytest.mark.parametrize("path", DOCUMENTEN, ids=lambda p: p.name)
def test_named_tests_and_files_exist(path: Path) -> None:
    words = without_blocks(path)
    missing = [f"{file}::{name}" for file, name in TEST.findall(words)
               if not (ROOT / file).is_file() or name not in functions_in(ROOT / file)]  # fmt: skip
    missing += [
        pad
        for pad in PAD.findall(words)
        if "<" not in pad and not (ROOT / pad).exists() and pad not in GEMAAKT
    ]
    assert missing == []


@pytest.mark.parametrize("path", DOCUMENTEN, ids=lambda p: p.name)
def test_links_and_pictures_lead_somewhere(path: Path) -> None:
    broken = []
    for link in LINK.findall(without_blocks(path)):
        target, _, anchor = link.partition("#")
        if target.startswith("https://"):
            continue
        file = (path.parent / target) if target else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("path", DOCUMENTEN, ids=lambda p: p.name)
def test_named_settings_and_commands_exist(path: Path) -> None:
    every = spans(path)
    settings = {f"ZKL_{field.upper()}" for field in Settings.model_fields} | {"ZKL_TEST_ALL"}
    named = {n for span in every for n in re.findall(r"\bZKL_[A-Z_]+", span)}
    assert named - settings - {"ZKL_BRONNEN"} == set()
    ours = {c.naam for c in COMMANDOS}
    called = {m[1] for span in every if (m := re.match(r"zkl-bot ([a-z]+)", span))}
    assert called - ours == set()
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    asked = {m[1] for span in every if (m := re.match(r"make ([a-z]+)", span))}
    assert asked - targets == set()


def test_guide_of_the_griffie_names_only_commands_there_are() -> None:
    named = {m[1] for s in spans(ROOT / "docs" / "GRIFFIE.md") if (m := re.match(r"/([a-z]+)", s))}
    assert named <= set(CHAT)
    assert {n for n, c in CHAT.items() if c.griffie and n != "import"} <= named


def test_threat_model_names_a_module_and_a_test_for_each_measure() -> None:
    text = (ROOT / "docs" / "DREIGINGEN.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:-1] for line in text.splitlines() if line.count("|") == 5]
    measures = [row for row in rows if row[0].strip() not in ("dreiging", "---")]
    assert len(measures) > 30
    for _, maatregel, module, test in measures:
        assert maatregel.strip()
        assert all((ROOT / file).is_file() for file in re.findall(r"`([\w/.]+)`", module)), module
        assert TEST.search(test), test

"""What the project promises about itself: settings, locks, dependencies, files."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.docs.blokken import blocks
from zkl_bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
# Written in parts, so that this file does not hold what it looks for.
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "deb.debian" + ".org")


def committed_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def name_of(requirement: str) -> str:
    return re.split(r"[\[<>=;~! ]", requirement, maxsplit=1)[0].lower()


def test_env_example_names_every_setting() -> None:
    named = set(re.findall(r"^#?(ZKL_[A-Z_]+)=", read(".env.example"), re.MULTILINE))
    assert named == {f"ZKL_{field.upper()}" for field in Settings.model_fields}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_pins_and_hashes_everything(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", read(lock).strip())
    loose = [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]
    assert loose == []


def test_committed_files_name_no_registry() -> None:
    naming = [
        (path.relative_to(ROOT).as_posix(), registry)
        for path in committed_files()
        if path.suffix not in {".png", ".ico", ".woff2"}
        for registry in REGISTRIES
        if registry in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert naming == []


def test_architecture_explains_every_dependency() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    text = read("docs/ARCHITECTURE.md").lower().replace("-", "").replace("_", "")
    wanted = [name_of(r) for r in project["project"]["dependencies"]]
    for group in project["dependency-groups"].values():
        wanted += [name_of(r) for r in group if isinstance(r, str) and not r.startswith("types-")]
    unexplained = [name for name in wanted if name.replace("-", "").split("[")[0] not in text]
    # pytest's plugins stand behind its own name in brackets.
    assert [name for name in unexplained if not name.startswith("pytest-")] == []


def test_publiccode_has_what_the_standard_requires() -> None:
    code = yaml.safe_load(read("publiccode.yml"))
    required = {
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus",
        "softwareType", "description", "legal", "maintenance", "localisation",
    }  # fmt: skip
    assert required <= set(code)
    assert code["legal"]["license"] == "EUPL-1.2"
    assert code["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    for description in code["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_readme_shows_an_exchange_that_is_carried_out(name: str) -> None:
    shown = [b for b in blocks(ROOT / name) if b.inhoud.startswith("$ zkl-bot ask '")]
    assert [b.taal for b in shown] == ["console"]


def test_readmes_name_both_commands() -> None:
    for name in ("README.md", "README.en.md"):
        assert "make run" in read(name)
        assert "make test" in read(name)

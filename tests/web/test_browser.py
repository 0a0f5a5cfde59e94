"""Every page in a real Chromium: accessible, by keyboard, narrow and wide, light and dark."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import missing
from tests.web.voorbeeld import make_dienst, meeting, plan, served
from zkl_bot.dienst import Dienst
from zkl_bot.kennis.rol import Rol
from zkl_bot.store import abonnees, uitnodigingen
from zkl_bot.store.engine import session
from zkl_bot.web.machines import PADEN

BROWSER = Path(__file__).resolve().parent.parent / "browser"
TOOLS = ("node", "chromium")
MAX_BYTES = 100_000

pytestmark = pytest.mark.zwaar


def need_tools() -> None:
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    if absent:
        missing(f"{' and '.join(absent)} not installed (Debian: apt-get install nodejs chromium)")
    if not (BROWSER / "node_modules" / "playwright-core").is_dir():
        missing("the browser's driver is not installed (npm ci in tests/browser)")


def secret_pages(dienst: Dienst) -> list[str]:
    """The pages behind a secret, each with one that works."""
    now = dienst.now()
    rol: Rol = "ambtenaar"
    with session(dienst.engine) as opened:
        code, _ = uitnodigingen.invite(opened, rol, "haarlem", wie="test", now=now)
        abonnee = abonnees.ensure(opened, "email", "a@example.org", now=now)
        assert abonnee.id is not None
        geheim = abonnees.new_secret()
        abonnees.add_sleutel(opened, abonnee.id, geheim, now=now)
    return [
        f"/uitnodiging/{code}",
        f"/voorkeuren/{geheim}",
        f"/afmelden/{geheim}",
        f"/bevestig/{geheim}",
    ]


@pytest.fixture(scope="module")
def uitkomst(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser found on every page of a site with a meeting."""
    need_tools()
    geheim: list[str] = []

    def make(base: str) -> Dienst:
        dienst = make_dienst(
            tmp_path_factory.mktemp("web"),
            public_url=base,
            smtp_url="smtp://127.0.0.1:2525",
            mail_from="bot@example.org",
        )
        plan(dienst, meeting(url="https://example.org/stukken"))
        geheim.extend(secret_pages(dienst))
        return dienst

    with served(make) as base:
        paginas = [
            *PADEN,
            "/acties/actie-4",
            "/acties/actie-9?taal=en",
            "/gebeurtenis/bijeenkomst-abc",
            "/gebeurtenis/actie-9-bespreking-1?taal=en",
            "/vraag",
            "/vraag?q=Wie+trekt+actie+9%3F",
            "/vraag?q=%2Ftijdlijn",
            "/vraag?q=hoeveel+olifanten",
            "/convenant/opzegging?datum=2026-12-31",
            "/convenant/opzegging?datum=31-02-2027",
            "/kalenders?kalender=pho&taal=en",
            "/bestaat-niet",
            *geheim,
        ]
        opdracht = {"base": base, "chromium": shutil.which("chromium"), "paginas": paginas}
        done = subprocess.run(
            ["node", "toets.mjs"],
            cwd=BROWSER,
            input=json.dumps(opdracht),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_browser_finds_no_fault_on_any_page(uitkomst: dict[str, Any]) -> None:
    assert uitkomst["fouten"] == []


def test_pages_stay_light(uitkomst: dict[str, Any]) -> None:
    assert {pad: n for pad, n in uitkomst["bytes"].items() if n >= MAX_BYTES} == {}


def test_conversation_goes_on_with_and_without_javascript(uitkomst: dict[str, Any]) -> None:
    for way in ("met", "zonder"):
        gesprek = uitkomst["antwoorden"][way]
        assert "Haarlem" in gesprek["eerder"]
        assert "derde kwartaal" in gesprek["antwoord"]
        assert "n.t.b." in gesprek["antwoord"]
        assert "eerder=" in gesprek["adres"]

"""Every page in a real Chromium: accessible, by keyboard, on phone and desk, dark, on paper."""

import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import compile_path

from tests.conftest import missing
from tests.web.voorbeeld import make_dienst, meeting, plan, served
from zkl_bot.dienst import Dienst
from zkl_bot.kennis.rol import Rol
from zkl_bot.store import aanmelding, abonnees, feed_abonnementen, uitnodigingen
from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.engine import session
from zkl_bot.store.tables import Uitgaand
from zkl_bot.texts.render import Renderer
from zkl_bot.web.machines import PADEN
from zkl_bot.web.omgeving import TEMPLATES
from zkl_bot.web.pages import PAGES

BROWSER = Path(__file__).resolve().parent.parent / "browser"
TOOLS = ("node", "chromium")
MAX_BYTES = 100_000
VRAAG = "/vraag?q=Wie+trekt+actie+9%3F"
ZOEKTOCHTEN = {
    "wie trekt": {"pad": "/", "links": ["Acties"]},
    "volgende bijeenkomst": {"pad": "/", "links": []},
    "abonneren": {"pad": "/", "links": ["Abonneren"]},
    "who leads": {"pad": "/?taal=en", "links": ["Actions"]},
    "next meeting": {"pad": "/?taal=en", "links": []},
    "subscribe": {"pad": "/?taal=en", "links": ["Subscribe"]},
}
"""What a person comes for, and the links to follow; the last click may be one on that page."""

pytestmark = pytest.mark.zwaar


def need_tools() -> None:
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    if absent:
        missing(f"{' and '.join(absent)} not installed (Debian: apt-get install nodejs chromium)")
    if not (BROWSER / "node_modules" / "playwright-core").is_dir():
        missing("the browser's driver is not installed (npm ci in tests/browser)")


class Geheimen:
    """Makes the secrets that lead to pages, each good for one page."""

    def __init__(self, dienst: Dienst) -> None:
        self.dienst = dienst
        self._abonnees = 0

    def code(self) -> str:
        """Of an invitation."""
        rol: Rol = "ambtenaar"
        with session(self.dienst.engine) as opened:
            now = self.dienst.now()
            return uitnodigingen.invite(opened, rol, "haarlem", wie="test", now=now)[0]

    def sleutel(self, code: str | None = None) -> str:
        """Of somebody who gets mail, or who asked for it with this invitation."""
        now, self._abonnees = self.dienst.now(), self._abonnees + 1
        adres = f"{self._abonnees}@example.org"
        with session(self.dienst.engine) as opened:
            if code is not None:
                aanmelding.request(opened, adres, hash_of(code), "nl", now=now)
            abonnee = abonnees.ensure(opened, "email", adres, now=now)
            assert abonnee.id is not None
            geheim = abonnees.new_secret()
            abonnees.add_sleutel(opened, abonnee.id, geheim, now=now)
        return geheim

    def herinnerd(self) -> str:
        """Of somebody who was sent a reminder, that can come again."""
        geheim, now = self.sleutel(), self.dienst.now()
        with session(self.dienst.engine) as opened:
            abonnee = abonnees.ensure(opened, "email", f"{self._abonnees}@example.org", now=now)
            row = Uitgaand(
                abonnee=abonnee.id or 0,
                regel="evaluatie",
                gebeurtenis="evaluatie-2023",
                sleutel="2026-10-01",
                verstuur_vanaf=now - timedelta(days=1),
                vervalt=now + timedelta(days=60),
                stand="verzonden",
                verzonden=now - timedelta(days=1),
                bundel=1,
                aangemaakt=now - timedelta(days=9),
            )
            opened.add(row)
        return geheim

    def feed(self) -> str:
        """Of a personal feed."""
        token = abonnees.new_secret()
        with session(self.dienst.engine) as opened:
            keuze = {"acties": ["actie-9"], "deadlines": True}
            feed_abonnementen.add(opened, hash_of(token), keuze, now=self.dienst.now())
        return token


def fixed_pages() -> list[dict[str, Any]]:
    """What lies at an address of its own, or was asked, in both languages."""
    paden = [
        *PADEN,
        "/acties/actie-4",
        "/acties/actie-9",
        "/gebeurtenis/bijeenkomst-abc",
        "/gebeurtenis/bijeenkomst-weg",
        "/gebeurtenis/actie-9-bespreking-1",
        "/vraag",
        VRAAG,
        "/vraag?q=%2Ftijdlijn",
        "/vraag?q=hoeveel+olifanten",
        "/vraag?eerder=v%3AWie+trekt+actie+9%3F&q=En+wanneer%3F",
        "/convenant/opzegging?datum=2026-12-31",
        "/convenant/opzegging?datum=31-02-2027",
        "/kalenders?kalender=pho",
        "/bestaat-niet",
        "/voorkeuren/bestaat-niet",
    ]
    english = [f"{pad}{'&' if '?' in pad else '?'}taal=en" for pad in paden]
    return [
        *({"pad": pad} for pad in paden),
        # The same page in words of another length: looked at once, where there is least room.
        *({"pad": pad, "breedte": 320, "kort": True} for pad in english),
    ]


def pages_of_people(maak: Geheimen) -> list[dict[str, Any]]:
    """The pages behind a secret, and what comes after each of their forms."""
    send = ["main form button"]
    found: list[dict[str, Any]] = []
    for width in (320, 1280):
        uitnodiging, voorkeuren = f"/uitnodiging/{maak.code()}", f"/voorkeuren/{maak.sleutel()}"
        afmelden, bevestig = f"/afmelden/{maak.sleutel()}", f"/bevestig/{maak.sleutel(maak.code())}"
        beheer = f"/kalenders/abonnement/{maak.feed()}"
        herinnerd = f"/voorkeuren/{maak.herinnerd()}"
        states: list[tuple[str, str, list[list[str]]]] = [
            ("uitnodiging", uitnodiging, []),
            ("uitnodiging fout", uitnodiging, [["#adres", "iemand@nergens"], send]),
            ("mail onderweg", uitnodiging, [["#adres", "iemand@example.org"], send]),
            ("voorkeuren", voorkeuren, []),
            ("voorkeuren opgeslagen", voorkeuren, [["#tijd", "08:30"], send]),
            ("voorkeuren fout", voorkeuren, [["#tijd", "02:30"], send]),
            ("voorkeuren herinnerd", herinnerd, []),
            ("voorkeuren opnieuw", herinnerd, [["button[name=knop]"]]),
            ("bevestig", bevestig, []),
            ("bevestigd", bevestig, [send]),
            ("afmelden", afmelden, []),
            ("afgemeld", afmelden, [send]),
            ("kalender klaar", "/kalenders/persoonlijk", [send]),
            ("kalender beheer", beheer, []),
            ("kalender weg", beheer, [["button[value=intrekken]"]]),
        ]
        found += [
            {"naam": f"{naam} {width}", "pad": pad, "stappen": stappen, "breedte": width}
            for naam, pad, stappen in states
        ]
    # Pages that no link leads to.
    found += [
        {"naam": "405", "pad": "/agenda", "post": True},
        {"naam": "400", "pad": f"/kalenders/abonnement/{maak.feed()}", "post": True},
    ]
    return found


@pytest.fixture(scope="module")
def uitkomst(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser found on every page of a site with meetings."""
    need_tools()
    made: list[Dienst] = []
    sjablonen: set[str] = set()
    render = Renderer.render

    def note(self: Renderer, template: str, *args: Any, **more: Any) -> str:
        sjablonen.add(template)
        return render(self, template, *args, **more)

    def make(base: str) -> Dienst:
        dienst = make_dienst(
            tmp_path_factory.mktemp("web"),
            public_url=base,
            smtp_url="smtp://127.0.0.1:2525",
            mail_from="bot@example.org",
        )
        plan(dienst, meeting(url="https://example.org/stukken"))
        plan(dienst, meeting("bijeenkomst-weg", status="geannuleerd", acties=()))
        made.append(dienst)
        return dienst

    with pytest.MonkeyPatch.context() as patch, served(make) as base:
        patch.setattr(Renderer, "render", note)
        paginas = [*fixed_pages(), *pages_of_people(Geheimen(made[0]))]
        opdracht = {
            "base": base,
            "chromium": shutil.which("chromium"),
            "paginas": paginas,
            "zoektochten": ZOEKTOCHTEN,
        }
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
    return found | {"sjablonen": sjablonen, "paden": [p["pad"] for p in paginas]}


def test_browser_finds_no_fault_on_any_page(uitkomst: dict[str, Any]) -> None:
    assert uitkomst["fouten"] == []


def test_browser_saw_every_page_there_is(uitkomst: dict[str, Any]) -> None:
    every = {p.name.removesuffix(".j2") for p in TEMPLATES.glob("[!_]*.html.j2")}
    assert every - uitkomst["sjablonen"] == {"basis.html"}, "never shown"
    paden = [pad.partition("?")[0] for pad in uitkomst["paden"]]
    patterns = {route.path: compile_path(route.path)[0] for route in PAGES}
    # A file; and where only a button of the preferences leads, which was pressed.
    files = {"/convenant/opzegging.ics", "/voorkeuren/{token}/verstuurd"}
    unseen = {p for p, regex in patterns.items() if not any(regex.match(pad) for pad in paden)}
    assert unseen == files


def test_pages_stay_light(uitkomst: dict[str, Any]) -> None:
    assert {pad: n for pad, n in uitkomst["bytes"].items() if n >= MAX_BYTES} == {}


def test_conversation_goes_on_with_and_without_javascript(uitkomst: dict[str, Any]) -> None:
    for way in ("met", "zonder"):
        gesprek = uitkomst["antwoorden"][way]
        assert "Haarlem" in gesprek["eerder"]
        assert "derde kwartaal" in gesprek["antwoord"]
        assert "n.t.b." in gesprek["antwoord"]
        assert "eerder=" in gesprek["adres"]


@pytest.mark.parametrize("width", [320, 1280])
def test_what_people_come_for_is_at_most_two_clicks_away(
    uitkomst: dict[str, Any], width: int
) -> None:
    found = {doel: uitkomst["gevonden"][f"{doel} {width}"] for doel in ZOEKTOCHTEN}
    # What still has to be pressed on the page itself: only to subscribe.
    assert all(
        len(z["links"]) + (doel in ("abonneren", "subscribe")) <= 2
        for doel, z in ZOEKTOCHTEN.items()
    )
    assert (
        "Actie 9: Aanpak regionaal fietspadennetwerk Trekker: Haarlem"
        in found["wie trekt"]["woorden"]
    )
    assert "network Leader: Haarlem" in found["who leads"]["woorden"]
    assert (
        "Eerstvolgende bijeenkomst woensdag 9 december 2026, 19:30–21:30 uur"
        in found["volgende bijeenkomst"]["woorden"]
    )
    assert "Next meeting Wednesday 9 December 2026, 19:30–21:30" in found["next meeting"]["woorden"]
    for doel in ("abonneren", "subscribe"):
        assert any(a.startswith("webcal://") for a in found[doel]["links"])
        assert any("outlook.office.com" in a for a in found[doel]["links"])
        assert "/kalender/alles.ics" in found[doel]["woorden"]

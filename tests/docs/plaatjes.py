"""The pictures of docs/GRIFFIE.md, made of real pages and real conversations.

`.venv/bin/python -m tests.docs.plaatjes` makes them anew. Beside them stands what can be read in
them (`woorden.json`), so that a test can tell when a picture no longer shows what people see.
"""

import asyncio
import html
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from jinja2 import Environment, FileSystemLoader

from tests.docs.gesprekken import GESPREKKEN, SITE, hold, words
from tests.docs.png import shrink
from tests.web.voorbeeld import make_dienst, meeting, plan, served
from zkl_bot.dienst import Dienst

HIER = Path(__file__).resolve().parent
MAP = HIER.parent.parent / "docs" / "afbeeldingen"
WOORDEN = MAP / "woorden.json"
BROWSER = HIER.parent / "browser"
BREED_CHAT, SCHAAL = 420, 1.5

PAGINAS: dict[str, tuple[str, int, int]] = {
    "site-start": ("/", 1000, 760),
    "site-agenda": ("/agenda", 1000, 700),
    "site-abonneren": ("/kalenders", 1000, 860),
    "site-bijeenkomst": ("/gebeurtenis/bijeenkomst-abc", 390, 760),
}
"""By the name of the picture: the page, and how wide and high it is looked at (CSS pixels)."""


def make_site(home: Path) -> Dienst:
    """A site with two meetings."""
    dienst = make_dienst(home, public_url=SITE, telegram_token="1:" + "a" * 35)
    dienst.bot = "zkl_voorbeeld_bot"
    plan(
        dienst,
        meeting(plaats="Raadhuis Heemstede", acties=("actie-4", "actie-9")),
        meeting(
            "bijeenkomst-pho",
            gremium="pho",
            onderwerp="wonen",
            plaats="Stadhuis Haarlem",
            acties=("actie-5",),
        ),
    )
    return dienst


def words_of_page(base: str, pad: str) -> str:
    """What can be read in the page itself."""
    page = httpx.get(base + pad).text
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def read_all(base: str, home: Path) -> dict[str, Any]:
    """What can be read in every picture, as it would be now."""
    found: dict[str, Any] = {naam: words_of_page(base, p) for naam, (p, *_) in PAGINAS.items()}
    for naam in GESPREKKEN:
        found[f"chat-{naam}"] = words(asyncio.run(hold(naam, home / naam)))
    return found


def render_chat(naam: str, home: Path) -> str:
    """The conversation as a page that looks like a chat."""
    environment = Environment(loader=FileSystemLoader(HIER), autoescape=True, trim_blocks=True)
    ballonnen = asyncio.run(hold(naam, home))
    return environment.get_template("gesprek.html.j2").render(naam=naam, ballonnen=ballonnen)


def make_pictures(base: str, home: Path) -> None:
    """Makes every picture. Raises subprocess.CalledProcessError."""
    MAP.mkdir(exist_ok=True)
    plaatjes: list[dict[str, Any]] = [
        {"bestand": str(MAP / f"{n}.png"), "breed": breed, "hoog": hoog, "adres": base + pad}
        for n, (pad, breed, hoog) in PAGINAS.items()
    ]
    for naam in GESPREKKEN:
        chat = render_chat(naam, home / f"{naam}-plaatje")
        bestand = str(MAP / f"chat-{naam}.png")
        plaatjes.append({"bestand": bestand, "breed": BREED_CHAT, "html": chat})
    opdracht = {"chromium": shutil.which("chromium"), "schaal": SCHAAL, "plaatjes": plaatjes}
    subprocess.run(
        ["node", "plaatjes.mjs"], cwd=BROWSER, input=json.dumps(opdracht), text=True, check=True
    )
    for plaatje in plaatjes:
        path = Path(plaatje["bestand"])
        path.write_bytes(shrink(path.read_bytes()))


def main() -> int:
    """Makes the pictures and notes what they show."""
    with TemporaryDirectory() as scratch:
        home = Path(scratch)
        (home / "site").mkdir()
        with served(lambda base: make_site(home / "site")) as base:
            make_pictures(base, home)
            shown = read_all(base, home)
    WOORDEN.write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

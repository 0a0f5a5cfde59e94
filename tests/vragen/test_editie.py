"""A second edition, as data only: an invented work plan 2027-2030 of six acties."""

import json
import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.texts.plain import to_plain
from zkl_bot.texts.render import Renderer
from zkl_bot.vragen.vraagbaak import Vraagbaak

EDITIE = Path(__file__).parent / "editie"
NU = datetime(2027, 2, 1, 12, tzinfo=AMSTERDAM)
VRAGEN = [json.loads(line) for line in (EDITIE / "vragen.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def kennis(tmp_path_factory: pytest.TempPathFactory) -> Kennis:
    """The shipped facts, with one file and one entry added."""
    map = tmp_path_factory.mktemp("editie") / "data"
    shutil.copytree(SHIPPED, map)
    shutil.copy(EDITIE / "2027-2030.yaml", map / "werkplannen")
    bronnen = yaml.safe_load((map / "bronnen.yaml").read_text("utf-8"))
    bronnen["bronnen"].append(yaml.safe_load((EDITIE / "bron.yaml").read_text("utf-8")))
    (map / "bronnen.yaml").write_text(yaml.safe_dump(bronnen, allow_unicode=True), "utf-8")
    return load_kennis(map)


def test_editie_begun_last_leads(kennis: Kennis) -> None:
    assert [werkplan.jaren for werkplan in kennis.werkplannen] == ["2027-2030", "2021-2023"]


def test_editie_is_answered_right_without_code(kennis: Kennis) -> None:
    vraagbaak, renderer = Vraagbaak(kennis), Renderer(kennis)
    wrong = []
    for item in VRAGEN:
        antwoord = vraagbaak.answer(item["vraag"], now=NU)
        tekst = to_plain(renderer.antwoord(antwoord, antwoord.taal).html)
        if not all(re.search(patroon, tekst) for patroon in item["moet"]):
            wrong.append(f"{item['vraag']} -> {tekst}")

    assert len(VRAGEN) == 60
    assert len(wrong) <= 3, "\n\n".join(wrong)


def test_editie_before_is_askable_by_years_and_as_the_previous_one(kennis: Kennis) -> None:
    vraagbaak = Vraagbaak(kennis)

    assert vraagbaak.answer("Wie trekt actie 3?", now=NU).onderwerp == "2027-actie-3"
    for vraag in ("Wie trekt actie 3 van het werkplan 2021-2023?",
                  "Wie trekt actie 3 van het vorige werkplan?"):  # fmt: skip
        assert vraagbaak.answer(vraag, now=NU).onderwerp == "actie-3"

from collections.abc import Callable

import pytest

from tests.vragen.conftest import NU
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.vraagbaak import Vraagbaak

Words = Callable[[Antwoord], str]


def ask(vraagbaak: Vraagbaak, vraag: str) -> Antwoord:
    return vraagbaak.answer(vraag, now=NU)


@pytest.mark.parametrize(
    ("vraag", "onderwerp"),
    [
        ("wat staat er in grote lijnen in het hoofdstuk over wonen", "wonen"),
        ("Geef een samenvatting van hoofdstuk 6", "klimaat"),
        ("vat hoofdopgave 1 kort samen", "landschap"),
        ("Summarise chapter 7", "bereikbaarheid"),
        ("Waar gaat het convenant in het kort over?", "convenant"),
        ("vat het recept samen", "recept"),
        ("what does the work plan say in short?", "werkplan-2021-2023"),
        ("Vat §4.2 samen", "actie-4"),
        ("wat staat er in hoofdstuk 7", "bereikbaarheid"),
        ("hoofdstuk 5", "wonen"),
        ("waar gaat paragraaf 6.2 over?", "actie-8"),
    ],
)
def test_overview_is_of_what_is_named(vraagbaak: Vraagbaak, vraag: str, onderwerp: Id) -> None:
    antwoord = ask(vraagbaak, vraag)

    assert (antwoord.kind, antwoord.uitleg.regel, antwoord.onderwerp) == (
        "antwoord", "overzicht", onderwerp
    )  # fmt: skip
    assert antwoord.bronnen


@pytest.mark.parametrize(
    "vraag",
    [
        "Wie trekt kort gezegd het hoofdstuk over wonen?",
        "Is het convenant kort?",
        "Geef kort de kosten van het convenant",
        "Hoe kort voor 1 januari kan een gemeente opzeggen?",
        "Wat staat er in het hoofdstuk over wonen?",
    ],
)
def test_overview_is_not_of_what_asks_for_more_or_something_else(
    vraagbaak: Vraagbaak, vraag: str
) -> None:
    assert ask(vraagbaak, vraag).uitleg.regel != "overzicht"


def test_overview_of_a_chapter_tells_the_gist_of_each_actie(
    vraagbaak: Vraagbaak, kennis: Kennis, words: Words
) -> None:
    told = words(ask(vraagbaak, "Vat hoofdstuk 6 samen"))

    acties = [a for a in kennis.werkplan.acties if a.hoofdopgave == "klimaat"]
    assert len(acties) == 2
    assert all(a.kern.nl in told for a in acties)


def test_overview_of_the_work_plan_tells_its_acties_by_hoofdopgave(
    vraagbaak: Vraagbaak, kennis: Kennis, words: Words
) -> None:
    told = words(ask(vraagbaak, "Waar gaat het werkplan in het kort over?"))

    assert "• Bereikbaarheid: Fietspadennetwerk (actie 9)" in told.splitlines()
    assert all(taak.titel.nl in told for taak in kennis.werkplan.hoofdopgaven)
    assert all(f"{a.kort.nl} (actie {a.nummer})" in told for a in kennis.werkplan.acties)


def test_overview_of_a_document_tells_what_it_is_and_its_parts(
    vraagbaak: Vraagbaak, kennis: Kennis, words: Words
) -> None:
    told = words(ask(vraagbaak, "Vat het kader samen"))

    assert "Het kader bakent de ambtelijke samenwerking" in told
    assert all(punt.titel.nl in told for punt in kennis.kader.punten)
    assert len(told) <= 1200

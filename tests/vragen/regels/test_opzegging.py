from datetime import date, datetime

import pytest

from tests.vragen.conftest import NU
from zkl_bot.clock import AMSTERDAM
from zkl_bot.vragen.vraagbaak import Vraagbaak


@pytest.mark.parametrize(
    ("vraag", "rekent"),
    [
        ("Wat als we vandaag opzeggen?", True),
        ("Als we deze week opzeggen, per wanneer?", True),
        ("Heemstede stuurt op 31 dec 2027 de brief, einddatum?", True),
        ("Wanneer zijn we eruit als we in 2027 opzeggen?", True),
        ("Stop je meteen met betalen als je uit het convenant gaat?", False),
        ("Waarom stopt het convenant in 2024?", False),
        ("Het convenant stopt in 2024, wat komt ervoor in de plaats?", False),
        ("Zeg, gaan Heemstede en Bloemendaal nu op een fusie af?", False),
        ("Zeg in 2026 het convenant op, wanneer ben ik eruit?", True),
    ],
)
def test_a_date_of_leaving_is_reckoned_with_only_where_one_leaves_then(
    vraagbaak: Vraagbaak, vraag: str, rekent: bool
) -> None:
    antwoord = vraagbaak.answer(vraag, now=NU)

    assert (antwoord.uitleg.regel == "opzegging") is rekent


@pytest.mark.parametrize(
    "vraag",
    ["How does a town step out of the covenant?", "How can a municipality pull out of it?"],
)
def test_leaving_is_known_by_everyday_words(vraagbaak: Vraagbaak, vraag: str) -> None:
    found = vraagbaak.answer(vraag, now=NU).uitleg.dichtbij

    assert found[0][0].startswith("opzegging-")


@pytest.mark.parametrize(
    ("vraag", "dag", "jaar"),
    [
        ("wat als we morgen opzeggen", date(2026, 1, 1), 2026),
        ("wat als we vorige week opgezegd hebben", None, 2025),
        ("wat als we deze week opzeggen", None, 2025),
        ("wat als we volgende maand opzeggen", None, 2026),
    ],
)
def test_a_notice_within_a_period_is_told_by_its_year_and_not_by_a_day(
    vraagbaak: Vraagbaak, vraag: str, dag: date | None, jaar: int
) -> None:
    oudjaar = datetime(2025, 12, 31, 12, tzinfo=AMSTERDAM)
    data = vraagbaak.answer(vraag, now=oudjaar).data

    assert (data["dag"], data["opzegging"].melding.year) == (dag, jaar)


@pytest.mark.parametrize(
    "vraag",
    [
        "Onze raad besluit in december 2026 tot uittreding, maar de schriftelijke kennisgeving "
        "gaat pas in februari 2027 de deur uit. Wanneer zijn we weg?",
        "besluit 10 dec 2026, brief 4 januari 2027, wanneer zijn we eruit als we opzeggen?",
    ],
)
def test_the_day_of_the_notice_counts_and_not_that_of_the_decision(
    vraagbaak: Vraagbaak, vraag: str
) -> None:
    opzegging = vraagbaak.answer(vraag, now=NU).data["opzegging"]

    assert opzegging.ingang == date(2028, 1, 1)

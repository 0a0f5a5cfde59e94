from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.vragen.conftest import NU
from zkl_bot.clock import AMSTERDAM
from zkl_bot.vragen.antwoord import Antwoord
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
        ("We sturen op 31 december nog een opzegbrief, halen we 1 januari dan?", True),
        ("Bloemendaal meldt op 31 december 2027 schriftelijk dat het stopt, en dan?", True),
        ("stel de brief gaat 20 maart 2027 op de bus, wanneer zijn we los", True),
        ("als bloemendaal er nu de brui aan geeft, tot wanneer blijven we dokken", True),
        ("Een mailtje op 30 december 2027 dat we stoppen, vanaf welke datum geldt dat?", True),
        ("Wat moeten we doen om het convenant na 2025 te verlengen?", False),
        ("Gaat opzeggen altijd in op 1 januari?", False),
        ("Gaat de formule 1 volgend jaar nog door hier?", False),
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


def test_a_day_without_a_year_is_the_next_such_day(
    vraagbaak: Vraagbaak, words: Callable[[Antwoord], str]
) -> None:
    vraag = "we sturen op 31 december nog een opzegbrief, halen we 1 januari dan"
    now = datetime(2027, 12, 30, 12, tzinfo=AMSTERDAM)

    assert "1 januari 2028" in words(vraagbaak.answer(vraag, now=now))


@pytest.mark.parametrize(
    "vraag",
    ["hoe hoog is de boete als je opzegt", "Moeten we een afkoopsom betalen als we weggaan?"],
)
def test_that_leaving_costs_no_fine_is_told_with_what_it_does_cost(
    vraagbaak: Vraagbaak, words: Callable[[Antwoord], str], vraag: str
) -> None:
    told = words(vraagbaak.answer(vraag, now=NU))

    assert "Een boete of afkoopsom voor wie vertrekt, noemt het convenant niet." in told
    assert "financiële verplichtingen" in told

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.agenda.bouwsel import maak
from tests.vragen.conftest import NU
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.vraagbaak import Vraagbaak

Words = Callable[[Antwoord], str]
VANDAAG = NU.date()


def ask(vraagbaak: Vraagbaak, vraag: str, *dagen: date) -> Antwoord:
    meetings = [maak(f"raad-{number}", dag) for number, dag in enumerate(dagen)]
    return vraagbaak.answer(
        vraag, now=NU, agenda=build_agenda(vraagbaak.kennis, meetings, (), now=NU)
    )


@pytest.mark.parametrize(
    "vraag",
    ["wat is er deze week", "zijn er deze week vergaderingen", "raadsbijeenkomsten deze week?"],
)
def test_what_is_on_in_a_period_is_told_from_the_agenda(vraagbaak: Vraagbaak, vraag: str) -> None:
    monday = VANDAAG - timedelta(days=VANDAAG.weekday())
    antwoord = ask(vraagbaak, vraag, monday + timedelta(days=3), monday + timedelta(days=10))

    assert (antwoord.uitleg.regel, antwoord.kind) == ("periode", "antwoord")
    assert antwoord.gebeurtenissen == ("raad-0",)


@pytest.mark.parametrize(
    ("vraag", "periode"),
    [
        ("is er vandaag iets", "15 januari 2026"),
        ("welke bijeenkomsten zijn er in maart 2027", "maart 2027"),
        ("staat er in maart nog iets op de agenda", "maart 2026"),
        ("pho's in 2027", "2027"),
    ],
)
def test_that_nothing_is_on_is_said_with_what_will_be_done(
    vraagbaak: Vraagbaak, words: Words, vraag: str, periode: str
) -> None:
    antwoord = ask(vraagbaak, vraag)

    assert antwoord.kind == "onbekend"
    assert words(antwoord).startswith(
        f"In deze periode ({periode}) staat nog niets in de agenda. "
        "De griffie zet bijeenkomsten erin zodra ze bekend zijn."
    )


def test_a_deadline_is_told_to_who_asks_for_the_agenda_and_not_to_who_asks_for_meetings(
    vraagbaak: Vraagbaak, words: Words
) -> None:
    assert "31 december 2026: Laatste dag om het convenant op te zeggen" in words(
        ask(vraagbaak, "wat staat er in december 2026 gepland")
    )
    assert ask(vraagbaak, "welke vergaderingen zijn er in december 2026").kind == "onbekend"


def test_what_the_sources_name_is_told_of_a_period_in_the_past(
    vraagbaak: Vraagbaak, words: Words
) -> None:
    told = words(ask(vraagbaak, "wat stond er in juni 2021 op de agenda"))

    assert told.startswith("In deze periode (juni 2021) noemen de bronnen:\n")


@pytest.mark.parametrize(
    "vraag",
    ["hoeveel bijeenkomsten zijn er per jaar", "wat is er in 2023 bereikt", "wat kost dit jaar"],
)
def test_what_asks_for_more_is_left_to_the_search(vraagbaak: Vraagbaak, vraag: str) -> None:
    assert ask(vraagbaak, vraag).uitleg.regel != "periode"

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.agenda.bouwsel import maak
from tests.vragen.conftest import NU
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.vraagbaak import Vraagbaak

Words = Callable[[Antwoord], str]
NOG_NIET = (
    "Zo'n bijeenkomst staat nog niet in de agenda. "
    "De griffie zet bijeenkomsten erin zodra ze bekend zijn."
)


def ask(vraagbaak: Vraagbaak, vraag: str, *dagen: date) -> Antwoord:
    meetings = [maak(f"raad-{number}", dag) for number, dag in enumerate(dagen)]
    return vraagbaak.answer(
        vraag, now=NU, agenda=build_agenda(vraagbaak.kennis, meetings, (), now=NU)
    )


def test_next_meeting_is_the_first_that_comes_and_no_other_kind_of_event(
    vraagbaak: Vraagbaak, words: Words
) -> None:
    morgen, later = (NU.date() + timedelta(days=n) for n in (1, 30))
    antwoord = ask(vraagbaak, "Wanneer is de volgende raadsbijeenkomst?", later, morgen)

    assert antwoord.kind == "antwoord"
    assert antwoord.gebeurtenissen == ("raad-1", "raad-0")
    assert "op te zeggen" not in words(antwoord)


@pytest.mark.parametrize(
    "vraag",
    [
        "Wanneer is de volgende raadsbijeenkomst?",
        "wanneer is het eerstvolgende coördinatieoverleg",
        "volgende vergadering?",
    ],
)
def test_next_meeting_is_not_there_while_the_griffie_set_none(
    vraagbaak: Vraagbaak, words: Words, vraag: str
) -> None:
    antwoord = ask(vraagbaak, vraag)

    assert (antwoord.kind, words(antwoord)) == ("onbekend", NOG_NIET)


def test_next_meeting_of_another_body_is_not_told(vraagbaak: Vraagbaak, words: Words) -> None:
    antwoord = ask(vraagbaak, "Wanneer is het volgende pho?", NU.date() + timedelta(days=1))

    assert words(antwoord) == NOG_NIET


def test_what_is_next_in_general_holds_the_deadlines_too(vraagbaak: Vraagbaak) -> None:
    antwoord = ask(vraagbaak, "Wat komt eraan?", NU.date() + timedelta(days=1))

    assert antwoord.gebeurtenissen[0] == "raad-0"
    assert "opzegging-2026" in antwoord.gebeurtenissen

from collections.abc import Callable
from datetime import datetime

import pytest

from zkl_bot.clock import AMSTERDAM
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.eerder import Eerder
from zkl_bot.vragen.vraagbaak import Vraagbaak

Words = Callable[[Antwoord], str]
NU = datetime(2022, 3, 1, 12, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    "vragen",
    [
        ("Wie trekt actie 9?", "en wanneer?", "en wie betaalt dat?"),
        ("Wie trekt actie 9?", "en actie 7?", "en wanneer?"),
        ("Wat is koppelkans 8?", "en 5?"),
        ("Hoe vaak komt een PHO bij elkaar?", "en wie zit dat dan voor?"),
        ("Wat als we op 1 december 2027 opzeggen?", "en de financiële verplichtingen?"),
        ("Wat is de kwantumkikker van Heemstede?", "en wanneer?"),
        ("Who leads action 9?", "and when?"),
    ],
)
def test_what_is_kept_of_a_question_serves_as_well_as_its_words(
    vraagbaak: Vraagbaak, words: Words, vragen: tuple[str, ...]
) -> None:
    eerder: Eerder | None = None
    for index, vraag in enumerate(vragen):
        kept = vraagbaak.answer(vraag, now=NU, eerder=eerder)
        told = vraagbaak.answer(vraag, now=NU, context=vragen[:index])
        assert words(kept) == words(told)
        assert kept.eerder is not None
        eerder = Eerder.from_json(kept.eerder.as_json())


def test_numbers_that_follow_go_on_with_what_was_numbered(vraagbaak: Vraagbaak) -> None:
    antwoord = vraagbaak.answer("en 5?", now=NU, context=["Wie trekt actie 9?", "en wanneer?"])
    assert antwoord.onderwerp == "actie-5"


def test_of_a_question_only_words_of_the_sources_are_kept(vraagbaak: Vraagbaak) -> None:
    vraag = "Mijn naam is Kwakkelstra, 0612345678, 2011AB: wanneer is de evaluattie in 2023?"
    eerder = vraagbaak.answer(vraag, now=NU).eerder
    assert eerder is not None
    (woorden,) = eerder.woorden
    assert {"evaluatie", "2023"} <= set(woorden)
    assert {"kwakkelstra", "0612345678", "2011ab", "evaluattie"}.isdisjoint(woorden)


def test_eerder_of_an_earlier_version_is_read_as_far_as_it_goes() -> None:
    assert Eerder.from_json({"soorten": ["wie", "weg"]}) == Eerder(soorten=frozenset({"wie"}))


@pytest.mark.parametrize(
    ("vragen", "deel"),
    [
        (
            ("Hoeveel raadsleden zitten in de regionale agendacommissie?", "wat doen die dan?"),
            "aanspreekpunt",
        ),
        (("Wanneer was de conferentie?", "hoe was dat voorbereid?"), "enquête"),
        (("Wanneer wordt het convenant geëvalueerd?", "en als er iets anders moet?"), "bijlage"),
        (
            (
                "Als we in 2026 opzeggen, wanneer zijn we er dan uit?",
                "en tot en met welk jaar zitten we dan nog vast aan de financiën?",
            ),
            "tot en met het jaar na het jaar van opzegging",
        ),
    ],
)
def test_what_asks_for_something_else_of_the_same_is_told_that(
    vraagbaak: Vraagbaak, words: Words, vragen: tuple[str, str], deel: str
) -> None:
    assert deel in words(vraagbaak.answer(vragen[1], now=NU, context=vragen[:1]))


@pytest.mark.parametrize(
    ("vragen", "onderwerp"),
    [
        (("Waar gaat actie 4 over?", "en wie trekt die?"), "actie-4"),
        (("Wat is het plan voor het nationaal park?", "wanneer bespreken de raden dat"), "actie-2"),
        (("Wanneer wordt het economisch profiel besproken?", "en het park?"), "actie-2"),
        (("Heeft het nationaal park subsidie gekregen?", "en het ministerie?"), "actie-2"),
        (
            ("Hoe kom ik van het convenant af?", "moet de raad daar nog iets van vinden?"),
            "opzegging",
        ),
    ],
)
def test_a_follow_up_turns_to_another_subject_only_when_it_says_so(
    vraagbaak: Vraagbaak, vragen: tuple[str, str], onderwerp: str
) -> None:
    assert vraagbaak.answer(vragen[1], now=NU, context=vragen[:1]).onderwerp == onderwerp


def test_where_does_that_stand_is_asked_of_what_was_told(vraagbaak: Vraagbaak) -> None:
    antwoord = vraagbaak.answer("waar staat dat?", now=NU, context=["Hoeveel natuur komt erbij?"])
    assert [(b.bron, b.paragraaf) for b in antwoord.bronnen] == [("werkplan-2021-2023", "3.1")]


@pytest.mark.parametrize(
    ("vragen", "begin"),
    [
        (("wat doet haarlem", "en heemstede?"), "Heemstede trekt geen actie of onderdeel."),
        (("wat doet haarlem bij wonen", "en bloemendaal?"), "Bloemendaal trekt onder Wonen:"),
        (("wie trekt actie 9", "en wie doet er mee?"), "Haarlem trekt actie 9"),
    ],
)
def test_who_follows_with_a_party_or_asks_for_others_stays_with_what_was_told(
    vraagbaak: Vraagbaak, words: Words, vragen: tuple[str, str], begin: str
) -> None:
    antwoord = vraagbaak.answer(vragen[1], now=NU, context=vragen[:1])
    assert words(antwoord).startswith(begin)

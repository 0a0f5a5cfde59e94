from collections.abc import Callable

import pytest

from tests.vragen.conftest import NU
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.vraagbaak import Vraagbaak

Words = Callable[[Antwoord], str]


@pytest.mark.parametrize(
    ("vraag", "koppen"),
    [
        ("landschap + economie, waar zit de winst", ["Koppelkans 7"]),
        ("duurzaam en economie, wat is de koppelkans", ["Koppelkans 6"]),
        ("groter natpark vs economie, waar zit de pijn", ["Vraagstuk 1"]),
        ("woningen of natuur", ["Vraagstuk 6"]),
        ("wat hebben wonen en natuur met elkaar te maken", ["Koppelkans 1", "Vraagstuk 6"]),
        ("how do nature and the economy clash", ["Issue 1"]),
    ],
)
def test_two_themes_are_told_as_the_pair_they_make(
    vraagbaak: Vraagbaak, words: Words, vraag: str, koppen: list[str]
) -> None:
    antwoord = vraagbaak.answer(vraag, now=NU)
    found = [line.partition(":")[0] for line in words(antwoord).splitlines() if ":" in line[:14]]

    assert found == koppen
    assert antwoord.bronnen


def test_whether_two_themes_clash_is_answered_with_yes(vraagbaak: Vraagbaak, words: Words) -> None:
    told = words(vraagbaak.answer("botst wonen met klimaat?", now=NU))

    assert told.startswith("Ja. Vraagstuk 4: Klimaatadaptatie versus wonen\n")


def test_a_pair_without_what_is_asked_is_told_by_what_there_is(
    vraagbaak: Vraagbaak, words: Words
) -> None:
    told = words(vraagbaak.answer("botsen landschap en bereikbaarheid?", now=NU))

    assert told.startswith("Koppelkans 4: Landschap en bereikbaarheid\n")


@pytest.mark.parametrize(
    "vraag",
    [
        "wat gaat er mis tussen landschap en toerisme",
        "wie trekt economie en wonen",
        "is er winst bij wonen, natuur en economie",
        "helpt actie 1 wonen en economie",
    ],
)
def test_more_than_two_themes_is_left_to_the_search(vraagbaak: Vraagbaak, vraag: str) -> None:
    assert vraagbaak.answer(vraag, now=NU).uitleg.regel != "samenhang"

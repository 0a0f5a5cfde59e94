from collections.abc import Callable

import pytest

from tests.vragen.conftest import NU
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.vraagbaak import Vraagbaak

Words = Callable[[Antwoord], str]


@pytest.mark.parametrize(
    ("vraag", "begin"),
    [
        ("waar is haarlem allemaal trekker van?", "Haarlem trekt:"),
        ("acties van bloemendaal", "Bloemendaal trekt:"),
        ("waar is bloemendaal allemaal trekker of coördinator van in het werkplan", "Bloemendaal"),
        ("wat doet zandvoort", "Zandvoort trekt:"),
        ("Heeft Heemstede ook een actie onder zich?", "Heemstede trekt geen actie of onderdeel."),
        ("trekt heemstede iets?", "Nee. Heemstede trekt geen actie of onderdeel."),
        ("trekt zandvoort iets bij klimaat", "Nee. Zandvoort trekt onder Energie en klimaat geen"),
        ("heeft zandvoort een rol bij economie", "Zandvoort trekt onder Economie en werk geen"),
        ("waarom trekt Heemstede bij wonen", "Dat klopt niet. Heemstede trekt onder Wonen geen"),
    ],
)
def test_all_that_a_party_does_is_told_when_only_that_is_asked(
    vraagbaak: Vraagbaak, words: Words, vraag: str, begin: str
) -> None:
    assert words(vraagbaak.answer(vraag, now=NU)).startswith(begin)


def test_who_does_lead_is_told_where_a_party_is_wrongly_thought_to(
    vraagbaak: Vraagbaak, words: Words
) -> None:
    told = words(vraagbaak.answer("Waarom trekt Heemstede de klimaatactie?", now=NU))

    assert told.startswith("Dat klopt niet. Heemstede trekt onder Energie en klimaat geen actie")
    assert "Wie daar wel trekt:\n• Bloemendaal trekt actie 7 (Klimaatdoelstellingen)." in told
    assert "Werkplan 2021-2023, §6.1" in told


def test_what_a_party_rightly_is_thought_not_to_lead_is_not_denied(
    vraagbaak: Vraagbaak, words: Words
) -> None:
    told = words(vraagbaak.answer("Waarom trekt Heemstede geen enkele woonactie?", now=NU))

    assert told.startswith(
        "Een reden vertellen de bronnen niet. Wat er wel staat:\n\nHeemstede trekt onder Wonen geen"
    )

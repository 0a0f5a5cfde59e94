from collections.abc import Callable

import pytest

from tests.vragen.conftest import NU
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.vraagbaak import Vraagbaak

Words = Callable[[Antwoord], str]


@pytest.mark.parametrize(
    ("vraag", "begin"),
    [
        ("waarom is Bloemendaal ambtelijk trekker van de stresstest", "Dat klopt niet."),
        ("is Haarlem ambtelijk trekker van de stresstest?", "Ja."),
        ("is Haarlem bestuurlijk trekker van actie 8", "Nee."),
        ("ligt vast dat Haarlem de stresstest ambtelijk blijft trekken?", "Bloemendaal is"),
        ("doet velsen mee aan actie 8?", "Ja."),
        ("Doet Haarlem actie 4 helemaal alleen?", "Nee. Haarlem trekt"),
        ("haarlem trekt actie 9 toch in z'n eentje", "Dat klopt niet. Haarlem trekt"),
        ("Waarom trekt Zandvoort actie 9 niet?", "Een reden vertellen de bronnen niet."),
        ("trekt Zandvoort actie 9 niet?", "Haarlem trekt"),
        ("Is Haarlem de enige trekker van actie 4?", "Haarlem trekt"),
        ("does haarlem lead action 9 on its own?", "No. Haarlem leads"),
    ],
)
def test_whether_a_party_leads_is_judged_by_the_role_that_is_asked(
    vraagbaak: Vraagbaak, words: Words, vraag: str, begin: str
) -> None:
    assert words(vraagbaak.answer(vraag, now=NU)).startswith(begin)


def test_why_it_leads_is_not_told(vraagbaak: Vraagbaak, words: Words) -> None:
    told = words(vraagbaak.answer("waarom is Haarlem de trekker van actie 9?", now=NU))

    assert told.startswith("Een reden vertellen de bronnen niet. Wat er wel staat:")
    assert "Haarlem trekt actie 9" in told


def test_who_directs_is_told_with_the_name_of_the_actie(vraagbaak: Vraagbaak, words: Words) -> None:
    assert words(vraagbaak.answer("wie trekt actie 1?", now=NU)).startswith(
        "Provincie Noord-Holland voert de regie over actie 1 (NNN en stikstof)."
    )

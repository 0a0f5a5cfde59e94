"""Who asks for their group asks about the sources; who asks about the group does not."""

import pytest

from zkl_bot.vragen.regels.buiten import find_categorie


@pytest.mark.parametrize(
    ("tekst", "categorie"),
    [
        ("mijn fractie wil uit het convenant, kan dat?", None),
        ("onze fractie vraagt wie actie 9 trekt", None),
        ("my group wants to know who leads action 9", None),
        ("moeten de raden over het werkplan stemmen?", None),
        ("wat vindt onze fractie hiervan?", "stemgedrag"),
        ("welke fractie stemde tegen?", "stemgedrag"),
        ("wie van onze fractie was erbij?", "stemgedrag"),
        ("wat vond de vvd van het werkplan?", "stemgedrag"),
        ("mijn fractie wil tegen het werkplan stemmen", "mening"),
        ("moeten wij voor het werkplan stemmen?", "mening"),
        ("wat moet mijn fractie stemmen?", "mening"),
        ("kun je een samenvatting voor mijn fractie maken?", "handeling"),
        ("tot wanneer kun je aanspraak maken op de regeling?", None),
    ],
)
def test_categorie_of_a_question_with_a_group_in_it(tekst: str, categorie: str | None) -> None:
    assert find_categorie(tekst) == categorie


@pytest.mark.parametrize(
    ("tekst", "categorie"),
    [
        ("06 van onze griffier?", "persoon"),
        ("heb je het 06 van de wethouder", "persoon"),
        ("wat staat er in punt 06 van de lijst", None),
        ("wordt zandvoort door haarlem ondergesneeuwd, eerlijk?", "mening"),
        ("is de verdeling van de acties eerlijk?", None),
    ],
)
def test_categorie_of_a_number_to_call_and_of_a_frank_opinion(
    tekst: str, categorie: str | None
) -> None:
    assert find_categorie(tekst) == categorie

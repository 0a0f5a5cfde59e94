import pickle

import pytest

from zkl_bot.vragen.vraagbaak import Vraagbaak


@pytest.mark.parametrize(
    ("getypt", "bedoeld"),
    [
        ("hoeveeel woningen", "hoeveel woningen"),
        ("Wanneeer komt het woonakoord?", "wanneer komt het woonakkoord?"),
        ("welke rol heeft Heemsteede", "welke rol heeft heemstede"),
        ("wie is wethoudeer", "wie is wethouder"),
        ("wat vedrient hij", "wat verdient hij"),
        ("evalutie van het convennant", "evaluatie van het convenant"),
    ],
)
def test_typing_errors_are_put_right(vraagbaak: Vraagbaak, getypt: str, bedoeld: str) -> None:
    assert vraagbaak.boek("nl").schrijffouten.correct(getypt) == bedoeld


@pytest.mark.parametrize(
    "tekst",
    [
        "De negen acties van Haarlem",
        "Een collega vraagt het",
        "poen voor de oudjes",
        "Mevrouw Kwakkelstra-de Wit",
        "",
    ],
)
def test_what_is_no_typing_error_stays(vraagbaak: Vraagbaak, tekst: str) -> None:
    assert vraagbaak.boek("nl").schrijffouten.correct(tekst) == tekst


def test_typing_errors_are_put_right_by_what_was_kept(vraagbaak: Vraagbaak) -> None:
    kept = pickle.loads(pickle.dumps(vraagbaak.boek("nl").schrijffouten))
    assert kept.correct("hoeveeel stresstst") == "hoeveel stresstest"

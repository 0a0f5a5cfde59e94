import pytest

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.taal import find_taal, is_andere_taal
from zkl_bot.vragen.woorden import fold


@pytest.mark.parametrize(
    ("vraag", "standaard", "taal"),
    [
        ("wie trekt actie 9", "en", "nl"),
        ("is er een boete", "en", "nl"),
        ("is consent needed to leave", "nl", "en"),
        ("who is arthur van dijk?", "nl", "en"),
        ("does velsen take part", "nl", "en"),
        ("pho", "nl", "nl"),
        ("pho", "en", "en"),
        ("", "en", "en"),
    ],
)
def test_taal_is_told_by_the_small_words(vraag: str, standaard: Taal, taal: Taal) -> None:
    assert find_taal(vraag, standaard) == taal


@pytest.mark.parametrize(
    ("vraag", "andere"),
    [
        ("Qui dirige l'action 9 ?", True),
        ("Wer leitet Aktion 9?", True),
        ("¿Quién dirige la acción 9?", True),
        ("من يقود الإجراء 9؟", True),
        ("кто ведёт акцию 9", True),
        ("wie trekt actie 9", False),
        ("coördinatie één op één", False),
        ("who leads action 9", False),
        ("pho", False),
        ("9?", False),
        ("", False),
    ],
)
def test_andere_taal_is_told_by_letters_and_small_words(vraag: str, andere: bool) -> None:
    assert is_andere_taal(vraag, fold(vraag)) is andere

import pytest

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.taal import find_taal


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

import pytest

from tests.vragen.conftest import NU
from zkl_bot.vragen.vraagbaak import Vraagbaak


@pytest.mark.parametrize(
    ("vraag", "rekent"),
    [
        ("Wat als we vandaag opzeggen?", True),
        ("Wanneer zijn we eruit als we in 2027 opzeggen?", True),
        ("Stop je meteen met betalen als je uit het convenant gaat?", False),
        ("Waarom stopt het convenant in 2024?", False),
    ],
)
def test_a_date_of_leaving_is_reckoned_with_only_where_one_leaves_then(
    vraagbaak: Vraagbaak, vraag: str, rekent: bool
) -> None:
    antwoord = vraagbaak.answer(vraag, now=NU)

    assert (antwoord.uitleg.regel == "opzegging") is rekent


@pytest.mark.parametrize(
    "vraag",
    ["How does a town step out of the covenant?", "How can a municipality pull out of it?"],
)
def test_leaving_is_known_by_everyday_words(vraagbaak: Vraagbaak, vraag: str) -> None:
    found = vraagbaak.answer(vraag, now=NU).uitleg.dichtbij

    assert found[0][0].startswith("opzegging-")

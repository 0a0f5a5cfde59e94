import pytest

from tests.vragen.bouwsel import make_passage
from zkl_bot.vragen import nabij
from zkl_bot.vragen.vondst import Vervolg
from zkl_bot.vragen.vraagbaak import Vraagbaak


def test_what_a_follow_up_is_near_to_says_nothing_of_the_unknown(vraagbaak: Vraagbaak) -> None:
    boek = vraagbaak.boek("nl")
    vraag = boek.read("hoeveel ambtenaren zitten er in de vervlochten teams")
    alone = nabij.compare(boek, vraag, None, None)
    after = nabij.compare(boek, vraag, Vervolg(("kader",), None), None)

    assert alone.onbekend > 0.9
    assert (after.onbekend, after.onbekender) == (0, 0)


def test_nothing_about_another_number_is_near(vraagbaak: Vraagbaak) -> None:
    boek = vraagbaak.boek("nl")
    near = nabij.compare(boek, boek.read("wie trekt actie 9?"), None, None).waarden
    about = set(boek.index.having(("actie#9",)).tolist())

    assert set(near.nonzero()[0].tolist()) - about == set()
    assert near.max() > 0


@pytest.mark.parametrize(
    ("regel", "deel"),
    [("feit", 0.0), ("wie", nabij.VORM_GEVRAAGD), ("wanneer", nabij.VORM_NIET_GEVRAAGD)],
)
def test_without_forms_counts_what_has_the_kind_that_is_asked(
    vraagbaak: Vraagbaak, regel: str, deel: float
) -> None:
    passage = make_passage(regel=regel, soorten=frozenset({regel}))

    assert nabij.without_forms(passage, vraagbaak.boek("nl").read("wie trekt actie 9?")) == deel

from tests.vragen.conftest import NU
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.vragen.letterlijk import Letterlijk
from zkl_bot.vragen.vraagbaak import Vraagbaak


def test_letterlijk_knows_the_same_words_in_any_spelling() -> None:
    known = Letterlijk([("Wie trekt actie 9?", 4), ("Wat is een coördinatieoverleg?", 7)])

    assert known.find("wie trekt actie 9") == 4
    assert known.find("WAT is een coordinatieoverleg??") == 7


def test_letterlijk_does_not_know_other_words_or_the_same_in_another_order() -> None:
    known = Letterlijk([("Wie trekt actie 9?", 4)])

    assert known.find("wie trekt actie 8") is None
    assert known.find("actie 9 wie trekt") is None
    assert Letterlijk([]).find("wie trekt actie 9") is None


def test_letterlijk_leaves_out_what_is_asked_for_of_two() -> None:
    known = Letterlijk([("en wanneer?", 1), ("En wanneer", 2), ("en wie?", 3), ("En wie", 3)])

    assert known.find("en wanneer") is None
    assert known.find("en wie") == 3


def test_what_is_asked_word_by_word_leads_and_is_not_in_doubt(
    vraagbaak: Vraagbaak, kennis: Kennis
) -> None:
    boek = vraagbaak.boek("nl")
    about = {feit.id: onderwerp.id for onderwerp, feit in kennis.feiten()}
    ways = [
        (tekst, vorm.feit)
        for vorm in kennis.vraagvormen[::40]
        if vorm.feit in about
        for tekst in vorm.for_taal("nl")[:1]
        if boek.letterlijk.find(tekst) is not None
    ]
    told = [(vraagbaak.answer(tekst, now=NU), feit) for tekst, feit in ways]
    # Two questions in one are answered apart, and who does it by what knows that in full.
    wrong = [
        (feit, antwoord.uitleg.dichtbij[0])
        for antwoord, feit in told
        if antwoord.uitleg.regel == "feit" and antwoord.uitleg.dichtbij[0][0] != feit
    ]
    elsewhere = [
        feit for antwoord, feit in told
        if antwoord.uitleg.regel in ("wie", "wanneer") and antwoord.onderwerp != about[feit]
    ]  # fmt: skip

    assert len(ways) > 20
    assert (wrong, elsewhere) == ([], [])

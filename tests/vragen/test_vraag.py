from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.vraagbaak import Vraagbaak


def boek(vraagbaak: Vraagbaak) -> Boek:
    return vraagbaak.boek("nl")


def test_numbers_that_name_something_are_references(vraagbaak: Vraagbaak) -> None:
    read = boek(vraagbaak).read

    assert read("wie trekt actie negen").verwijzingen == ("actie#9",)
    assert read("nr 4 wie trekt dat").verwijzingen == ("actie#4",)
    assert read("5.1 2a wie?").verwijzingen == ("§5.1", "punt#2a")
    assert read("onderdeel g van §5.1").verwijzingen == ("punt#g", "§5.1")
    assert read("wat is koppelkans 2").verwijzingen == ("kans#2",)
    assert read("acties 3 en 4").verwijzingen == ("actie#3", "actie#4")


def test_kinds_are_read_from_the_small_words(vraagbaak: Vraagbaak) -> None:
    read = boek(vraagbaak).read

    assert read("wanneer komt dat?").heeft("wanneer")
    assert not read("wat moet je doen wanneer je samenwerkt").heeft("wanneer")
    assert read("hoeveel woningen").focus == "woningen"
    assert read("hoeveel zegde het rijk toe").focus == ""
    assert read("Wie stelt het vast: het coördinatieoverleg of de raden?").heeft("verschil")
    assert read("bij wie lever je de brief in").soorten == {"partij"}
    assert read("Trekt Haarlem actie 1?").ja_nee
    assert read("waarom trekt Haarlem actie 1").bewering


def test_parties_are_known_by_their_other_names(vraagbaak: Vraagbaak) -> None:
    assert boek(vraagbaak).read("doet PNH mee met de IJmond?").partijen == (
        "provincie-noord-holland",
        "ijmond",
    )


def test_compounds_and_separable_verbs_are_taken_apart_or_together(vraagbaak: Vraagbaak) -> None:
    read = boek(vraagbaak).read

    assert read("het klimaathoofdstuk").woorden == ("klimaat", "hoofdstuk")
    assert "opzeggen" in read("hoe zeg je dat convenant op").woorden


def test_a_letter_behind_a_section_is_an_item_and_an_amount_is_no_section(
    vraagbaak: Vraagbaak,
) -> None:
    read = boek(vraagbaak).read

    assert read("5.1e wie").verwijzingen == ("§5.1", "punt#e")
    assert read("waar is die 1,8 miljard voor").verwijzingen == ()


def test_the_very_thing_that_is_asked_for_is_read(vraagbaak: Vraagbaak) -> None:
    read = boek(vraagbaak).read

    assert read("wat was de opkomst bij de radenbijeenkomst").kern == "opkomst"
    assert read("In welke zaal vond de conferentie plaats?").kern == "zaal"
    assert read("welke gemeente trekt actie 9").kern == ""
    assert read("wanneer komt actie 9 in de raad").kern == ""


def test_the_name_whose_meaning_is_asked_for_is_read(vraagbaak: Vraagbaak) -> None:
    read = boek(vraagbaak).read

    assert read("waar staat HOV voor in het stuk over Schiphol?").term == ("hov",)
    assert read("nnn betekent?").term == ("nnn",)
    assert read("waar staat dat voor?").term == ()
    assert read("wie trekt actie 9?").term == ()


def test_what_is_typed_short_is_read_as_what_is_meant(vraagbaak: Vraagbaak) -> None:
    read = boek(vraagbaak).read

    assert read("wat staat er in q3").woorden == read("wat staat er in het derde kwartaal").woorden
    assert read("wat is n.t.b.").woorden == read("wat is ntb").woorden == ("ntb",)
    assert "ntb" in boek(vraagbaak).index

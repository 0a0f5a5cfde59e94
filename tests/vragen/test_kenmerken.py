import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.vragen.kenmerken import (
    KENMERKEN,
    find_eigennamen,
    find_getallen,
    find_kenmerken,
    find_near_getal,
    has_kenmerk,
)

WEL = {
    "getal": (
        "Er komen 300 woningen.",
        "De raad praat er tweemaal over.",
        "At least half of it.",
        "Zij praten er ieder jaar over.",
    ),
    "tijd": ("Klaar in 2023.", "In het derde kwartaal.", "Datum n.t.b.", "Every month, in June."),
    "geld": (
        "Het kost twee miljoen.",
        "De provincie geeft subsidie.",
        "A grant of € 5.",
        "Zij is cofinancier.",
    ),
    "bedrag": (
        "Het kost twee miljoen.",
        "A grant of € 5.",
        "Het gebeurt kostenneutraal.",
    ),
    "actor": ("De gemeenteraad besluit.", "It is up to the province.", "Dat doet Haarlem alleen."),
    "naam": (
        "Het plan heet Groei.",
        "De groep “Samen”.",
        "A plan called Growth.",
        "Dat deed Cornelis Serveert.",
    ),
    "procent": ("30% is groen.", "De helft ervan.", "Ten per cent."),
    "kwartaal": ("In het derde kwartaal.", "Medio 2022.", "In the first quarter."),
    "maat": ("Het is 253 hectare.", "Over 12 km.", "In 20 minutes."),
    "mening": ("Het college vindt dat nodig.", "The mayor thinks so.", "Dat is hun oordeel."),
    "besluit": ("De raad besloot ertoe.", "Het kader is vastgesteld.", "It was adopted."),
    "open": ("Het plan noemt het niet.", "The plan does not say why.", "Er staat geen datum."),
    "zwijgt": ("Een datum staat er niet.", "No date is named.", "Tijdstip n.t.b."),
    "uur": ("Om 19.30 begint het.", "From 9:15.", "Om 20 uur."),
    "dag": ("Op 24 november.", "On May 19.", "Voor 1-12-2021."),
    "plaats": ("In het Raadhuis.", "Het ligt bij Zandvoort.", "Held at Haarlem.", "In een zaal."),
    "duur": ("Het loopt twee jaar.", "It takes 3 months.", "Voor onbepaalde tijd."),
    "persoon": (
        "Dat zegt Ilse Zaal.",
        "De tekeningen zijn van Wide Vercnocke.",
        "Portefeuillehouder is A. Nienhuis.",
        "Opgesteld door de raadsleden Jansen en De Vries.",
    ),
    "rij": ("Wonen, werken, klimaat.", "One, two, three."),
    "reden": ("Omdat het moet.", "It is so, because it must.", "Om de zee te zien."),
    "frequentie": ("Zij komt elk jaar bijeen.", "Ten minste vier keer.", "It meets yearly."),
    "webadres": ("De site is www.voorbeeld.nl.", "See https://voorbeeld.nl."),
    "opsomming": ("Wonen en werken.", "Haarlem en de provincie.", "One, two, three."),
}
NIET = {
    "getal": ("Actie 9 gaat over fietsen.", "See chapter 7 of 2021.", "Natura 2000.", "Niets."),
    "tijd": ("De raad beslist.", "Nobody knows.", "Actie 9."),
    "geld": ("De raad beslist.", "Haarlem leads it."),
    "bedrag": ("De provincie geeft subsidie.", "Zij is cofinancier.", "Het Rijk betaalt 80%."),
    "actor": ("Het gaat over fietsen.", "The plan is long."),
    "naam": ("Het gaat over fietsen.", "The plan is long."),
    "procent": ("Er komen 300 woningen.", "A part of it."),
    "kwartaal": ("In november 2021.", "In 2022."),
    "maat": ("Er komen 300 woningen.", "Over de A9."),
    "mening": ("Er komen 300 woningen.", "There is a plan."),
    "besluit": ("Er komen 300 woningen.", "There is a plan."),
    "open": ("Er komen 300 woningen.", "It is not far.", "De raad wil dat niet."),
    "zwijgt": ("Er komen 300 woningen.", "The plan says so."),
    "uur": ("In 2023 klaar.", "Er zijn 20 leden."),
    "dag": ("In november 2021.", "Om 19.30.", "In May."),
    "plaats": ("De raad beslist in juni.", "It is about cycling."),
    "partijnaam": ("Haarlem trekt actie 9.",),
    "duur": ("In het jaar 2022.", "It takes long."),
    "persoon": ("Gedeputeerde Staten van Noord-Holland.", "De raad van Haarlem beslist."),
    "rij": ("Wonen, werken en klimaat.", "One and two."),
    "reden": ("Het is zo.", "It is so."),
    "frequentie": ("In tien jaar werd het beter.", "Het is normaal.", "In 2022."),
    "webadres": ("De provincie heeft een website.", "See the letter."),
    "opsomming": ("Wonen, werken.", "Er zijn negen centra."),
}


def test_kenmerken_all_have_an_example() -> None:
    assert WEL.keys() | {"partijnaam"} == NIET.keys() == KENMERKEN


@pytest.mark.parametrize(("kenmerk", "tekst"), [(k, t) for k, all in WEL.items() for t in all])
def test_kenmerk_is_seen_in_a_text_that_holds_it(kenmerk: str, tekst: str) -> None:
    assert has_kenmerk(kenmerk, tekst)


@pytest.mark.parametrize(("kenmerk", "tekst"), [(k, t) for k, all in NIET.items() for t in all])
def test_kenmerk_is_not_seen_in_a_text_without_it(kenmerk: str, tekst: str) -> None:
    assert not has_kenmerk(kenmerk, tekst)


def test_kenmerk_that_is_unknown_is_an_error() -> None:
    with pytest.raises(KeyError):
        has_kenmerk("geur", "")


@given(st.text(max_size=80))
def test_kenmerk_of_any_text_is_yes_or_no(tekst: str) -> None:
    assert {has_kenmerk(kenmerk, tekst) for kenmerk in KENMERKEN} <= {True, False}
    assert not has_kenmerk("partijnaam", tekst)


@pytest.mark.parametrize("tekst", ["", " ", "!"])
def test_kenmerken_are_not_in_an_empty_text(tekst: str) -> None:
    assert find_kenmerken(tekst) == frozenset()


def test_near_getal_gives_the_words_within_three_of_a_number() -> None:
    tekst = "Een twee drie vier vijf: de raad wil nu snel 300 mooie nieuwe woningen langs zee."
    found = find_near_getal(tekst)

    assert {"wil", "nu", "snel", "mooie", "nieuwe", "woningen"} <= found
    assert found.isdisjoint({"langs", "zee"})
    assert find_near_getal("Actie 9 begint in 2021, zegt hoofdstuk 7.") == frozenset()
    assert find_near_getal("De raden waren er op 19 mei bij.") == frozenset()
    assert find_near_getal("Niets geteld.") == frozenset()


def test_getallen_are_those_that_do_not_only_name_something() -> None:
    found = find_getallen("Actie 5 telt 11.650 woningen, waarvan 30% sociaal (§5.1).")

    assert found == {"11650", "30"}


def test_eigennamen_are_words_with_a_capital_beyond_the_first() -> None:
    assert find_eigennamen("Onderzoek door bureau Gateway") == {"gateway"}
    assert find_eigennamen("Pact van Uitstroom") == {"uitstroom"}
    assert find_eigennamen("Vervolg van het proces") == frozenset()

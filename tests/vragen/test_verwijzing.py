import pytest

from zkl_bot.vragen.verwijzing import refer


@pytest.mark.parametrize(
    ("tekst", "namen", "rest", "los"),
    [
        ("wie trekt actie 9", ["actie#9"], ["wie", "trekt", "actie"], []),
        ("acties 5 en 6", ["actie#5", "actie#6"], ["acties", "en"], []),
        ("actie nr 9 of 7", ["actie#9"], ["actie", "nr", "of", "7"], ["7"]),
        ("hoofdstuk 7 en 5.1", ["§7", "§5.1"], ["hoofdstuk", "en"], []),
        ("5.1 miljoen", [], ["5.1", "miljoen"], []),
        ("h7 5.2a 2c", ["§7", "§5.2", "punt#a", "punt#2c"], [], []),
        ("punt c en punt 3", ["punt#c", "punt#3"], ["punt", "en", "punt"], []),
        ("9e actie", ["actie#9"], ["actie"], []),
        ("9e keer in 2022", [], ["9e", "keer", "in", "2022"], []),
        ("1000 woningen voor b&w", [], ["1000", "woningen", "voor", "b&w"], []),
    ],
)
def test_refer_parts_what_names_something_from_the_rest(
    tekst: str, namen: list[str], rest: list[str], los: list[str]
) -> None:
    assert refer(tekst.split()) == (namen, rest, los)

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.patroon import Patronen, Patroon, Wending, Zeefpatroon, split_alternatives
from zkl_bot.vragen.vraagbaak import ZEEF
from zkl_bot.vragen.woorden import fold
from zkl_bot.vragen.zeef import Zeef

PATRONEN = (
    r"\bwie(ns|r)?\b", r"(?<!van )wat\b(?! nog)", r"^en\b", r"a+b?", r"(x|y)z{2,3}",
    r"\bof\b.*\bof\b", r"(an|ander|)s", r"(?i)ZEG", r"(?i:ja)nee", r"wel(ke?|$)", r".", r"",
    r"[aeiou]{4}", r"o(p|m)*k",
)  # fmt: skip
TEKST = st.text(st.sampled_from("abenioprwxyzJA "), max_size=16) | st.lists(
    st.sampled_from(("wie", "wiens", "van wat", "of", "welk", "xzz", "zeg", "op", "ander", "")),
    max_size=5,
).map(" ".join)


@given(TEKST)
def test_patronen_find_what_each_pattern_finds_by_itself(tekst: str) -> None:
    expected = [patroon for patroon in PATRONEN if re.search(patroon, tekst)]
    zeef = Zeef()
    each = [Wending(patroon, zeef) for patroon in PATRONEN]

    assert list(Patronen(zip(PATRONEN, PATRONEN, strict=True), zeef).search(tekst)) == expected
    assert [p for p, own in zip(PATRONEN, each, strict=True) if own.is_in(tekst)] == expected


@given(TEKST, st.sampled_from(PATRONEN))
def test_zeefpatroon_does_as_the_pattern_by_itself(tekst: str, patroon: str) -> None:
    own, plain = Zeefpatroon(patroon, Zeef()), re.compile(patroon, re.ASCII)
    found, expected = own.search(tekst), plain.search(tekst)

    assert (found and found.span()) == (expected and expected.span())
    assert own.sub("_", tekst) == plain.sub("_", tekst)


def test_patronen_name_each_once_in_their_order() -> None:
    patronen = Patronen([("een", "b|a"), ("twee", "x"), ("drie", "a"), ("een", "ab")], Zeef())

    assert list(patronen.search("xba")) == ["een", "twee", "drie"]


def test_patroon_is_compiled_when_it_is_first_tried() -> None:
    patroon = Patroon(r"\d(?=e)")

    assert patroon._compiled is None
    assert patroon.sub("x", "1e 2") == "xe 2"
    assert patroon.search("12e") is not None
    assert patroon.compile() is patroon._compiled


@pytest.mark.parametrize(
    ("patroon", "delen"),
    [
        ("a", ["a"]),
        ("a|b", ["a", "b"]),
        ("(a|b)|c(?:d|(e|f))", ["(a|b)", "c(?:d|(e|f))"]),
        (r"a\||[|(]|\(", [r"a\|", "[|(]", r"\("]),
        ("[]|]|[^]|]", ["[]|]", "[^]|]"]),
        ("(?i)a|b", ["(?i)a|b"]),
        ("(?<!x)a|b", ["(?<!x)a", "b"]),
        ("a|", ["a", ""]),
    ],
)
def test_alternatives_are_those_of_the_pattern_itself(patroon: str, delen: list[str]) -> None:
    assert split_alternatives(patroon) == delen


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_our_patterns_find_as_much_in_a_zeef(kennis: Kennis, taal: Taal) -> None:
    plain = [re.compile(patroon.tekst, re.ASCII) for patroon in ZEEF.patronen]
    for vorm in (*kennis.vraagvormen[::20], *kennis.onbekend):
        for vraag in vorm.for_taal(taal)[:5]:
            tekst = fold(vraag)
            expected = [number for number, pattern in enumerate(plain) if pattern.search(tekst)]
            assert [n for n, own in enumerate(ZEEF.patronen) if own.search(tekst)] == expected

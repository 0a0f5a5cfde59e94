import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.vragen import soort, zeef
from zkl_bot.vragen.lexicon import SCHEIDBAAR
from zkl_bot.vragen.regels import buiten
from zkl_bot.vragen.zeef import Zeef, find_needed

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
def test_zeef_finds_what_each_pattern_finds_by_itself(tekst: str) -> None:
    expected = [patroon for patroon in PATRONEN if re.search(patroon, tekst)]

    assert list(Zeef((patroon, patroon) for patroon in PATRONEN).search(tekst)) == expected


def test_zeef_without_the_parser_tries_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zeef, "parser", None)

    assert list(Zeef([("een", "a"), ("twee", "bb"), ("drie", "a")]).search("ba")) == ["een", "drie"]


def test_prepared_zeef_has_nothing_left_to_compile(monkeypatch: pytest.MonkeyPatch) -> None:
    names: Zeef[str] = Zeef((patroon, patroon) for patroon in PATRONEN)
    names.prepare()
    monkeypatch.setattr(zeef, "re", None)

    assert list(names.search("wie of")) == [r"\bwie(ns|r)?\b", r".", r""]


@pytest.mark.parametrize(
    ("patroon", "nodig"),
    [
        (r"\bhoe (vaak|veel)\b", ("hoe ",)),
        (r"\b(in )?welk(e)? (bron|stuk)\b", ("welk",)),
        (r"\bzeg\w*\b.{0,40}\bop\b", ("zeg",)),
        (r"\bgeen\b|\bniets\b", ("geen", "niets")),
        (r"(?<!aan )wie", ("wie",)),
        (r"\w+", ()),
        (r"(ja)?|nee", ()),
        (r"(?i)ja", ()),
    ],
)
def test_needed_is_what_a_text_must_hold(patroon: str, nodig: tuple[str, ...]) -> None:
    assert find_needed(patroon) == nodig


@pytest.mark.parametrize(
    ("onze", "taal"),
    [
        (soort._SOORTEN["nl"], "nl"),
        (soort._SOORTEN["en"], "en"),
        (SCHEIDBAAR, "nl"),
        (buiten._CATEGORIEEN, "nl"),
        (buiten._CATEGORIEEN, "en"),
    ],
)
def test_our_patterns_find_as_much_in_a_zeef(kennis: Kennis, onze: Zeef[Any], taal: Any) -> None:
    plain = [(name, re.compile(patroon)) for name, patroon in onze._patronen]
    for vorm in (*kennis.vraagvormen[::20], *kennis.onbekend):
        for vraag in vorm.for_taal(taal)[:5]:
            tekst = vraag.lower()
            expected = [name for name, pattern in plain if pattern.search(tekst)]
            assert list(onze.search(tekst)) == expected

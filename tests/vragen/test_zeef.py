import re

import pytest

from zkl_bot.vragen import zeef
from zkl_bot.vragen.patroon import Patronen, Wending, Zeefpatroon
from zkl_bot.vragen.zeef import Zeef, find_needed


def test_zeef_tells_what_may_match() -> None:
    own = Zeef()
    numbers = [Zeefpatroon(p, own).nummer for p in ("wie", r"\bhoe (vaak|veel)\b", r"\d")]

    assert own.may_match("wie is het") == {numbers[0], numbers[2]}
    assert own.may_match("hoe vaak") == {numbers[1], numbers[2]}
    assert own.may_match("") == {numbers[2]}


def test_zeef_takes_what_was_found_out_before(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Zeef(), Zeef()
    for own in (first, second):
        Wending("a(b|c)d|ee", own)
    needed = first.find_needed()
    monkeypatch.setattr(zeef, "find_needed", None)
    second.take(needed)

    assert needed == {"a(b|c)d": ("a",), "ee": ("ee",)}
    assert second.find_needed() == needed
    assert second.may_match("feest") == {1}


def test_zeef_without_the_parser_tries_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zeef, "parser", None)
    own = Zeef()
    names = Patronen([("een", "a"), ("twee", "bb"), ("drie", "a")], own)

    assert own.may_match("ba") == {0, 1, 2}
    assert list(names.search("ba")) == ["een", "drie"]


def test_prepared_zeef_has_nothing_left_to_compile(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Zeef()
    names = Patronen((("een", r"\bwie(ns|r)?\b"), ("twee", "[xy]z"), ("drie", ".")), own)
    own.prepare(["wie", "of"])
    monkeypatch.setattr(re, "compile", None)

    assert list(names.search("wie of")) == ["een", "drie"]


@pytest.mark.parametrize(
    ("patroon", "nodig"),
    [
        (r"\bhoe (vaak|veel)\b", ("hoe",)),
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

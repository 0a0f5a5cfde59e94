from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.vragen.woorden import MAX_TEKENS, acroniemen, clean, fold, joined, split, stems


def test_split_gives_numbers_one_form() -> None:
    assert [*split("11.650 woningen, 1,5 miljard en 80%")] == [
        "11650", "woningen", "1.5", "miljard", "en", "80",
    ]  # fmt: skip
    assert [*split("het 3e of derde punt, negen acties")] == [
        "het", "3e", "of", "3e", "punt", "9", "acties",
    ]  # fmt: skip


def test_split_keeps_sections_and_abbreviations_whole() -> None:
    assert [*split("§5.1 2c, i.s.m. IJmond: B&W")] == ["5.1", "2c", "ism", "ijmond", "b&w"]


def test_fold_drops_accents_and_apostrophes() -> None:
    assert fold("Coördinatie-overleg: thema's t/m 2023") == "coordinatie-overleg: themas tm 2023"


def test_joined_writes_hyphens_shut() -> None:
    assert joined("de doe-agenda en de 80%-versie") == ["doeagenda"]


def test_acroniemen_marks_capitals_that_look_like_small_words() -> None:
    assert acroniemen("ZE vervoer", frozenset({"ze"})) == ["ze^"]
    assert acroniemen("WAT IS ZE", frozenset({"ze"})) == []


def test_stems_bring_forms_of_a_word_together() -> None:
    assert set(stems("geevalueerd", "nl")) & set(stems("evalueren", "nl"))
    assert set(stems("besproken", "nl")) & set(stems("bespreken", "nl"))


@given(st.text())
def test_clean_leaves_one_short_line(tekst: str) -> None:
    cleaned = clean(tekst)

    assert "\n" not in cleaned
    assert len(cleaned) <= MAX_TEKENS * 18  # one character can become eighteen (NFKC)

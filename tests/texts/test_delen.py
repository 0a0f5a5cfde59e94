from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.texts.delen import html_units, split_html, units
from zkl_bot.texts.plain import to_plain

FRAGMENTEN = st.lists(
    st.sampled_from(
        ["woord ", "\n", "\n\n", "<b>vet</b>", "<i>a <b>b</b> c</i>", "&amp;", "😀", "é", "x" * 30]
    ),
    max_size=60,
).map("".join)


def test_split_html_leaves_what_fits_alone() -> None:
    assert split_html("<b>kort</b>", 4096) == ["<b>kort</b>"]


def test_split_html_cuts_at_an_empty_line() -> None:
    assert split_html("aaaa\n\nbbbb\ncc\n\ndddd", 15) == ["aaaa\n\nbbbb\ncc", "dddd"]


def test_split_html_closes_and_reopens_what_is_open() -> None:
    assert split_html("<b>een twee drie vier</b>", 10) == ["<b>een twee</b>", "<b>drie vier</b>"]


def test_units_counts_an_emoji_twice() -> None:
    assert (units("a😀"), html_units("<b>&amp;😀</b>")) == (3, 3)


@given(FRAGMENTEN, st.integers(5, 80))
def test_split_html_loses_no_word_and_no_part_is_too_long(html: str, longest: int) -> None:
    parts = split_html(html, longest)
    assert all(html_units(p) <= longest for p in parts)
    joined = "".join(to_plain(p) for p in parts)
    assert "".join(joined.split()) == "".join(unescape(to_plain(html)).split())


@given(FRAGMENTEN, st.integers(5, 80))
def test_split_html_balances_the_tags_of_every_part(html: str, longest: int) -> None:
    for part in split_html(html, longest):
        for tag in ("b", "i"):
            assert part.count(f"<{tag}>") == part.count(f"</{tag}>")

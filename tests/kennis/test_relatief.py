from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.kennis.relatief import find_relatief, maand, read_relatief

VANDAAG = date(2026, 11, 30)
"""A Monday."""


@pytest.mark.parametrize(
    ("tekst", "start", "eind"),
    [
        ("is er vandaag iets", date(2026, 11, 30), date(2026, 12, 1)),
        ("en overmorgen?", date(2026, 12, 2), date(2026, 12, 3)),
        ("wat is er deze week", date(2026, 11, 30), date(2026, 12, 7)),
        ("volgende week dan", date(2026, 12, 7), date(2026, 12, 14)),
        ("dit weekend", date(2026, 12, 5), date(2026, 12, 7)),
        ("vorige maand", date(2026, 10, 1), date(2026, 11, 1)),
        ("komende maand", date(2026, 12, 1), date(2027, 1, 1)),
        ("dit kwartaal", date(2026, 10, 1), date(2027, 1, 1)),
        ("next quarter", date(2027, 1, 1), date(2027, 4, 1)),
        ("volgend jaar", date(2027, 1, 1), date(2028, 1, 1)),
    ],
)
def test_relatief_is_counted_from_today(tekst: str, start: date, eind: date) -> None:
    periode = find_relatief(tekst, VANDAAG)

    assert periode is not None
    assert (periode.start, periode.eind_exclusief) == (start, eind)


def test_relatief_within_another_word_is_none() -> None:
    assert find_relatief("goedemorgen, wat is een jaarplan", VANDAAG) is None


def test_read_relatief_wants_nothing_else() -> None:
    assert read_relatief("in deze week", VANDAAG) is None
    assert read_relatief("deze week", VANDAAG) == find_relatief("in deze week", VANDAAG)


@given(st.integers(2000, 2100), st.integers(-30, 40))
def test_maand_counts_on_into_other_years(year: int, month: int) -> None:
    start = maand(year, month).start

    assert start is not None
    assert (start.year * 12 + start.month, start.day) == (year * 12 + month, 1)

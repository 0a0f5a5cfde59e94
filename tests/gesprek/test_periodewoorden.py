from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.gesprek.periodewoorden import Span, read_span

VANDAAG = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("getypt", "van", "tot"),
    [
        ("vandaag", date(2026, 11, 20), date(2026, 11, 20)),
        ("deze week", date(2026, 11, 16), date(2026, 11, 22)),
        ("volgende maand", date(2026, 12, 1), date(2026, 12, 31)),
        ("maart", date(2027, 3, 1), date(2027, 3, 31)),
        ("November", date(2026, 11, 1), date(2026, 11, 30)),
        ("march 2027", date(2027, 3, 1), date(2027, 3, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("Q3 2022", date(2022, 7, 1), date(2022, 9, 30)),
        ("derde kwartaal 2022", date(2022, 7, 1), date(2022, 9, 30)),
        ("medio 2022", date(2022, 5, 1), date(2022, 8, 31)),
        ("next year", date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_read_span_takes_what_people_type(getypt: str, van: date, tot: date) -> None:
    assert read_span(getypt, VANDAAG) == Span(van, tot)


@pytest.mark.parametrize("getypt", ["ooit", "maart 99999", "q9 2022", "", "n.t.b."])
def test_read_span_gives_nothing_for_what_is_unclear(getypt: str) -> None:
    assert read_span(getypt, VANDAAG) is None


@given(st.text(max_size=40), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_read_span_never_fails_and_never_ends_before_it_begins(getypt: str, dag: date) -> None:
    span = read_span(getypt, dag)
    assert span is None or span.van <= span.tot

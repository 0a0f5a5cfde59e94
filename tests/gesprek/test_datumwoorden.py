from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.clock import AMSTERDAM
from zkl_bot.gesprek.datumwoorden import Gelezen, read_datum
from zkl_bot.gesprek.tijdwoorden import Tijden
from zkl_bot.texts.datum import format_datum

NU = datetime(2026, 12, 28, 12, tzinfo=AMSTERDAM)
TWAALF_JAN = date(2027, 1, 12)


@pytest.mark.parametrize(
    ("getypt", "verwacht"),
    [
        ("di 12 jan 19.30", Gelezen((TWAALF_JAN,), Tijden(time(19, 30)))),
        ("12-1-2027 10:00", Gelezen((TWAALF_JAN,), Tijden(time(10)))),
        ("2027-01-12T10:00", Gelezen((TWAALF_JAN,), Tijden(time(10)))),
        ("12.1.2027 19u30", Gelezen((TWAALF_JAN,), Tijden(time(19, 30)))),
        ("12/1/27", Gelezen((TWAALF_JAN,))),
        ("Jan 12, 2027 at 10:00", Gelezen((TWAALF_JAN,), Tijden(time(10)))),
        ("morgen 20 uur", Gelezen((date(2026, 12, 29),), Tijden(time(20)))),
        ("dinsdag 19:30-21:30", Gelezen((date(2026, 12, 29),), Tijden(time(19, 30), time(21, 30)))),
        (
            "12 januari 2027 van 19.30 tot 21.30 uur raadzaal",
            Gelezen((TWAALF_JAN,), Tijden(time(19, 30), time(21, 30)), na="raadzaal"),
        ),
        (
            "Wonen op 12-1-2027 om 10:00 Raadhuis Haarlem",
            Gelezen((TWAALF_JAN,), Tijden(time(10)), voor="Wonen", na="Raadhuis Haarlem"),
        ),
        ("vandaag", Gelezen((date(2026, 12, 28),))),
        ("volgende week dinsdag 20u", Gelezen((date(2027, 1, 5),), Tijden(time(20)))),
        ("monday next week", Gelezen((date(2027, 1, 4),))),
        (
            "dinsdag 19:30 in Haarlem",
            Gelezen((date(2026, 12, 29),), Tijden(time(19, 30)), na="in Haarlem"),
        ),
        ("12-1-2027 half acht Haarlem", Gelezen((TWAALF_JAN,), na="Haarlem")),
        ("12-1-2027 kwart voor acht", Gelezen((TWAALF_JAN,))),
        ("12 jan 2027 8pm Haarlem", Gelezen((TWAALF_JAN,), Tijden(time(20)), na="Haarlem")),
        ("12 jan 2027 7:30 pm-9.30 pm", Gelezen((TWAALF_JAN,), Tijden(time(19, 30), time(21, 30)))),
        ("12 jan 2027 10am", Gelezen((TWAALF_JAN,), Tijden(time(10)))),
        ("12 jan 2027 12:15 am", Gelezen((TWAALF_JAN,), Tijden(time(0, 15)))),
        ("12 jan 2027 12pm", Gelezen((TWAALF_JAN,), Tijden(time(12)))),
        (
            "morgen 8 uur 's avonds raadzaal",
            Gelezen((date(2026, 12, 29),), Tijden(time(20)), na="raadzaal"),
        ),
        (
            "Wonen 12-1-2027 25:00 Haarlem",
            Gelezen((TWAALF_JAN,), Tijden(onmogelijk="25:00"), voor="Wonen", na="Haarlem"),
        ),
        (
            "dinsdag in Haarlem om 19:75",
            Gelezen((date(2026, 12, 29),), Tijden(onmogelijk="19:75"), na="in Haarlem"),
        ),
        (
            "12-1-2027 10:00 Raadhuis, zaal 2.10",
            Gelezen((TWAALF_JAN,), Tijden(time(10)), na="Raadhuis, zaal 2.10"),
        ),
        (
            "Tussen 12-1-2027 het station 10:00 en de kerk",
            Gelezen((TWAALF_JAN,), Tijden(time(10)), voor="Tussen", na="het station en de kerk"),
        ),
        ("morgen 20.00 uur 's avonds", Gelezen((date(2026, 12, 29),), Tijden(time(20)))),
    ],
)
def test_read_datum_takes_what_people_type(getypt: str, verwacht: Gelezen) -> None:
    assert read_datum(getypt, NU) == verwacht


@pytest.mark.parametrize(
    ("getypt", "kandidaten", "twijfel"),
    [
        ("12-1", (TWAALF_JAN, date(2028, 1, 12)), "jaar"),
        ("27-12", (date(2027, 12, 27), date(2026, 12, 27)), "jaar"),
        ("29 feb", (date(2028, 2, 29), date(2032, 2, 29)), "jaar"),
        ("ma 12 jan", (TWAALF_JAN,), "weekdag"),
        ("ma 12 jan 2027", (TWAALF_JAN,), "weekdag"),
        ("31-02-2027", (date(2027, 2, 28), date(2027, 3, 1)), "bestaat_niet"),
        ("32-13-2027", (), "bestaat_niet"),
        ("30 feb", (date(2027, 2, 28), date(2027, 3, 1)), "bestaat_niet"),
        ("eerste maandag van februari", (), "onleesbaar"),
        ("maandag in februari", (), "onleesbaar"),
        ("dinsdag over drie weken", (), "onleesbaar"),
        ("over drie weken", (), "onleesbaar"),
        ("9999999999-1-1", (), "onleesbaar"),
        ("1-1-2020", (date(2020, 1, 1),), "verleden"),
        ("binnenkort", (), "onleesbaar"),
        ("", (), "onleesbaar"),
    ],
)
def test_read_datum_doubts_rather_than_guesses(
    getypt: str, kandidaten: tuple[date, ...], twijfel: str
) -> None:
    gelezen = read_datum(getypt, NU)
    assert (gelezen.kandidaten, gelezen.twijfel, gelezen.dag) == (kandidaten, twijfel, None)


def test_read_datum_without_a_year_is_the_coming_day_of_this_year() -> None:
    assert read_datum("28-12", NU).dag == date(2026, 12, 28)


def test_read_datum_may_mean_the_past_when_asked_to() -> None:
    assert read_datum("1-11-2026", NU, verleden=True).dag == date(2026, 11, 1)


@given(
    st.dates(date(2026, 12, 28), date(2099, 12, 31)),
    st.sampled_from(["{d.day}-{d.month}-{d.year}", "{d:%Y-%m-%d}", "{woorden}", "{d:%d/%m/%Y}"]),
)
def test_read_datum_reads_back_every_way_of_writing_a_day(dag: date, vorm: str) -> None:
    getypt = vorm.format(d=dag, woorden=format_datum(dag, "nl", "lang"))
    assert read_datum(getypt, NU).dag == dag


@given(st.dates(date(2026, 12, 29), date(2027, 12, 27)))
def test_read_datum_takes_a_day_without_a_year_when_its_weekday_fits(dag: date) -> None:
    getypt = format_datum(dag, "nl", "kort")
    assert read_datum(getypt, NU).dag == dag


@given(st.text(max_size=200), st.integers(0, 3650))
def test_read_datum_never_fails(getypt: str, dagen: int) -> None:
    gelezen = read_datum(getypt, NU + timedelta(days=dagen))
    assert gelezen.twijfel is not None or gelezen.dag is not None

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.gesprek.tijdwoorden import Tijden, is_tijd, read_tijden


@pytest.mark.parametrize(
    ("getypt", "verwacht"),
    [
        ("19.30", Tijden(time(19, 30))),
        ("20", Tijden(time(20))),
        ("19:30-21:30", Tijden(time(19, 30), time(21, 30))),
        ("van 19u30 tot ongeveer 21h30", Tijden(time(19, 30), time(21, 30))),
        ("10:00:00", Tijden(time(10))),
        ("9 uur", Tijden(time(9))),
        ("20:00-24:00", Tijden(time(20), time())),
        ("19 tot 21 uur", Tijden(time(19), time(21))),
        ("20-24 uur", Tijden(time(20), time())),
        ("20 uur tot 24 uur", Tijden(time(20), time())),
        ("25:00", Tijden(onmogelijk="25:00")),
        ("24:00", Tijden(onmogelijk="24:00")),
        ("19:75", Tijden(onmogelijk="19:75")),
        ("19.75", Tijden(onmogelijk="19.75")),
        ("19:5", Tijden(onmogelijk="19:5")),
        ("25 uur", Tijden(onmogelijk="25 uur")),
        ("25", Tijden(onmogelijk="25")),
        ("25u30", Tijden(onmogelijk="25u30")),
        ("19:30-25:00", Tijden(onmogelijk="25:00")),
        ("19.30 tot 25.00", Tijden(onmogelijk="25.00")),
        ("laat", Tijden()),
        ("het 1:1 overleg", Tijden()),
        ("zaal 2.10", Tijden()),
    ],
)
def test_read_tijden_takes_begin_and_end(getypt: str, verwacht: Tijden) -> None:
    assert read_tijden(getypt) == verwacht


@pytest.mark.parametrize(
    ("getypt", "verwacht"),
    [
        ("25:00", True),
        ("van 19.30 tot 21.00 uur", True),
        ("Stationsplein 25", False),
        ("Raadhuis, zaal 2.10", False),
        ("Haarlem 10:00", False),
        ("", False),
    ],
)
def test_is_tijd_tells_a_time_from_a_place(getypt: str, verwacht: bool) -> None:
    assert is_tijd(getypt) is verwacht


@given(st.times(), st.sampled_from(["%H:%M", "%H.%M", "%Hu%M", "%H:%M uur"]))
def test_read_tijden_reads_back_every_time(tijd: time, vorm: str) -> None:
    assert read_tijden(tijd.strftime(vorm)) == Tijden(tijd.replace(second=0, microsecond=0))


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(":.u"))
def test_read_tijden_takes_no_time_that_does_not_exist(uur: int, minuut: int, teken: str) -> None:
    tijden = read_tijden(f"{uur}{teken}{minuut:02}")
    exists = uur < 24 and minuut < 60
    assert (tijden.begin is not None, tijden.onmogelijk is None) == (exists, exists)

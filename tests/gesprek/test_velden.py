from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.gesprek import NU, PHO
from zkl_bot.clock import AMSTERDAM
from zkl_bot.gesprek.velden import apply_velden, make_bijeenkomst, to_velden


def test_velden_of_a_meeting_give_that_meeting() -> None:
    assert apply_velden(PHO, to_velden(PHO)) == PHO


def test_a_meeting_may_run_past_midnight() -> None:
    laat = apply_velden(PHO, {"tijd": "22:30", "eind": "00:30"})
    assert laat.eind == datetime(2027, 1, 12, 23, 30, tzinfo=UTC)


def test_a_meeting_of_which_only_the_day_is_known_has_no_times() -> None:
    dag = apply_velden(PHO, {"tijd": None})
    assert (dag.start, dag.eind) == (None, None)


def test_whole_days_stay_whole_until_another_day_or_time_is_given() -> None:
    midnight = datetime(2027, 1, 14, 23, tzinfo=UTC)
    several = replace(PHO, start=None, eind=midnight)
    assert apply_velden(several, {"plaats": "Elders"}) == replace(several, plaats="Elders")
    assert apply_velden(several, {"dag": "2027-02-01"}).eind is None
    assert apply_velden(several, {"tijd": "20:00"}).eind is None


@given(st.dates(), st.times())
def test_a_new_meeting_starts_on_its_day_by_the_clocks_of_people(dag, tijd) -> None:  # type: ignore[no-untyped-def]
    if not 1900 < dag.year < 9000:
        return
    velden = {"gremium": "pho", "dag": dag.isoformat(), "tijd": tijd.strftime("%H:%M")}
    made = make_bijeenkomst("x", velden, gemeente=None, now=NU)
    assert made.start is not None
    assert made.start.astimezone(AMSTERDAM).date() == dag

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.kennis.opzegging import Opzegging, last_day_for

DAGEN = st.dates(min_value=date(2021, 1, 1), max_value=date(2100, 12, 31))


def test_opzegging_in_the_course_of_a_year_takes_effect_on_the_next_1_january() -> None:
    opzegging = Opzegging(date(2027, 9, 15))

    assert opzegging.ingang == date(2028, 1, 1)
    assert opzegging.verplichtingen_tot_en_met == date(2028, 12, 31)
    assert opzegging.verplichtingen_andere_lezing == date(2029, 12, 31)


def test_last_day_for_a_departure_is_the_last_of_the_year_before() -> None:
    assert last_day_for(date(2030, 1, 1)) == date(2029, 12, 31)
    assert last_day_for(date(2030, 7, 1)) == date(2029, 12, 31)


def test_opzegging_holds_for_every_day_up_to_2100() -> None:
    dag = date(2021, 1, 1)
    while dag <= date(2100, 12, 31):
        opzegging = Opzegging(dag)
        assert opzegging.ingang - timedelta(days=1) == date(dag.year, 12, 31)
        assert opzegging.verplichtingen_tot_en_met.year == opzegging.ingang.year
        assert last_day_for(opzegging.ingang) >= dag
        dag += timedelta(days=1)


@given(DAGEN)
def test_a_notice_on_the_last_day_takes_effect_in_time_and_a_day_later_does_not(dag: date) -> None:
    laatste = last_day_for(dag)

    assert Opzegging(laatste).ingang <= dag
    assert Opzegging(laatste + timedelta(days=1)).ingang == date(dag.year + 1, 1, 1)

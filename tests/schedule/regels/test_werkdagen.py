from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.kennis.herinneringsregel import VrijePeriode
from zkl_bot.schedule.regels.werkdagen import Werkdagen, add_months


def test_is_werkdag_knows_weekends_and_dutch_holidays() -> None:
    werkdagen = Werkdagen()
    off = [date(2022, 4, 15), date(2022, 4, 18), date(2022, 4, 27), date(2022, 5, 26)]
    off += [date(2022, 6, 6), date(2022, 12, 26), date(2021, 1, 1), date(2022, 5, 7)]
    assert [werkdagen.is_werkdag(d) for d in off] == [False] * len(off)
    assert werkdagen.is_werkdag(date(2022, 5, 27))


def test_is_werkdag_knows_the_reces_in_the_data() -> None:
    reces = VrijePeriode(naam="Reces", van=date(2026, 12, 21), tot_en_met=date(2027, 1, 1))
    werkdagen = Werkdagen([reces])
    assert werkdagen.shift(date(2026, 12, 23), "vorige") == date(2026, 12, 18)
    assert werkdagen.shift(date(2026, 12, 23), "volgende") == date(2027, 1, 4)


def test_shift_leaves_a_day_in_an_endless_stretch() -> None:
    reces = VrijePeriode(naam="Fout", van=date(2020, 1, 1), tot_en_met=date(2030, 1, 1))
    assert Werkdagen([reces]).shift(date(2026, 3, 4), "vorige") == date(2026, 3, 4)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(-40, 40))
def test_add_months_keeps_the_day_or_takes_the_last(dag: date, maanden: int) -> None:
    later = add_months(dag, maanden)
    index = dag.year * 12 + dag.month - 1 + maanden
    assert (later.year, later.month) == (index // 12, index % 12 + 1)
    assert later.day == dag.day or (later.day < dag.day and add_days(later).day == 1)


def add_days(dag: date) -> date:
    return date.fromordinal(dag.toordinal() + 1)

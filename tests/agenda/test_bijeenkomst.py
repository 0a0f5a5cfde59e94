from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.agenda.bouwsel import maak
from zkl_bot.clock import AMSTERDAM


def test_meeting_ends_after_it_starts() -> None:
    start = datetime(2022, 6, 22, 17, 30, tzinfo=UTC)
    for eind in (start, start - timedelta(hours=1)):
        with pytest.raises(ValueError, match="ends after it starts"):
            maak("b", date(2022, 6, 22), start=start, eind=eind)


def test_dag_is_the_local_day_of_the_start() -> None:
    late = datetime(2022, 6, 22, 22, 30, tzinfo=UTC)  # half past midnight in Amsterdam
    assert maak("b", date(2022, 6, 23), start=late, eind=None).dag == date(2022, 6, 23)
    with pytest.raises(ValueError, match="local day"):
        maak("b", date(2022, 6, 22), start=late, eind=None)


def test_whole_days_end_at_midnight() -> None:
    dag = date(2022, 6, 22)
    assert maak("b", dag, tijd=None).periode.label == "22 juni 2022"
    for last, label in (
        (date(2022, 6, 24), "22 t/m 24 juni 2022"),
        (date(2022, 7, 1), "22 juni t/m 1 juli 2022"),
        (date(2023, 1, 1), "22 juni 2022 t/m 1 januari 2023"),
    ):
        eind = datetime.combine(last + timedelta(days=1), time(), AMSTERDAM)
        several = maak("b", dag, tijd=None, eind=eind)
        assert (several.periode.label, several.periode.laatste_dag) == (label, last)
    for wrong in (datetime(2022, 6, 22, 22, tzinfo=UTC), datetime(2022, 6, 24, 20, tzinfo=UTC)):
        with pytest.raises(ValueError, match="whole days"):
            maak("b", dag, tijd=None, eind=wrong)


def test_whole_day_sorts_before_a_meeting_of_that_day() -> None:
    dag = date(2022, 6, 22)
    both = [maak("a", dag), maak("b", dag, tijd=None)]
    assert [b.id for b in sorted(both, key=lambda b: b.volgorde)] == ["b", "a"]

"""The days of a rule are those that dateutil finds, and looking for them always ends soon."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from icalendar import vRecur

from zkl_bot.intake.herhaling import MAX_STAPPEN, Budget, TeVeel, read_herhaling

WEEKDAGEN = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
START = date(2026, 6, 2)
"""A Tuesday."""


def some(values: Any) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules that meetings are planned by; COUNT keeps what never matches from going on."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    by_month = frequency in ("MONTHLY", "YEARLY")
    parts: dict[str, Any] = {"FREQ": frequency, "COUNT": draw(st.integers(1, 30))}
    ordinals = [f"{n}{day}" for n in (1, 2, 4, 5, -1) for day in WEEKDAGEN]
    choices: dict[str, st.SearchStrategy[Any]] = {
        "INTERVAL": st.integers(1, 4),
        "WKST": st.sampled_from(WEEKDAGEN),
        "BYDAY": some(ordinals) if by_month and draw(st.booleans()) else some(WEEKDAGEN),
    }
    if frequency != "WEEKLY":
        choices["BYMONTHDAY"] = some([*range(1, 29), -1, -2])
    if by_month:
        choices["BYSETPOS"] = some([1, 2, -1])
    for part in draw(st.lists(st.sampled_from(sorted(choices)), unique=True)):
        parts[part] = draw(choices[part])
    if "BYMONTHDAY" in parts and "BYDAY" in parts:
        del parts["BYDAY"]
    if "BYSETPOS" in parts:
        # The place in a period of one day may never be there.
        parts["BYDAY"] = list(WEEKDAGEN)
        parts.pop("BYMONTHDAY", None)
    text: str = vRecur(parts).to_ical().decode()  # type: ignore[no-untyped-call]
    return text


@given(rules(), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_the_days_are_those_of_another_program(rule: str, start: date, later: int) -> None:
    van, einde = start + timedelta(days=later), start + timedelta(days=3000)
    expected = [
        moment.date()
        for moment in rrulestr(rule, dtstart=datetime.combine(start, time()))
        if van <= moment.date() <= einde
    ]

    herhaling = read_herhaling(vRecur.from_ical(rule), None)
    assert list(herhaling.days(start, van, einde, Budget())) == expected


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;INTERVAL=100", ["06-02", "09-10", "12-19"]),
        ("FREQ=MONTHLY;BYDAY=-1WE;INTERVAL=3", ["06-24", "09-30", "12-30"]),
        ("FREQ=YEARLY", ["06-02"]),
        ("FREQ=YEARLY;BYYEARDAY=-1,200", ["07-19", "12-31"]),
        ("FREQ=YEARLY;BYMONTH=9,11;BYDAY=1MO", ["09-07", "11-02"]),
        ("FREQ=YEARLY;BYDAY=30MO", ["07-27"]),
        ("FREQ=WEEKLY;COUNT=3;BYHOUR=19;BYMINUTE=30", ["06-02", "06-09", "06-16"]),
        ("FREQ=DAILY;BYDAY=TU,WE;BYMONTHDAY=-1,2", ["06-02", "06-30", "09-02", "09-30", "12-02"]),
    ],
)
def test_the_days_of_some_rules(rule: str, days: list[str]) -> None:
    herhaling = read_herhaling(vRecur.from_ical(rule), None, time(19, 30))
    found = herhaling.days(START, START, date(2026, 12, 31), Budget())

    assert [f"{day:%m-%d}" for day in found] == days


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;COUNT=2147483647;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=WEEKLY;BYSETPOS=366",
        "FREQ=YEARLY;BYDAY=MO;BYSETPOS=-366",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=DAILY;BYYEARDAY=366;BYMONTH=1",
        "FREQ=YEARLY;BYDAY=54MO",
    ],
)
def test_what_never_matches_is_known_after_the_days_there_are(rule: str) -> None:
    budget = Budget()
    herhaling = read_herhaling(vRecur.from_ical(rule), None)

    assert list(herhaling.days(START, START, date(2029, 1, 1), budget)) == []
    # Twelve months of its own year come first; then nothing is looked at twice.
    assert MAX_STAPPEN - budget.over <= 365 + (date(2029, 12, 31) - START).days


def test_the_budget_of_one_source_is_shared() -> None:
    herhaling, budget = read_herhaling(vRecur.from_ical("FREQ=DAILY"), None), Budget(500)
    assert len(list(herhaling.days(START, START, START + timedelta(days=299), budget))) == 300

    with pytest.raises(TeVeel):
        list(herhaling.days(START, START, START + timedelta(days=299), budget))


@pytest.mark.parametrize(
    ("rule", "melding"),
    [
        ("FREQ=SECONDLY", "een herhaling SECONDLY kan niet"),
        ("INTERVAL=2", "een herhaling zonder FREQ kan niet"),
        ("FREQ=YEARLY;BYWEEKNO=54", "een herhaling met BYWEEKNO kan niet"),
        ("FREQ=YEARLY;BYEASTER=0", "een herhaling met BYEASTER kan niet"),
        ("FREQ=DAILY;BYHOUR=9,10", "een herhaling binnen de dag kan niet"),
        ("FREQ=DAILY;BYHOUR=9", "een herhaling binnen de dag kan niet"),
        ("FREQ=DAILY;INTERVAL=0", "de tussenpoos (INTERVAL) van de herhaling klopt niet"),
        ("FREQ=DAILY;INTERVAL=1001", "de tussenpoos (INTERVAL) van de herhaling is te groot"),
        ("FREQ=DAILY;COUNT=-3", "het aantal (COUNT) van de herhaling klopt niet"),
        ("FREQ=DAILY;BYMONTH=13", "BYMONTH van de herhaling klopt niet"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY van de herhaling klopt niet"),
    ],
)
def test_what_no_meeting_is_planned_by_is_refused(rule: str, melding: str) -> None:
    with pytest.raises(ValueError, match="herhaling") as fault:
        read_herhaling(vRecur.from_ical(rule), None, time(19, 30))

    assert str(fault.value) == melding

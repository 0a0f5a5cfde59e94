from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.deadline import set_deadlines
from zkl_bot.kennis.herinneringsregel import Deadline
from zkl_bot.kennis.kennis import Kennis

MADE = datetime(2026, 1, 1, tzinfo=UTC)
BIJEENKOMST = Bijeenkomst(
    id="b-1",
    uid="b-1@test",
    gremium="raadsbijeenkomst",
    dag=date(2026, 6, 24),
    aangemaakt=MADE,
    gewijzigd=MADE,
)


DAYS: dict[str, dict[str, Any]] = {
    "stukken": {"weken_ervoor": 3},
    "werkprogramma": {"op": "1 november"},
}


def _on(kennis: Kennis) -> Kennis:
    shipped = kennis.herinneringen.deadlines
    deadlines = tuple(
        Deadline.model_validate(d.model_dump(exclude_none=True) | DAYS[d.id] | {"aan": True})
        for d in shipped
    )
    rules = kennis.herinneringen.model_copy(update={"deadlines": deadlines})
    return replace(kennis, herinneringen=rules)


def test_shipped_deadlines_are_off_and_have_no_day(kennis: Kennis) -> None:
    deadlines = kennis.herinneringen.deadlines
    assert deadlines
    assert not any(d.aan or d.op or d.weken_ervoor for d in deadlines)
    assert list(set_deadlines(kennis, [BIJEENKOMST], range(2026, 2028))) == []


def test_deadlines_come_every_year_and_before_each_meeting(kennis: Kennis) -> None:
    found = set_deadlines(_on(kennis), [BIJEENKOMST], range(2026, 2028))
    days = [(g.id, g.periode.start, g.titel.nl) for g in found]
    assert days == [
        (
            "stukken-b-1",
            date(2026, 6, 3),
            "Stukken aanleveren voor de raadsbijeenkomst Zuid-Kennemerland van 24 juni 2026",
        ),
        (
            "werkprogramma-2026",
            date(2026, 11, 1),
            "Jaarlijks werkprogramma naar het coördinatieoverleg",
        ),
        (
            "werkprogramma-2027",
            date(2027, 11, 1),
            "Jaarlijks werkprogramma naar het coördinatieoverleg",
        ),
    ]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"aan": True}, "aan vraagt een dag"),
        ({"aan": True, "gremia": ["pho"]}, "aan vraagt een dag"),
        ({"aan": False, "weken_ervoor": 3}, "hoort bij 'gremia'"),
        ({"aan": False, "op": "1 mei", "gremia": ["pho"]}, "gaat niet samen"),
    ],
)
def test_a_deadline_that_is_on_needs_its_day(given: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        Deadline.model_validate({"id": "d", "titel": {"nl": "Dag", "en": "Day"}} | given)

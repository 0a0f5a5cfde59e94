from dataclasses import replace
from datetime import UTC, date, datetime

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.deadline import set_deadlines
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


def _on(kennis: Kennis) -> Kennis:
    deadlines = tuple(d.model_copy(update={"aan": True}) for d in kennis.herinneringen.deadlines)
    rules = kennis.herinneringen.model_copy(update={"deadlines": deadlines})
    return replace(kennis, herinneringen=rules)


def test_shipped_deadlines_are_off(kennis: Kennis) -> None:
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

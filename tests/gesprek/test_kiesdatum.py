from tests.fakes.gesprek import Gesprekspartner
from zkl_bot.gesprek.reactie import Reactie


def _rows(reactie: Reactie) -> list[str]:
    return [" ".join(knop.tekst for knop in rij) for rij in reactie.berichten[-1].knoppen]


def test_month_has_the_names_of_the_days_and_no_weeks_that_are_over(
    griffie: Gesprekspartner,
) -> None:
    griffie.typt("/bijeenkomst")
    reactie = griffie.drukt("b:1:g:agendacommissie")
    assert _rows(reactie) == [
        "◀ november 2026 ▶",
        "ma di wo do vr za zo",
        "· · · · 20 21 22",
        "23 24 25 26 27 28 29",
        "30 · · · · · ·",
        "Stop",
    ]


def test_month_to_come_has_all_its_weeks(griffie: Gesprekspartner) -> None:
    griffie.typt("/bijeenkomst")
    griffie.drukt("b:1:g:agendacommissie")
    assert _rows(griffie.drukt("b:1:m:202702")) == [
        "◀ februari 2027 ▶",
        "ma di wo do vr za zo",
        "1 2 3 4 5 6 7",
        "8 9 10 11 12 13 14",
        "15 16 17 18 19 20 21",
        "22 23 24 25 26 27 28",
        "Stop",
    ]

from dataclasses import replace
from datetime import date, time

from tests.agenda.bouwsel import NU, maak
from zkl_bot.agenda.wijziging import describe, is_changed

OUD = maak("b", date(2022, 6, 22), plaats="Haarlem")


def test_describe_tells_old_and_new_in_local_time() -> None:
    later = maak("b", date(2022, 6, 29), plaats="Zandvoort", tijd=time(20))
    assert describe(OUD, later) == (
        "22 juni 2022 → 29 juni 2022",
        "19:30 → 20:00",
        "Haarlem → Zandvoort",
    )


def test_describe_tells_a_new_end_with_the_whole_span() -> None:
    assert OUD.eind is not None
    longer = replace(OUD, eind=OUD.eind.replace(minute=45))
    assert describe(OUD, longer) == ("19:30-21:30 → 19:30-21:45",)


def test_describe_shows_what_is_not_known_as_a_dash() -> None:
    vague = maak("b", date(2022, 6, 22), tijd=None)
    assert describe(OUD, vague) == ("19:30 → –", "Haarlem → –")


def test_only_what_people_see_is_a_change() -> None:
    assert not is_changed(OUD, replace(OUD, herkomst_stempel="x", met_de_hand=True, gewijzigd=NU))
    assert is_changed(OUD, replace(OUD, acties=("actie-1",)))
    assert is_changed(OUD, replace(OUD, status="geannuleerd"))

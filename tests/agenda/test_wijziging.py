from dataclasses import replace
from datetime import UTC, date, datetime, time

from tests.agenda.bouwsel import NU, maak
from zkl_bot.agenda.wijziging import describe, in_taal, is_changed

OUD = maak("b", date(2022, 6, 22), plaats="Haarlem")


def test_describe_tells_old_and_new_in_local_time() -> None:
    later = maak("b", date(2022, 6, 29), plaats="Zandvoort", tijd=time(20))
    assert describe(OUD, later) == (
        "22 juni 2022 → 29 juni 2022; 19:30 → 20:00; Haarlem → Zandvoort",
    )


def test_what_is_no_matter_of_when_and_where_is_not_described() -> None:
    assert describe(OUD, replace(OUD, titel="anders", status="geannuleerd")) == ()


def test_a_line_is_read_in_either_language() -> None:
    line = "22 juni 2022 → 1 maart 2023; 19:30 → 20:00; Zaal 12 juni 1950 → 3 zalen 2022"
    assert in_taal(line, "nl") == line
    assert in_taal(line, "en") == (
        "22 June 2022 → 1 March 2023; 19:30 → 20:00; Zaal 12 June 1950 → 3 zalen 2022"
    )


def test_describe_tells_a_new_end_with_the_whole_span() -> None:
    assert OUD.eind is not None
    longer = replace(OUD, eind=OUD.eind.replace(minute=45))
    assert describe(OUD, longer) == ("19:30-21:30 → 19:30-21:45",)


def test_describe_shows_what_is_not_known_as_a_dash() -> None:
    vague = maak("b", date(2022, 6, 22), tijd=None)
    assert describe(OUD, vague) == ("19:30 → –; Haarlem → –",)


def test_describe_tells_the_last_of_several_whole_days() -> None:
    one = maak("b", date(2022, 6, 22), tijd=None)
    three = replace(one, eind=datetime(2022, 6, 24, 22, tzinfo=UTC))
    assert describe(one, three) == ("22 juni 2022 → 22 juni 2022 – 24 juni 2022",)
    assert describe(three, replace(three, titel="anders")) == ()


def test_only_what_people_see_is_a_change() -> None:
    assert not is_changed(OUD, replace(OUD, herkomst_stempel="x", met_de_hand=True, gewijzigd=NU))
    assert is_changed(OUD, replace(OUD, acties=("actie-1",)))
    assert is_changed(OUD, replace(OUD, status="geannuleerd"))

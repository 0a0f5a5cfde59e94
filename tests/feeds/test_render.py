"""Whatever the facts hold, a VEVENT is well formed and says them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from tests.feeds.lezers import with_icalendar
from tests.feeds.voorbeeld import BASE, KENNIS, MADE, both, gebeurtenis, make_feeds, vaag
from zkl_bot.agenda.agenda import sorted_agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.feeds.opties import Opties
from zkl_bot.feeds.render import render_gebeurtenis
from zkl_bot.feeds.tekst import escape, fold, one_line, title_line, utf16_units
from zkl_bot.kennis.model import Tekst
from zkl_bot.kennis.periode import dag

ANY_TEXT = st.text(st.characters(), max_size=600)


def render(g: Gebeurtenis, opties: Opties | None = None) -> bytes:
    rendered = render_gebeurtenis(
        g,
        kennis=KENNIS,
        base_url=BASE,
        opties=opties or Opties(),
        uid_of=lambda id: f"{id}@zkl_bot",
    )
    assert rendered is not None
    return rendered


def read(rendered: bytes) -> Any:
    return icalendar.Event.from_ical(rendered)


def lines(rendered: bytes) -> list[str]:
    assert rendered.endswith(b"\r\n")
    return rendered.decode().replace("\r\n ", "").split("\r\n")


def test_a_meeting_is_written_to_the_letter() -> None:
    meeting = gebeurtenis(
        "raad-1",
        acties=("actie-1",),
        hoofdopgaven=("natuur", "verkeer"),
        geo=(52.35, 4.62),
        wijzigingen=("19:00 → 19:30",),
        organisator="zeestad",
        behandelt=("bespreking-1",),
        revisie=3,
        gewijzigd=datetime(2022, 2, 1, 10, tzinfo=UTC),
    )

    assert lines(render(meeting)) == [
        "BEGIN:VEVENT",
        "UID:raad-1@zkl_bot",
        "DTSTAMP:20220201T100000Z",
        "CREATED:20220110T083000Z",
        "LAST-MODIFIED:20220201T100000Z",
        "SEQUENCE:3",
        "DTSTART;TZID=Europe/Amsterdam:20220622T193000",
        "DTEND;TZID=Europe/Amsterdam:20220622T223000",
        "SUMMARY:Raadsbijeenkomst",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "LOCATION:Raadhuis\\, Duindorp",
        "GEO:52.35;4.62",
        "CATEGORIES:Natuur\\, water\\; en recreatie,Verkeer",
        "COLOR:forestgreen",
        "URL:https://zkl.example/gebeurtenis/raad-1",
        "DESCRIPTION:Gewijzigd: 19:00 → 19:30\\n\\nActie 1: Iets doen aan 1 (2021-2023)\\n"
        "Griffie: Zeestad\\n\\nBron: planning van de griffie\\; Plan\\, §7.1\\n"
        "Meer: https://zkl.example/gebeurtenis/raad-1",
        "END:VEVENT",
        "",
    ]


def test_a_vague_period_is_a_free_tentative_band_that_says_so() -> None:
    written = lines(render(vaag("bespreking-1", "derde kwartaal 2022")))

    assert "DTSTART;VALUE=DATE:20220701" in written
    assert "DTEND;VALUE=DATE:20221001" in written
    assert "SUMMARY:Bespreking bespreking-1 (indicatie: derde kwartaal 2022)" in written
    assert "STATUS:TENTATIVE" in written
    assert "TRANSP:TRANSPARENT" in written
    assert "Bron: Plan\\, §7.1" in "".join(written)


def test_a_vague_period_can_stand_on_its_first_day_or_be_left_out() -> None:
    bespreking = vaag("bespreking-1", "medio 2022")
    begin = lines(render(bespreking, Opties(vaag="begin")))

    assert "DTSTART;VALUE=DATE:20220501" in begin
    assert "DTEND;VALUE=DATE:20220502" in begin
    none = Opties(vaag="nee")
    assert not render_gebeurtenis(
        bespreking, kennis=KENNIS, base_url=BASE, opties=none, uid_of=lambda id: None
    )


def test_what_is_cancelled_says_so_first_and_takes_no_time() -> None:
    meeting = gebeurtenis(status="geannuleerd", titel=both("Raad " * 100))
    nl, en = read(render(meeting)), read(render(meeting, Opties(taal="en")))

    assert str(nl["SUMMARY"]).startswith("GEANNULEERD: Raad Raad")
    assert str(en["SUMMARY"]).startswith("CANCELLED: Raad Raad")
    assert (nl["STATUS"], nl["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_a_bespreking_made_sure_hangs_under_its_meeting_and_says_what_it_was() -> None:
    sure = vaag(
        "b",
        "22 juni 2022",
        start=MADE,
        bijeenkomst="raad-3",
        was=vaag("x", "medio 2022").periode,
    )
    written = "\n".join(lines(render(sure)))

    assert "RELATED-TO;RELTYPE=PARENT:raad-3@zkl_bot" in written
    assert "Was: medio 2022" in written
    assert "STATUS:CONFIRMED" in written


def test_a_deadline_hangs_under_the_meeting_it_is_for() -> None:
    written = lines(
        render(vaag("stukken-raad-3", "1 juni 2022", soort="deadline", hoort_bij="raad-3"))
    )

    assert [line for line in written if line.startswith("RELATED-TO")] == [
        "RELATED-TO;RELTYPE=PARENT:raad-3@zkl_bot"
    ]


def test_nothing_changes_in_a_meeting_when_it_treats_something() -> None:
    assert render(gebeurtenis(behandelt=("bespreking-1",))) == render(gebeurtenis())


def test_what_has_happened_is_no_indication_though_its_day_is_not_known() -> None:
    event = read(render(vaag("oud", "december 2016", soort="verleden")))
    en = read(render(vaag("oud", "december 2016", soort="verleden"), Opties(taal="en")))

    assert str(event["SUMMARY"]) == "Bespreking oud (dag niet bekend: december 2016)"
    assert "De bron noemt geen dag, alleen: december 2016." in str(event["DESCRIPTION"])
    assert "indicatie" not in str(event["DESCRIPTION"])
    assert str(en["SUMMARY"]) == "Bespreking oud (en) (day not known: December 2016)"


def test_the_last_change_is_told_whole_in_the_language_of_the_feed() -> None:
    meeting = gebeurtenis(wijzigingen=("22 juni 2022 → 29 juni 2022; 19:30 → 20:00", "ouder"))
    nl, en = read(render(meeting)), read(render(meeting, Opties(taal="en")))

    assert "Gewijzigd: 22 juni 2022 → 29 juni 2022; 19:30 → 20:00" in str(nl["DESCRIPTION"])
    assert "Changed: 22 June 2022 → 29 June 2022; 19:30 → 20:00" in str(en["DESCRIPTION"])
    assert "ouder" not in str(nl["DESCRIPTION"])


def test_a_meeting_without_an_end_takes_two_hours_and_admits_it() -> None:
    event = read(render(gebeurtenis(eind=None)))

    assert event.end - event.start == timedelta(hours=2)
    assert "De eindtijd is niet bekend; hier staan 2 uur." in str(event["DESCRIPTION"])


def test_the_address_of_papers_is_kept_and_stands_in_the_description_too() -> None:
    event = read(render(gebeurtenis(url="https://raad.example/a b?q=ü")))

    assert str(event["URL"]) == "https://raad.example/a%20b?q=%C3%BC"
    assert "Stukken: https://raad.example/a%20b?q=%C3%BC" in str(event["DESCRIPTION"])
    assert "https://zkl.example/gebeurtenis/iets" in str(event["DESCRIPTION"])


def test_an_address_that_is_none_is_left_out() -> None:
    for url in ("javascript:alert(1)", "niks", "http://[::1", "file:///etc/passwd"):
        event = read(render(gebeurtenis(url=url)))
        assert str(event["URL"]) == "https://zkl.example/gebeurtenis/iets"


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_goes_through_rendering_and_back(titel: str, plaats: str, meer: str) -> None:
    rendered = render(
        gebeurtenis(
            titel=Tekst.model_construct(nl=titel, en=titel),
            plaats=plaats,
            toelichting=Tekst.model_construct(nl=meer, en=meer),
            onderwerp=plaats,
            wijzigingen=(meer,),
        )
    )
    event = read(rendered)

    assert all(len(line) <= 75 for line in rendered.split(b"\r\n"))
    assert b"\n" not in rendered.replace(b"\r\n", b"")
    assert not any(byte < 32 and byte not in (9, 10, 13) for byte in rendered)
    for name, text in (("SUMMARY", titel), ("LOCATION", plaats)):
        value = str(event.get(name, ""))
        assert utf16_units(value) <= 255
        expected = title_line(text) or (event["UID"].split("@")[0] if name == "SUMMARY" else "")
        assert value == expected or expected.startswith(value.removesuffix("…"))


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 30)).map(
        lambda moment: moment.replace(tzinfo=UTC, microsecond=0)
    ),
    st.timedeltas(timedelta(seconds=1), timedelta(days=3)),
)
def test_any_moment_goes_through_rendering_and_back(start: datetime, duration: timedelta) -> None:
    end = (start + duration).replace(microsecond=0) + timedelta(seconds=1)
    meeting = gebeurtenis(start=start, eind=end, periode=dag(start.astimezone(AMSTERDAM).date()))
    event = read(render(meeting))

    assert (event.start, event.end) == (start, end)


def test_every_hour_around_a_change_of_the_clock_is_read_back() -> None:
    meetings = []
    for year in range(2021, 2040):
        for month in (3, 10):
            last = date(year, month, 31)
            sunday = last - timedelta(days=(last.weekday() + 1) % 7)
            for hour in range(-3, 6):
                start = datetime(year, month, sunday.day, tzinfo=UTC) + timedelta(hours=hour)
                meetings.append(
                    gebeurtenis(
                        f"m{year}-{month}-{hour + 3}",
                        start=start,
                        eind=start + timedelta(minutes=30),
                        periode=dag(start.astimezone(AMSTERDAM).date()),
                    )
                )
    body = make_feeds(sorted_agenda(meetings)).body("alles")
    assert body is not None

    found = {e["uid"]: e["start"] for e in with_icalendar(body.tekst)}
    assert found == {
        m.uid: m.start.strftime("%Y-%m-%dT%H:%M:%SZ") for m in meetings if m.start is not None
    }


def test_a_title_that_a_parser_would_misread_is_written_otherwise() -> None:
    event = read(render(gebeurtenis(titel=both('"Samen"'), plaats="C:\\notulen\\Nieuw")))

    assert str(event["SUMMARY"]) == "“Samen”"
    assert str(event["LOCATION"]) == "C:⧵notulen⧵Nieuw"


@given(st.text(st.sampled_from(["a", "é", "🌳", "\\", ",", ";", "\n"]), max_size=400))
def test_a_long_line_is_cut_within_no_character_and_no_escape(text: str) -> None:
    written = fold(f"SUMMARY:{escape(text)}")
    pieces = written.removesuffix(b"\r\n").split(b"\r\n ")

    assert b"".join(pieces).decode() == f"SUMMARY:{escape(text)}"
    assert [len(p) <= 75 - (n > 0) for n, p in enumerate(pieces)] == [True] * len(pieces)
    assert all(len(p) - len(p.rstrip(b"\\")) in range(0, 75, 2) for p in pieces)
    # Nothing is cut short: a piece ends where one character more would not fit.
    assert all(len(p) >= 69 for p in pieces[:-1])


def test_the_same_facts_give_the_same_bytes() -> None:
    meeting = gebeurtenis()

    assert render(meeting) == render(replace(meeting))


def test_one_line_has_no_line_ends_of_any_kind() -> None:
    assert one_line("a\r\nb\x0bc\x85d\u2028e\u2029f\tg \x00\ufeff\ud800h") == "a b c d e f g h"

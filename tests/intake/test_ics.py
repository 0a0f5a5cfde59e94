"""Calendar files of other programs, with their quirks, and files meant to do harm."""

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import files_of
from tests.intake.dienst import BESTANDEN, NOW
from zkl_bot.intake.ics import read_ics
from zkl_bot.intake.opgave import IntakeFault, Lezing, Opgave

SHARED = Path(__file__).resolve().parents[3] / "shared" / "ics"


def read(text: str) -> Lezing:
    return read_ics(text.encode(), now=NOW)


def event(*lines: str) -> str:
    body = ("UID:a", "DTSTART:20270622T173000Z", *lines)
    return "\r\n".join(
        ("BEGIN:VCALENDAR", "BEGIN:VEVENT", *body, "END:VEVENT", "END:VCALENDAR", "")
    )


def only(lezing: Lezing) -> Opgave:
    assert len(lezing.opgaven) == 1
    return lezing.opgaven[0]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_an_outlook_invitation_keeps_what_a_calendar_shows() -> None:
    lezing = read_ics((BESTANDEN / "outlook.ics").read_bytes(), now=NOW)

    assert lezing.waarschuwingen == ()
    assert lezing.opgaven == (
        Opgave(
            uid="040000008200E00074C5B7101A82E008-RAAD",
            dag=date(2027, 6, 22),
            titel="Raadsbijeenkomst Zuid-Kennemerland",
            start=utc(2027, 6, 22, 17, 30),
            eind=utc(2027, 6, 22, 20, 30),
            plaats="Raadzaal, Raadhuis",
            url="https://raad.example/vergadering/22",
            omschrijving="Agenda:\n1. Opening\n2. Actie 9, het fietspadennetwerk",
            regel=21,
        ),
        Opgave(
            uid="040000008200E00074C5B7101A82E008-AFGELAST",
            dag=date(2027, 9, 14),
            titel="Canceled: PHO Wonen",
            start=utc(2027, 9, 14, 18, 0),
            eind=utc(2027, 9, 14, 19, 0),
            regel=48,
        ),
    )


def test_a_series_is_written_out_with_its_exceptions() -> None:
    lezing = read_ics((BESTANDEN / "exchange-reeks.ics").read_bytes(), now=NOW)

    assert [(o.uid, o.start, o.plaats, o.status) for o in lezing.opgaven] == [
        ("reeks-1", utc(2027, 1, 13, 19), "Vergaderkamer 1", "gepland"),
        ("reeks-1_20270210T190000Z", utc(2027, 2, 10, 19), "Vergaderkamer 1", "gepland"),
        ("reeks-1_20270414T180000Z", utc(2027, 4, 15, 17), "Vergaderkamer 2", "gepland"),
        ("reeks-1_20270512T180000Z", utc(2027, 5, 12, 18), None, "geannuleerd"),
        ("reeks-1_20270609T180000Z", utc(2027, 6, 9, 18), "Vergaderkamer 1", "gepland"),
    ]


def test_a_google_export_keeps_days_floating_times_and_where() -> None:
    lezing = read_ics((BESTANDEN / "google.ics").read_bytes(), now=NOW)

    assert [(o.uid, o.dag, o.start, o.eind, o.status, o.geo) for o in lezing.opgaven] == [
        (
            "abc123@google.com",
            date(2027, 3, 9),
            utc(2027, 3, 9, 18, 30),
            utc(2027, 3, 9, 21),
            "gepland",
            (52.381, 4.637),
        ),
        ("dag@google.com", date(2027, 4, 20), None, None, "gepland", None),
        (
            "zwevend@google.com",
            date(2027, 5, 25),
            utc(2027, 5, 25, 17, 30),
            utc(2027, 5, 25, 20),
            "geannuleerd",
            None,
        ),
    ]


@pytest.mark.parametrize(
    ("tzid", "start"),
    [
        ("Europe/Amsterdam", utc(2027, 6, 22, 17, 30)),
        ("/mozilla.org/20050126_1/Europe/Amsterdam", utc(2027, 6, 22, 17, 30)),
        ("/Europe/London", utc(2027, 6, 22, 18, 30)),
        ("W. Europe Standard Time", utc(2027, 6, 22, 17, 30)),
        ("GMT Standard Time", utc(2027, 6, 22, 18, 30)),
        ('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome"', utc(2027, 6, 22, 17, 30)),
        ("UTC", utc(2027, 6, 22, 19, 30)),
        ("Nergens/Ooit", utc(2027, 6, 22, 17, 30)),
    ],
)
def test_time_zones_are_known_by_many_names(tzid: str, start: datetime) -> None:
    text = event().replace("DTSTART:20270622T173000Z", f"DTSTART;TZID={tzid}:20270622T193000")
    lezing = read(text)

    assert only(lezing).start == start
    assert bool(lezing.waarschuwingen) == (tzid == "Nergens/Ooit")


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_line_ends_and_encodings_do_not_matter(newline: str, encoding: str) -> None:
    text = event("SUMMARY:Coördinatie", " overleg één").replace("\r\n", newline)

    assert only(read_ics(text.encode(encoding), now=NOW)).titel == "Coördinatieoverleg één"


def test_a_series_without_end_stops_at_the_horizon() -> None:
    days = [o.dag for o in read(event("RRULE:FREQ=MONTHLY")).opgaven]

    assert (days[0], days[-1]) == (date(2027, 6, 22), date(2028, 12, 22))


def test_without_a_uid_it_gets_one_that_stays_the_same() -> None:
    text = event("SUMMARY:x").replace("UID:a\r\n", "")

    assert only(read(text)).uid == only(read(text)).uid
    assert only(read(text)).uid.startswith("zonder-uid-")


@pytest.mark.parametrize(
    ("text", "melding"),
    [
        ("", "het bestand is leeg"),
        ("hallo", "regel 1: dit is geen agendabestand: er staat geen BEGIN:VCALENDAR in"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a", "regel 2: het bestand is niet compleet"),
        ("BEGIN:VCALENDAR\nEND:VEVENT", "regel 2: END:VEVENT hoort hier niet"),
        ("BEGIN:VCALENDAR\n" * 50, "regel 6: de onderdelen zijn te diep in elkaar genest"),
        (event("DTEND:gisteren"), "regel 5: 'DTEND:gisteren' is niet te lezen"),
        (event("RRULE:FREQ=SECONDLY"), "regel 2: een herhaling SECONDLY kan niet"),
        (event("RRULE:FREQ=MINUTELY;COUNT=3"), "regel 2: een herhaling MINUTELY kan niet"),
        (event("RRULE:FREQ=DAILY;INTERVAL=0"), "regel 2: de tussenpoos (INTERVAL)"),
        (event("RRULE:FREQ=DAILY;BYHOUR=1,2,3"), "regel 2: een herhaling binnen de dag"),
        (event("RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), "regel 2: deze afspraak heeft meer dan"),
        (
            event("RRULE:FREQ=DAILY;COUNT=999999999").replace("2027", "1999"),
            "regel 2: de reeks heeft meer dan 1200 herhalingen",
        ),
        (event("RRULE:FREQ=DAILY").replace("2027", "1601"), "regel 2: het jaar 1601 van DTSTART"),
        (event().replace("DTSTART:20270622T173000Z", "SUMMARY:x"), "regel 2: deze afspraak heeft"),
        (event().replace("20270622T", "20270231T"), "regel 4: 'DTSTART:20270231T173000Z' is niet"),
    ],
)
def test_what_is_broken_is_refused_with_line_and_reason(text: str, melding: str) -> None:
    with pytest.raises(IntakeFault) as fault:
        read(text)

    assert str(fault.value).startswith(melding)


@pytest.mark.parametrize(
    "inhoud",
    [
        b"x" * (50 * 1024 * 1024),
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"BEGIN:VCALENDAR\n" + b"X:y\n" * 300_000,
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_calendar_at_all_is_refused(inhoud: bytes) -> None:
    with pytest.raises(IntakeFault):
        read_ics(inhoud, now=NOW)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=366",
        "FREQ=YEARLY;UNTIL=99991231T235959Z",
        "FREQ=MONTHLY;COUNT=2147483647",
        "FREQ=DAILY;UNTIL=20270701",
        "ONZIN",
        "FREQ=YEARLY;BYDAY=99MO",
    ],
)
def test_a_strange_rule_ends_soon_one_way_or_the_other(rule: str) -> None:
    with suppress(IntakeFault):
        assert len(read(event(f"RRULE:{rule}")).opgaven) <= 1200


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(inhoud: bytes) -> None:
    whole = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + inhoud + b"\r\nEND:VEVENT\r\nEND:VCALENDAR"
    for given_bytes in (inhoud, whole):
        with suppress(IntakeFault):
            read_ics(given_bytes, now=NOW)


@given(
    st.sampled_from(["SUMMARY", "LOCATION", "URL", "RRULE", "EXDATE", "RDATE", "GEO", "STATUS",
                     "DURATION", "DTEND", "RECURRENCE-ID", "DESCRIPTION", "X-Y"]),
    st.sampled_from(["", ";VALUE=DATE", ";TZID=Europe/Amsterdam", ';X="a:b"', ";;"]),
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=60),
)  # fmt: skip
def test_any_value_is_read_or_refused(name: str, parameters: str, value: str) -> None:
    with suppress(IntakeFault):
        read(event(f"{name}{parameters}:{value}"))


def test_files_of_other_programs_go_in_or_are_refused_with_a_reason() -> None:
    counts: dict[str, int | str] = {}
    for path in files_of(SHARED, "*.ics"):
        try:
            counts[path.stem] = len(read_ics(path.read_bytes(), now=NOW).opgaven)
        except IntakeFault as fault:
            counts[path.stem] = str(fault)

    assert counts == {
        "icalendar-alarm_google_future": 1,
        "icalendar-alarm_thunderbird_2_future": 1,
        "icalendar-america_new_york": 1,
        "icalendar-bom_calendar": 0,
        "icalendar-broken_ical": "regel 4: 'DTSTART;;VALUE=DATE-TIME:20140409T093000' "
        "is niet te lezen",
        "icalendar-calendar_with_unicode": 0,
        "icalendar-exdates": 10,
        "icalendar-issue_1231_recurrence": 1,
        "icalendar-issue_218_bad_tzid": 1,
        "icalendar-issue_466_convert_tzid_with_slash": 157,
        "icalendar-issue_526_calendar_with_events": 2,
        "icalendar-issue_722_missing_timezones": "regel 9: deze afspraak heeft geen "
        "begin (DTSTART)",
        "icalendar-multiple_calendar_components": 3,
        "icalendar-parsing_error": "regel 19: 'EXDATE;VALUE=DATE:' is niet te lezen",
        "icalendar-pr_480_summary_with_colon": "regel 1: het bestand is niet compleet: "
        "END:VCALENDAR ontbreekt",
        "icaljs-blank_line_mid": 0,
        "icaljs-daily_recur": 1098,
        "icaljs-duration_instead_of_dtend": 1,
        "icaljs-google_birthday": 6,
        "icaljs-newline_junk": 0,
        "icaljs-rdate_exdate": 3,
        "icaljs-recur_instances": 36,
    }

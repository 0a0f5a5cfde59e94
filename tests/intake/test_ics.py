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


def test_a_long_series_that_ends_is_read_around_now_only() -> None:
    days = [
        o.dag
        for o in read(event("RRULE:FREQ=DAILY;UNTIL=20400101").replace("2027", "2015")).opgaven
    ]

    assert (days[0], days[-1], len(days)) == (date(2025, 12, 31), date(2029, 1, 2), 1099)


def test_a_short_series_of_long_ago_is_read_whole() -> None:
    days = [o.dag for o in read(event("RRULE:FREQ=YEARLY;COUNT=3").replace("2027", "2015")).opgaven]

    assert days == [date(2015, 6, 22), date(2016, 6, 22), date(2017, 6, 22)]


def test_a_series_that_begins_after_the_horizon_keeps_its_first() -> None:
    lezing = read(event("RRULE:FREQ=DAILY").replace("2027", "2033"))

    assert [(o.uid, o.dag) for o in lezing.opgaven] == [("a", date(2033, 6, 22))]


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY;BYYEARDAY=366", "FREQ=YEARLY;INTERVAL=3;BYYEARDAY=366"]
)
def test_a_series_of_which_the_next_day_is_years_away_keeps_its_first(rule: str) -> None:
    lezing = read(event(f"RRULE:{rule}").replace("2027", "2029"))

    assert [(o.uid, o.dag) for o in lezing.opgaven] == [("a", date(2029, 6, 22))]


@pytest.mark.parametrize("until", ["99991231T235959Z", "99991231T235959", "99991231"])
def test_until_the_end_of_time_is_without_end(until: str) -> None:
    ended = read(event(f"RRULE:FREQ=WEEKLY;UNTIL={until}")).opgaven
    endless = read(event("RRULE:FREQ=WEEKLY")).opgaven

    assert ended == endless
    assert len(ended) > 50


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20270624", date(2027, 6, 24)),
        ("20270624T173000Z", date(2027, 6, 24)),
        ("20270624T172959Z", date(2027, 6, 23)),
        ("20270624T193000", date(2027, 6, 24)),
    ],
)
def test_until_counts_by_its_moment_and_a_day_counts_whole(until: str, last: date) -> None:
    text = event(f"RRULE:FREQ=DAILY;UNTIL={until}").replace(
        "DTSTART:20270622T173000Z", "DTSTART;TZID=Europe/Amsterdam:20270622T193000"
    )

    assert read(text).opgaven[-1].dag == last


ZONE = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:{zomer}
TZOFFSETTO:{winter}
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:{winter}
TZOFFSETTO:{zomer}
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def in_zone(zone: str) -> str:
    text = event().replace(
        "DTSTART:20270622T173000Z", 'DTSTART;TZID="Customized Time Zone":20270622T193000'
    )
    return text.replace("BEGIN:VEVENT", zone.replace("\n", "\r\n") + "BEGIN:VEVENT", 1)


def test_a_zone_of_its_own_is_that_of_its_own_file() -> None:
    """Outlook gives every zone somebody made the same name."""
    starts = []
    for winter, zomer in (("+0100", "+0200"), ("+0000", "+0100"), ("+0100", "+0200")):
        lezing = read(in_zone(ZONE.format(winter=winter, zomer=zomer)))
        assert lezing.waarschuwingen == ()
        starts.append(only(lezing).start)

    assert starts == [
        utc(2027, 6, 22, 17, 30),
        utc(2027, 6, 22, 18, 30),
        utc(2027, 6, 22, 17, 30),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=SECONDLY"),
        ("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        ("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=YEARLY;INTERVAL=1000"),
        ("TZOFFSETTO:+0100\n", ""),
        ("END:DAYLIGHT\n", "END:DAYLIGHT\n" + "BEGIN:STANDARD\nEND:STANDARD\n" * 2000),
    ],
)
def test_a_zone_that_makes_no_sense_is_dutch_time_and_says_so(old: str, new: str) -> None:
    lezing = read(in_zone(ZONE.format(winter="+0100", zomer="+0200").replace(old, new)))

    assert only(lezing).start == utc(2027, 6, 22, 17, 30)
    assert lezing.waarschuwingen == (
        "onbekende tijdzone 'Customized Time Zone': gelezen als Nederlandse tijd",
    )


@pytest.mark.parametrize("zone", ["GMT+1", "GMT+0100", "UTC+01:00"])
def test_a_zone_that_is_an_offset_is_that(zone: str) -> None:
    text = event().replace("DTSTART:20270622T173000Z", f'DTSTART;TZID="{zone}":20270622T193000')

    assert only(read(text)).start == utc(2027, 6, 22, 18, 30)


@pytest.mark.parametrize(
    ("lines", "eind"),
    [
        (("DTSTART;VALUE=DATE:20270622",), None),
        (("DTSTART;VALUE=DATE:20270622", "DTEND;VALUE=DATE:20270623"), None),
        (("DTSTART:20270622", "DTEND:20270625"), utc(2027, 6, 24, 22)),
        (("DTSTART;VALUE=DATE:20270622", "DURATION:P3D"), utc(2027, 6, 24, 22)),
        (
            (
                "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
                "DTSTART:20270622T000000",
                "DTEND:20270625T000000",
            ),
            utc(2027, 6, 24, 22),
        ),
    ],
)
def test_whole_days_keep_their_last(lines: tuple[str, ...], eind: datetime | None) -> None:
    opgave = only(read(event(*lines).replace("DTSTART:20270622T173000Z\r\n", "")))

    assert (opgave.dag, opgave.start, opgave.eind) == (date(2027, 6, 22), None, eind)


def test_a_change_of_a_repeat_and_all_after_it_is_read() -> None:
    zone = "TZID=Europe/Amsterdam"
    series = event("RRULE:FREQ=WEEKLY;COUNT=4").replace(
        "DTSTART:20270622T173000Z", f"DTSTART;{zone}:20270301T093000"
    )
    later = (
        f"BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;RANGE=THISANDFUTURE;{zone}:20270315T093000\r\n"
        f"DTSTART;{zone}:20270315T140000\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    lezing = read(series.replace("END:VCALENDAR", later))

    assert [(o.uid, o.start) for o in lezing.opgaven] == [
        ("a", utc(2027, 3, 1, 8, 30)),
        ("a_20270308T083000Z", utc(2027, 3, 8, 8, 30)),
        ("a_20270315T083000Z", utc(2027, 3, 15, 13)),
        ("a_20270322T083000Z", utc(2027, 3, 22, 13)),
    ]
    assert lezing.waarschuwingen == ()


def test_of_two_with_one_uid_the_last_change_counts() -> None:
    text = event("SUMMARY:nieuw", "SEQUENCE:2") + event("SUMMARY:oud", "SEQUENCE:1")
    in_one = text.replace("END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n", "")

    assert only(read(in_one)).titel == "nieuw"


@pytest.mark.parametrize("fold", [b"\r\n ", b"\n\t"])
def test_a_character_folded_in_two_is_whole_again(fold: bytes) -> None:
    inhoud = event("SUMMARY:Café €").encode()
    for half in (b"\xc3", b"\xe2\x82"):
        inhoud = inhoud.replace(half, half + fold)

    assert only(read_ics(inhoud, now=NOW)).titel == "Café €"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_is_seen_without_a_mark(codec: str) -> None:
    assert only(read_ics(event("SUMMARY:Café").encode(codec), now=NOW)).titel == "Café"


def test_spaces_around_a_moment_do_not_matter() -> None:
    text = event().replace("DTSTART:20270622T173000Z", "DTSTART: 20270622T173000Z ")

    assert only(read(text)).start == utc(2027, 6, 22, 17, 30)


def test_words_that_look_like_a_zone_stay_words() -> None:
    assert only(read(event("SUMMARY:a;TZID=b:c"))).titel == "a;TZID=b:c"


def test_what_nothing_is_done_with_may_be_anything() -> None:
    lezing = read(event("X-MICROSOFT-CDO-OWNERAPPTID:x", "DTSTAMP:gisteren", "PRIORITY:hoog"))

    assert only(lezing).uid == "a"


def test_a_file_without_meetings_says_so() -> None:
    lezing = read("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")

    assert lezing == Lezing((), ("in dit bestand staat geen enkele afspraak",))


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
        (event("BEGIN:VEVENT", "END:VEVENT"), "regel 5: een afspraak staat in een VEVENT"),
        (
            event("SUMMARY;ENCODING=QUOTED-PRINTABLE:caf=C3=A9"),
            "regel 5: deze oude schrijfwijze (QUOTED-PRINTABLE) wordt niet gelezen",
        ),
        (event("DTEND:gisteren"), "regel 5: 'DTEND:gisteren' is niet te lezen"),
        (event("RRULE:FREQ=SECONDLY"), "regel 5: een herhaling SECONDLY kan niet"),
        (event("RRULE:FREQ=MINUTELY;COUNT=3"), "regel 5: een herhaling MINUTELY kan niet"),
        (event("RRULE:FREQ=DAILY;INTERVAL=0"), "regel 5: de tussenpoos (INTERVAL)"),
        (event("RRULE:FREQ=DAILY;BYHOUR=1,2,3"), "regel 5: een herhaling binnen de dag"),
        (
            event("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
            "regel 5: deze herhaling (RRULE) levert geen enkele dag op",
        ),
        (
            event("RRULE:FREQ=WEEKLY;BYSETPOS=366"),
            "regel 5: deze herhaling (RRULE) levert geen enkele dag op",
        ),
        (
            event("RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31"),
            "regel 5: deze herhaling (RRULE) levert geen enkele dag op",
        ),
        (
            event("RRULE:FREQ=YEARLY;BYYEARDAY=366;INTERVAL=4"),
            "regel 5: deze herhaling (RRULE) levert geen enkele dag op",
        ),
        (event("RRULE:FREQ=DAILY,WEEKLY"), "regel 5: een herhaling met meer dan één FREQ"),
        (event("RRULE:FREQ=DAILY", "EXRULE:FREQ=SECONDLY"), "regel 6: een regel voor wat niet"),
        (
            "".join(event("RRULE:FREQ=DAILY").replace("UID:a", f"UID:{n}") for n in range(20)),
            "regel 58: het bestand heeft meer dan 5000 afspraken",
        ),
        (event("RRULE:FREQ=DAILY;" + "BYDAY=MO;" * 300), "regel 5: deze herhaalregel (RRULE)"),
        (event(*["RDATE:20270622T173000Z"] * 2001), "regel 2005: deze reeks noemt meer dan 2000"),
        (event() * 5001, "regel 30002: het bestand heeft meer dan 5000 afspraken"),
        (event("RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), "regel 6: deze afspraak heeft meer dan"),
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
        "icaljs-daily_recur": 1099,
        "icaljs-duration_instead_of_dtend": 1,
        "icaljs-google_birthday": 6,
        "icaljs-newline_junk": 0,
        "icaljs-rdate_exdate": 3,
        "icaljs-recur_instances": 37,
    }

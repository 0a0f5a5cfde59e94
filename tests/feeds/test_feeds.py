"""Whole feeds: what is in them, how they change, and that every parser agrees."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest

from tests.agenda.bouwsel import maak
from tests.feeds.lezers import all_parsers
from tests.feeds.voorbeeld import AGENDA, ALLES, BASE, KENNIS, NOW, gebeurtenis, make_feeds
from zkl_bot.agenda.agenda import Agenda, sorted_agenda
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.feeds.feeds import Feeds
from zkl_bot.feeds.keuze import Keuze, parse_keuze
from zkl_bot.feeds.opties import alle_opties
from zkl_bot.feeds.overzicht import feed_infos
from zkl_bot.feeds.tijdzone import VTIMEZONE
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.kennis.model import Tekst
from zkl_bot.kennis.periode import dag


def text_of(feeds: Feeds, naam: str) -> str:
    body = feeds.body(naam)
    assert body is not None
    return body.tekst.decode()


def uids(feeds: Feeds, naam: str) -> list[str]:
    return [
        line.removeprefix("UID:").removesuffix("@zkl_bot")
        for line in text_of(feeds, naam).split("\r\n")
        if line.startswith("UID:")
    ]


def meetings(count: int, van: date = date(2022, 1, 1)) -> tuple[Agenda, list[str]]:
    made = []
    for n in range(count):
        start = datetime(van.year, van.month, van.day, 18, tzinfo=UTC) + timedelta(days=n)
        eind = start + timedelta(hours=2)
        made.append(gebeurtenis(f"raad-{n}", start=start, eind=eind, periode=dag(start.date())))
    return sorted_agenda(made), [g.id for g in made]


def test_the_names_of_the_feeds_come_from_the_facts() -> None:
    assert list(make_feeds().kalenders) == [
        "raadsbijeenkomsten",
        "pho",
        "besprekingen",
        "deadlines",
        "alles",
        "later-actie-1",
        "later-actie-2",
        "actie-1",
        "actie-2",
        "natuur",
        "verkeer",
        "duindorp",
        "zeestad",
    ]


@pytest.mark.parametrize(
    ("naam", "holds"),
    [
        ("raadsbijeenkomsten", ["raad-1", "raad-3", "raad-dag", "raad-2"]),
        ("raadsbijeenkomsten-archief", ["oud"]),
        ("pho", []),
        ("besprekingen", ["bespreking-2", "bespreking-zeker", "bespreking-1"]),
        ("deadlines", ["opzegging-2022", "evaluatie"]),
        ("actie-1", ["raad-1", "bespreking-1"]),
        ("actie-2", ["bespreking-2", "raad-3"]),
        ("later-actie-1", []),
        ("zeestad", ["raad-1", "raad-3", "raad-dag", "raad-2", "opzegging-2022", "evaluatie"]),
    ],
)
def test_each_feed_holds_its_own(naam: str, holds: list[str]) -> None:
    assert uids(make_feeds(), naam) == holds


def test_a_treated_bespreking_is_left_to_its_meeting_where_both_would_be() -> None:
    feeds = make_feeds()

    assert "raad-3" in uids(feeds, "alles")
    assert "bespreking-zeker" not in uids(feeds, "alles")
    assert "bespreking-zeker" in uids(feeds, "besprekingen")


def test_no_other_feed_exists() -> None:
    feeds = make_feeds()

    assert [feeds.body(n) for n in ("", "ALLES", "alles-archief-archief", "-archief", "x")] == [
        None
    ] * 5


def test_every_feed_is_complete_also_an_empty_one() -> None:
    feeds = make_feeds()
    for naam in feeds.kalenders:
        for name in (naam, f"{naam}-archief"):
            for opties in alle_opties():
                body = feeds.body(name, opties)
                assert body is not None
                head, found, _ = body.tekst.partition(VTIMEZONE)
                assert found
                assert head.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
                assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in head
                assert b"\r\nX-PUBLISHED-TTL:PT1H\r\n" in head
                assert b"\r\nX-WR-CALNAME:" in head
                assert b"\r\nNAME:" in head
                assert body.tekst.endswith(b"END:VCALENDAR\r\n")
                assert b"VALARM" not in body.tekst
                calendar = icalendar.Calendar.from_ical(body.tekst)
                assert len(calendar.walk("VEVENT")) == body.aantal


def test_the_name_and_the_words_of_a_feed_are_read_back() -> None:
    feeds = make_feeds()
    titel = Tekst(nl="Natuur, water; en \\Noord 🌳 " + "é" * 60, en="x")
    kalender = replace(feeds.kalenders["natuur"], titel=titel, omschrijving=titel)
    feeds.kalenders["natuur"] = kalender
    body = feeds.body("natuur")

    assert body is not None
    written = body.tekst.replace(b"\r\n ", b"").decode().split("\r\n")
    words = "Natuur\\, water\\; en \\\\Noord 🌳 " + "é" * 60
    for line in (f"NAME:ZKL: {words}", f"X-WR-CALNAME:ZKL: {words}", f"X-WR-CALDESC:{words}"):
        assert line in written
    assert all(len(line) <= 75 for line in body.tekst.split(b"\r\n"))


def test_five_parsers_agree_on_every_feed() -> None:
    feeds = make_feeds()
    bodies = {
        body.tekst
        for naam in feeds.kalenders
        for name in (naam, f"{naam}-archief")
        for opties in alle_opties()
        if (body := feeds.body(name, opties))
    }
    for read in all_parsers(*bodies):
        assert len(read) == 5
        for parser, events in read.items():
            assert events == read["icalendar"], parser


def test_five_parsers_agree_on_every_shipped_feed() -> None:
    kennis = load_kennis(SHIPPED)
    raad = maak("raad", date(2022, 6, 22), "actie-2", "actie-3", plaats="Raadhuis; Overveen")
    meetings = [
        raad,
        replace(raad, id="af", uid="af@elders", status="geannuleerd", acties=()),
        maak("dag", date(2022, 9, 7), tijd=None, gremium="pho", onderwerp="Wonen"),
        maak("nacht", date(2022, 10, 30), tijd=time(2, 30), eind=None, gremium="agendacommissie"),
        maak("ver", date(2037, 7, 1), "actie-9", gremium="raadsbijeenkomst-ijmond"),
    ]
    feeds = Feeds(kennis, BASE, basis=NOW)
    feeds.update(build_agenda(kennis, meetings, (), now=NOW), NOW)
    bodies = {
        body.tekst
        for naam in feeds.kalenders
        for name in (naam, f"{naam}-archief")
        if (body := feeds.body(name))
    }
    bodies |= {body.tekst for opties in alle_opties() if (body := feeds.body("alles", opties))}

    found = all_parsers(*bodies)
    assert max(len(read["icalendar"]) for read in found) > 50
    for read in found:
        for parser, events in read.items():
            assert events == read["icalendar"], parser


def test_five_parsers_agree_on_time_zones_and_odd_titles() -> None:
    made = []
    for year in range(2021, 2038):
        for month in (1, 3, 7, 10, 12):
            for day, hour in ((27, 0), (28, 1), (29, 2), (30, 0), (31, 1)):
                start = datetime(year, month, day, hour, 30, tzinfo=UTC)
                odd = ("C:\\new", '"a"', "a\\, b; c:d", "é🌳" * 120, "x\\")[day % 5]
                made.append(
                    replace(
                        gebeurtenis(f"m{year}{month:02}{day}"),
                        start=start,
                        eind=start + timedelta(hours=1),
                        titel=gebeurtenis().titel.model_copy(update={"nl": odd}),
                        periode=dag(start.date()),
                    )
                )
    body = make_feeds(sorted_agenda(made)).body("alles")
    assert body is not None
    (read,) = all_parsers(body.tekst)

    expected = {g.uid: g.start.strftime("%Y-%m-%dT%H:%M:%SZ") for g in made if g.start is not None}
    for parser, events in read.items():
        assert {e["uid"]: e["start"] for e in events} == expected, parser
        assert events == read["icalendar"], parser


def test_one_meeting_moved_changes_only_its_own_bytes() -> None:
    agenda, ids = meetings(400)
    feeds = make_feeds(agenda)
    before = text_of(feeds, "alles").split("BEGIN:VEVENT")
    moved = replace(agenda.gebeurtenissen[200], plaats="Elders", revisie=1, gewijzigd=NOW)
    gebeurtenissen = [moved if g.id == moved.id else g for g in agenda.gebeurtenissen]
    feeds.update(sorted_agenda(gebeurtenissen), NOW)

    after = text_of(feeds, "alles").split("BEGIN:VEVENT")

    different = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(different) == 1
    assert f"UID:{ids[200]}@zkl_bot" in different[0][1]


def test_a_change_makes_the_same_bytes_as_a_new_start() -> None:
    agenda, ids = meetings(300)
    feeds = make_feeds(agenda)
    for number in (7, 150, 270):
        feeds.body("alles")
        gebeurtenissen = list(agenda.gebeurtenissen)
        changed = replace(gebeurtenissen[number], start=NOW, eind=None, gewijzigd=NOW)
        gebeurtenissen[number] = changed
        agenda = sorted_agenda(g for g in gebeurtenissen if g.id != ids[number + 20])
        feeds.update(agenda, NOW)

    old, new = feeds.body("alles"), make_feeds(agenda).body("alles")
    assert old is not None
    assert new is not None
    assert (old.tekst, old.gzip, old.etag) == (new.tekst, new.gzip, new.etag)


def test_equal_facts_make_an_equal_feed_and_keep_its_date() -> None:
    feeds = make_feeds()
    first = feeds.body("raadsbijeenkomsten")
    feeds.update(sorted_agenda(replace(g) for g in ALLES), NOW + timedelta(hours=1))

    assert feeds.body("raadsbijeenkomsten") is first


def test_last_modified_rises_also_when_the_newest_is_gone() -> None:
    feeds = make_feeds()
    first = feeds.body("deadlines")
    feeds.update(sorted_agenda(g for g in ALLES if g.id != "evaluatie"), NOW)
    second = feeds.body("deadlines")

    assert first is not None
    assert second is not None
    assert second.gewijzigd > first.gewijzigd


def test_deadlines_of_the_griffie_are_among_the_deadlines_and_can_be_left_out() -> None:
    stukken = gebeurtenis("stukken", soort="deadline", start=None, eind=None)
    feeds = make_feeds(sorted_agenda([*ALLES, stukken]))

    assert uids(feeds, "deadlines") == ["stukken", "opzegging-2022", "evaluatie"]
    assert b"UID:stukken@" in feeds.personal(Keuze(gremia=("pho",))).tekst
    assert b"UID:stukken@" not in feeds.personal(Keuze(deadlines=False)).tekst


def test_what_a_new_year_brings_makes_a_feed_newer_also_after_a_restart() -> None:
    """The deadline of a later year is as old as the covenant."""
    feeds = make_feeds()
    before = feeds.body("deadlines")
    later = gebeurtenis("opzegging-2030", soort="opzegging", start=None, eind=None)
    agenda, january = sorted_agenda([*ALLES, later]), datetime(2023, 1, 5, tzinfo=UTC)
    again = make_feeds()
    again.update(agenda, january)

    assert before is not None
    after = again.body("deadlines")
    assert after is not None
    assert after.etag != before.etag
    assert after.gewijzigd == datetime(2022, 12, 31, 23, tzinfo=UTC) > before.gewijzigd


def test_a_full_year_moves_its_past_months_to_the_archive() -> None:
    agenda, ids = meetings(300, date(2022, 1, 1))
    long = Tekst(nl="x" * 9000, en="x")
    agenda = sorted_agenda(replace(g, toelichting=long) for g in agenda.gebeurtenissen)
    body = make_feeds(agenda, now=datetime(2022, 10, 20, tzinfo=UTC)).body("alles")
    archief = make_feeds(agenda, now=datetime(2022, 10, 20, tzinfo=UTC)).body("alles-archief")

    assert body is not None
    assert archief is not None
    assert len(body.tekst) < 1_000_000
    assert (archief.aantal, archief.aantal + body.aantal) == (212, len(ids))


def test_bytes_do_not_depend_on_the_clock_within_a_month() -> None:
    early = make_feeds(now=datetime(2022, 3, 1, 1, tzinfo=UTC)).body("alles")
    late = make_feeds(now=datetime(2022, 3, 31, 20, tzinfo=UTC)).body("alles")

    assert early is not None
    assert late is not None
    assert (early.tekst, early.etag) == (late.tekst, late.etag)


def test_the_window_moves_with_the_local_month() -> None:
    feeds = make_feeds(now=datetime(2019, 5, 31, 21, 59, tzinfo=UTC))
    assert "oud" in uids(feeds, "raadsbijeenkomsten")
    feeds.update(AGENDA, datetime(2019, 5, 31, 22, 0, tzinfo=UTC))

    assert "oud" not in uids(feeds, "raadsbijeenkomsten")
    assert uids(feeds, "raadsbijeenkomsten-archief") == ["oud"]


def test_a_feed_stays_under_a_megabyte_and_the_archive_has_the_rest() -> None:
    agenda, ids = meetings(3000, date(2014, 6, 1))
    feeds = make_feeds(agenda)
    recent, older = uids(feeds, "alles"), uids(feeds, "alles-archief")

    assert len(text_of(feeds, "alles")) < 1_000_000
    assert older + recent == ids
    assert recent[0] == next(
        g.id for g in agenda.gebeurtenissen if g.start and g.start.date() == date(2018, 1, 1)
    )


@pytest.mark.parametrize(
    ("keuze", "holds"),
    [
        (Keuze(acties=("actie-1",), deadlines=False), ["raad-1", "bespreking-1"]),
        (Keuze(gremia=("pho",)), ["opzegging-2022", "evaluatie"]),
        (
            Keuze(gemeente="zeestad", hoofdopgaven=("verkeer",), deadlines=False),
            ["raad-3"],
        ),
        (Keuze(convenant=("opzegging",), deadlines=False), ["opzegging-2022"]),
        (Keuze(gemeente="zeestad", convenant=("evaluatie",), deadlines=False), ["evaluatie"]),
        (Keuze(gebeurtenissen=("raad-2",), deadlines=False), ["raad-2"]),
        (Keuze(gebeurtenissen=("weg",), deadlines=False), []),
        (
            Keuze(gemeente="zeestad"),
            ["raad-1", "raad-3", "raad-dag", "raad-2", "opzegging-2022", "evaluatie"],
        ),
    ],
)
def test_a_personal_feed_holds_the_selection(keuze: Keuze, holds: list[str]) -> None:
    body = make_feeds().personal(keuze)
    found = [line[4:] for line in body.tekst.decode().split("\r\n") if line.startswith("UID:")]

    assert found == [f"{id}@zkl_bot" for id in holds]


def test_a_selection_survives_json_and_drops_what_is_unknown() -> None:
    keuze = Keuze(
        "duindorp", ("pho",), ("later-actie-1",), ("natuur",), False, ("evaluatie",), ("weg",)
    )

    assert parse_keuze(keuze.as_json(), KENNIS) == keuze
    odd = {"gemeente": ["x"], "gremia": "pho", "acties": ["actie-99", 3, "actie-1", "actie-1"]}
    odd |= {"convenant": ["evaluatie", "geld"], "gebeurtenissen": "weg"}
    assert parse_keuze(odd, KENNIS) == Keuze(acties=("actie-1",), convenant=("evaluatie",))


def test_the_overview_tells_of_every_feed_what_is_in_it() -> None:
    infos = {info.naam: info for info in feed_infos(make_feeds(), NOW)}

    assert list(infos) == list(make_feeds().kalenders)
    raad = infos["raadsbijeenkomsten"]
    assert (raad.aantal, raad.komend, raad.archief) == (4, 3, 1)
    assert raad.eerstvolgende is not None
    assert raad.eerstvolgende.id == "raad-1"
    assert raad.pad == "/kalender/raadsbijeenkomsten.ics"
    assert (infos["pho"].aantal, infos["pho"].eerstvolgende) == (0, None)


def test_one_gebeurtenis_is_a_calendar_by_itself() -> None:
    feeds = make_feeds()
    single = feeds.single("raad-1", "en")

    assert single is not None
    calendar = icalendar.Calendar.from_ical(single)
    assert [str(e["UID"]) for e in calendar.walk("VEVENT")] == ["raad-1@zkl_bot"]
    assert VTIMEZONE in single
    assert feeds.single("bespreking-ntb") is None
    assert feeds.single("onbekend") is None


def test_entries_lead_to_the_bot_once_it_has_a_name_and_the_feed_says_it_changed() -> None:
    feeds = make_feeds()
    before = feeds.body("alles")
    feeds.set_bot("zkl_bot", NOW)
    after = feeds.body("alles")
    assert before is not None
    assert after is not None
    assert b"t.me" not in before.tekst
    links = [
        str(event["DESCRIPTION"]).splitlines()[-1]
        for event in icalendar.Calendar.from_ical(after.tekst).walk("VEVENT")
    ]
    assert f"Volgen in Telegram: https://t.me/zkl_bot?start={ALLES[0].id}" in links
    assert all(link.startswith("Volgen in Telegram: https://t.me/zkl_bot?start=") for link in links)
    assert after.etag != before.etag
    assert after.gewijzigd > before.gewijzigd
    assert feeds.body("alles") is after
    feeds.set_bot("zkl_bot", NOW)
    assert feeds.body("alles") is after


def test_every_process_makes_the_same_bytes_whenever_it_hears_of_the_bot() -> None:
    early, late = make_feeds(), make_feeds()
    late.body("alles")
    for feeds in (early, late):
        feeds.set_bot("zkl_bot", NOW)
    assert text_of(early, "alles") == text_of(late, "alles")


def test_a_new_entry_is_unseen_until_a_feed_with_it_is_made() -> None:
    feeds = make_feeds()
    feeds.body("alles")
    new = gebeurtenis("raad-nieuw")
    feeds.update(sorted_agenda([*ALLES, new]), NOW)
    assert (feeds.is_ongezien(new.id), feeds.is_ongezien(ALLES[0].id)) == (True, False)
    feeds.body("pho")
    assert feeds.is_ongezien(new.id)
    feeds.body("raadsbijeenkomsten")
    assert not feeds.is_ongezien(new.id)


def test_a_new_entry_is_unseen_no_longer_when_all_is_handed_out_in_another_form() -> None:
    feeds = make_feeds()
    feeds.update(sorted_agenda([*ALLES, gebeurtenis("raad-nieuw")]), NOW)
    feeds.hand_out()
    assert not feeds.is_ongezien("raad-nieuw")


def test_what_was_there_when_the_process_began_may_have_been_seen() -> None:
    feeds = Feeds(KENNIS, BASE, basis=NOW)
    feeds.set_bot("zkl_bot", NOW)
    feeds.update(AGENDA, NOW)
    assert not feeds.is_ongezien(ALLES[0].id)

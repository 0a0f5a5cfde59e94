"""Whole imports: read, compare, carry out; twice changes nothing; by hand stays by hand."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import files_of
from tests.fakes.ori import FakeOri, serve
from tests.intake.dienst import BESTANDEN, KENNIS, NOW, FakeDienst
from zkl_bot.intake.fetch import Ophaler
from zkl_bot.intake.importeren import carry_out, import_again, import_bron, plan_of, read_bestand
from zkl_bot.intake.opgave import IntakeFault
from zkl_bot.intake.plan import Plan
from zkl_bot.intake.verslag import verschil_of, verslag_of
from zkl_bot.kennis.intakeregel import Gremiumregel
from zkl_bot.store import bijeenkomsten, import_bronnen
from zkl_bot.store.engine import reading

SHARED = Path(__file__).resolve().parents[3] / "shared" / "ics"
STANDAARDEN = SHARED.parent / "standaarden"


@pytest.fixture
def dienst(tmp_path: Path) -> FakeDienst:
    return FakeDienst(tmp_path)


def do(dienst: FakeDienst, text: str | bytes, **options: Any) -> Plan:
    inhoud = text.encode() if isinstance(text, str) else text
    return carry_out(read_bestand(inhoud, "agenda", dienst), dienst, **options)


def table(*rows: str) -> str:
    return "\n".join(("Nummer;Datum;Aanvang;Titel;Plaats;Status", *rows))


ONE = "1;22-06-2027;19:30;Raadsbijeenkomst Zuid-Kennemerland;Raadhuis;"


@pytest.mark.parametrize("name", ["outlook.ics", "exchange-reeks.ics", "google.ics", "excel.csv"])
def test_the_second_time_nothing_changes(dienst: FakeDienst, name: str) -> None:
    first = import_bron(str(BESTANDEN / name), dienst)
    before = dienst.all()
    dienst.clock += timedelta(days=1)
    second = import_bron(str(BESTANDEN / name), dienst)

    assert len(first.nieuw) == len(before) > 0
    assert (second.is_leeg, second.bijgewerkt, second.conflicten) == (True, (), ())
    assert second.ongewijzigd == len(before)
    assert dienst.all() == before


def test_files_of_other_programs_change_nothing_the_second_time(dienst: FakeDienst) -> None:
    for path in files_of(SHARED, "*.ics"):
        with suppress(IntakeFault):
            first = import_bron(str(path), dienst)
            second = import_bron(str(path), dienst)
            assert (second.is_leeg, len(second.nieuw)) == (True, 0), path.name
            assert second.ongewijzigd == len(first.nieuw) + len(first.gewijzigd), path.name


def test_a_dry_run_says_all_and_does_nothing(dienst: FakeDienst) -> None:
    plan = import_bron(str(BESTANDEN / "outlook.ics"), dienst, dry_run=True)

    assert dienst.all() == ()
    assert verslag_of(plan, KENNIS, dry_run=True).splitlines() == [
        "Dit zou veranderen:",
        "nieuw: 2",
        "  22 juni 2027, 19:30: Raadsbijeenkomst Zuid-Kennemerland",
        "  14 september 2027, 20:00: PHO Wonen (geannuleerd)",
        "ongewijzigd: 0",
    ]


def test_what_the_source_says_becomes_a_bijeenkomst(dienst: FakeDienst) -> None:
    import_bron(str(BESTANDEN / "outlook.ics"), dienst)
    raad, pho = dienst.all()

    assert (raad.gremium, raad.acties, raad.herkomst) == (
        "raadsbijeenkomst",
        ("actie-9",),
        "bestand:outlook.ics",
    )
    assert (raad.start, raad.eind, raad.plaats, raad.url) == (
        datetime(2027, 6, 22, 17, 30, tzinfo=UTC),
        datetime(2027, 6, 22, 20, 30, tzinfo=UTC),
        "Raadzaal, Raadhuis",
        "https://raad.example/vergadering/22",
    )
    assert (pho.gremium, pho.titel, pho.onderwerp, pho.status) == (
        "pho",
        "PHO Wonen",
        "Wonen",
        "geannuleerd",
    )


def test_moved_and_cancelled_meetings_keep_their_uid(dienst: FakeDienst) -> None:
    do(dienst, table(ONE, "2;07-12-2027;20:00;Agendacommissie;Zaal;"))
    plan = do(
        dienst,
        table(ONE.replace("19:30", "20:00"), "2;07-12-2027;20:00;Agendacommissie;Zaal;Vervallen"),
    )
    raad, commissie = dienst.all()

    verschil = verschil_of(plan, KENNIS)
    assert verschil.gewijzigd == (
        "22 juni 2027, 19:30: Raadsbijeenkomst Zuid-Kennemerland "
        "(22 juni 2027 19:30 → 22 juni 2027 20:00)",
    )
    assert verschil.geannuleerd == ("7 december 2027, 20:00: Agendacommissie",)
    assert (raad.uid, raad.revisie, raad.wijzigingen) == ("1", 1, ("19:30 → 20:00",))
    assert (commissie.uid, commissie.status) == ("2", "geannuleerd")


def test_what_vanishes_from_the_source_is_said_and_stays(dienst: FakeDienst) -> None:
    past = "0;22-06-2026;19:30;Raadsbijeenkomst;Raadhuis;"
    do(dienst, table(past, ONE, "2;07-12-2027;20:00;Agendacommissie;Zaal;"))
    plan = do(dienst, table(ONE))

    assert [b.uid for b in plan.verdwenen] == ["2"]
    assert verschil_of(plan, KENNIS).waarschuwingen == (
        "Staat niet meer in de bron, blijft staan: 7 december 2027, 20:00: Agendacommissie",
    )
    assert [b.status for b in dienst.all()] == ["gepland"] * 3


def _by_hand(dienst: FakeDienst, **changes: Any) -> None:
    with dienst.change() as session:
        (known,) = bijeenkomsten.everything(session)
        bijeenkomsten.change(session, replace(known, **changes), wie="griffie", now=NOW)


def test_what_was_added_by_hand_stays_when_the_source_moves_the_meeting(
    dienst: FakeDienst,
) -> None:
    do(dienst, table(ONE))
    _by_hand(dienst, acties=("actie-9",), plaats="Theater")
    plan = do(dienst, table(ONE.replace("22-06", "23-06")))
    (raad,) = dienst.all()

    assert plan.conflicten == ()
    assert (raad.dag, raad.acties, raad.plaats) == (date(2027, 6, 23), ("actie-9",), "Theater")


def test_what_was_changed_by_hand_is_not_overwritten_without_saying_so(
    dienst: FakeDienst,
) -> None:
    do(dienst, table(ONE))
    _by_hand(dienst, plaats="Theater")
    moved = table(ONE.replace("Raadhuis", "Stadhuis"))
    first, second = do(dienst, moved), do(dienst, moved)
    (raad,) = dienst.all()

    for plan in (first, second):
        assert verschil_of(plan, KENNIS).waarschuwingen == (
            "Met de hand gewijzigd, niet overschreven: 22 juni 2027, 19:30: "
            "Raadsbijeenkomst Zuid-Kennemerland (plaats)",
        )
    assert raad.plaats == "Theater"

    do(dienst, moved, overschrijf=True)
    assert [b.plaats for b in dienst.all()] == ["Stadhuis"]
    assert do(dienst, moved).conflicten == ()


def test_a_meeting_made_by_hand_under_the_same_uid_is_left_alone(dienst: FakeDienst) -> None:
    do(dienst, table(ONE))
    _by_hand(dienst, herkomst=None, herkomst_stempel=None, plaats="Theater")
    plan = do(dienst, table(ONE))

    assert [c.velden for c in plan.conflicten] == [("plaats",)]
    assert [b.plaats for b in dienst.all()] == ["Theater"]


def test_an_unknown_gremium_gets_the_default_and_is_said(dienst: FakeDienst) -> None:
    plan = do(dienst, table(*(f"{n};22-06-2027;19:3{n};Buurtborrel {n};;" for n in range(1, 8))))

    assert {b.gremium for b in dienst.all()} == {"raadsbijeenkomst"}
    assert verschil_of(plan, KENNIS, "en").waarschuwingen == (
        "Body not recognised for 7; read as Joint council meeting Zuid-Kennemerland: "
        "22 June 2027, 19:31: Buurtborrel 1; 22 June 2027, 19:32: Buurtborrel 2; "
        "22 June 2027, 19:33: Buurtborrel 3; 22 June 2027, 19:34: Buurtborrel 4; "
        "22 June 2027, 19:35: Buurtborrel 5; and 2 more. Is that not right? The administrator "
        "can add their words in data/intake.yaml, under gremia.",
    )


def test_what_is_new_and_off_already_says_so(dienst: FakeDienst) -> None:
    plan = do(dienst, table(ONE.removesuffix(";") + ";vervallen"))

    assert verschil_of(plan, KENNIS, "en").nieuw == (
        "22 June 2027, 19:30: Raadsbijeenkomst Zuid-Kennemerland (cancelled)",
    )


def test_a_rule_that_is_added_moves_what_was_read_by_default(dienst: FakeDienst) -> None:
    do(dienst, table("1;22-06-2027;19:30;Wethoudersdiner;;"))
    rule = Gremiumregel(gremium="pho", woorden=(("wethoudersdiner",),))
    intake = KENNIS.intake.model_copy(update={"gremia": (rule, *KENNIS.intake.gremia)})
    dienst.kennis = replace(KENNIS, intake=intake)
    plan = do(dienst, table("1;22-06-2027;19:30;Wethoudersdiner;;"))

    assert [w.velden for w in plan.gewijzigd] == [("gremium",)]
    assert [b.gremium for b in dienst.all()] == ["pho"]


def test_of_a_file_with_a_fault_nothing_goes_in(dienst: FakeDienst) -> None:
    with pytest.raises(IntakeFault, match="regel 17"):
        import_bron(str(BESTANDEN / "excel-fout.csv"), dienst)

    assert dienst.all() == ()


@pytest.mark.parametrize(
    ("path", "melding"),
    [
        ("bestaat-niet.ics", "dit bestand bestaat niet"),
        (".", "dit is een map, geen bestand"),
        ("/proc/self/mem", "dit bestand mag of kan niet gelezen worden"),
    ],
)
def test_a_file_that_cannot_be_opened_is_said(dienst: FakeDienst, path: str, melding: str) -> None:
    with pytest.raises(IntakeFault) as fault:
        import_bron(path, dienst)

    assert str(fault.value) == melding


@pytest.mark.parametrize(
    "text",
    ["<!DOCTYPE html><title>Inloggen</title>", '{"a": 1}', "[[[[", "{" * 200_000, "[1]"],
)
def test_other_content_is_refused(dienst: FakeDienst, text: str) -> None:
    with pytest.raises(IntakeFault):
        do(dienst, text)


# Over HTTP

Pages = dict[str, tuple[int, dict[str, str], bytes]]
"""By path: status, headers, body."""


@contextmanager
def website(pages: Pages) -> Iterator[tuple[str, list[str]]]:
    """A small site on loopback, and the ETags it was asked with."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.headers.get("If-None-Match", ""))
            status, headers, body = pages[self.path]
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def test_a_url_is_imported_again_with_its_etag(dienst: FakeDienst) -> None:
    pages: Pages = {"/a.ics": (200, {"ETag": '"1"'}, (BESTANDEN / "google.ics").read_bytes())}
    with website(pages) as (host, asked):
        import_bron(f"http://{host}/a.ics", dienst, allowed=[host])
        import_again(dienst, allowed=[host])
        changed = pages["/a.ics"][2].replace(b"Stadhuis", b"Raadhuis")
        pages["/a.ics"] = (200, {"ETag": '"2"'}, changed)
        outcomes: list[object] = []
        import_again(dienst, allowed=[host], report=lambda url, what: outcomes.append(what))

    assert asked == ["", '"1"', '"1"']
    (plan,) = outcomes
    assert isinstance(plan, Plan)
    assert [w.velden for w in plan.gewijzigd] == [("plaats",)]
    with reading(dienst.engine) as session:
        (bron,) = import_bronnen.everything(session)
    assert (bron.etag, bron.fout) == ('"2"', None)


def test_a_source_that_fails_is_kept_with_the_reason(dienst: FakeDienst) -> None:
    pages: Pages = {"/a.ics": (200, {}, (BESTANDEN / "google.ics").read_bytes())}
    with website(pages) as (host, _):
        import_bron(f"http://{host}/a.ics", dienst, allowed=[host])
        pages["/a.ics"] = (500, {}, b"")
        import_again(dienst, allowed=[host])

    with reading(dienst.engine) as session:
        (bron,) = import_bronnen.everything(session)
    assert bron.fout == "de host 127.0.0.1 antwoordt met fout 500"
    assert len(dienst.all()) == 3


@pytest.mark.parametrize(
    ("page", "melding"),
    [
        ((302, {"Location": "http://127.0.0.1:1/x"}, b""), "alleen webadressen"),
        ((302, {"Location": "https://127.0.0.1:1/x"}, b""), "besloten netwerk"),
        ((301, {"Location": "https://[::ffff:127.0.0.1]/x"}, b""), "besloten netwerk"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "alleen webadressen"),
        ((302, {"Location": "/a.ics"}, b""), "te vaak"),
        ((200, {}, b"x" * (6 * 1024 * 1024)), "groter dan 5 MB"),
        ((200, {"Content-Encoding": "gzip"}, b"\x1f\x8b"), "een vorm die niet is gevraagd"),
        ((404, {}, b""), "fout 404"),
    ],
)
def test_a_hostile_website_gets_nowhere(
    dienst: FakeDienst, page: tuple[int, dict[str, str], bytes], melding: str
) -> None:
    with (
        website({"/a.ics": page}) as (host, _),
        Ophaler([host]) as ophaler,
        pytest.raises(IntakeFault, match=melding),
    ):
        ophaler.fetch(f"http://{host}/a.ics")


# A council information system


def _fill(ori: FakeOri) -> None:
    at = datetime(2026, 12, 1, tzinfo=UTC)
    for number in range(1, 6):
        ori.meeting(
            f"v{number}",
            at,
            geplandeAanvangVergadering=f"2027-0{number}-10T19:30:00:000Z",
            geplandeEindeVergadering=f"2027-0{number}-10T21:30:00Z",
            status="gepland",
            locatie="Raadzaal",
            webpaginaLink=f"https://raad.example/v{number}",
            vergadertoelichting="Regulier",
            georganiseerdDoorGremium={
                "gremiumidentificatie": "1",
                "gremiumnaam": "Raadsbijeenkomst",
            },
        )
    ori.meeting("v6", at, geplandeVergaderdatum="2027-06-10", naam="PHO Wonen")
    ori.item("a1", "v1", at, agendapuntTitel="Actie 9: fietspaden", agendapuntvolgnummer="2")
    ori.item("a2", "v1", at, agendapuntTitel="Opening", agendapuntvolgnummer="1")
    ori.item("a3", "v2", at, agendapuntTitel="Rondvraag", agendapuntvolgnummer="1")


@pytest.mark.parametrize("oud", [True, False])
@pytest.mark.parametrize("path", ["", "/vergaderingen"])
def test_a_council_system_is_read_whole(dienst: FakeDienst, oud: bool, path: str) -> None:
    with serve(FakeOri(oud=oud)) as ori:
        _fill(ori)
        host = ori.url.split("/")[2]
        plan = import_bron(ori.url + path, dienst, allowed=[host])
        again = import_bron(ori.url + path, dienst, allowed=[host])

    made = dienst.all()
    assert (len(plan.nieuw), again.is_leeg, again.ongewijzigd) == (6, True, 6)
    first, last = made[0], made[-1]
    assert (first.uid, first.start, first.eind) == (
        f"v1@{host}",
        datetime(2027, 1, 10, 19, 30, tzinfo=UTC),
        datetime(2027, 1, 10, 21, 30, tzinfo=UTC),
    )
    assert (first.acties, first.gemeente, first.plaats, first.url) == (
        ("actie-9",),
        "heemstede",
        "Raadzaal",
        "https://raad.example/v1",
    )
    assert first.omschrijving == "Regulier\n\nAgenda:\nOpening\nActie 9: fietspaden"
    assert (last.dag, last.start, last.gremium, last.onderwerp) == (
        date(2027, 6, 10),
        None,
        "pho",
        "Wonen",
    )


@pytest.mark.parametrize(
    ("oud", "bestand"),
    [(True, "mini-ori-openapi.yaml"), (False, "ori-open-overheid-1.0.0-openapi.yaml")],
)
def test_the_fake_council_system_speaks_as_described(oud: bool, bestand: str) -> None:
    (found,) = files_of(STANDAARDEN, bestand)
    spec = yaml.safe_load(found.read_text(encoding="utf-8"))
    ori = FakeOri(oud=oud, url="https://raad.example/api/v1")
    _fill(ori)
    for naam, items in (("Vergadering", ori.vergaderingen), ("Agendapunt", ori.agendapunten)):
        known = spec["components"]["schemas"][naam]
        for item in items.values():
            said = ori.spoken(item)
            assert said.keys() <= known["properties"].keys()
            assert said.keys() >= set(known["required"])
            for name, value in said.items():
                kind = known["properties"][name].get("type")
                assert kind is None or isinstance(value, {"string": str, "array": list}[kind])


def test_a_council_system_is_then_asked_only_what_changed(dienst: FakeDienst) -> None:
    with serve(FakeOri()) as ori:
        _fill(ori)
        host = ori.url.split("/")[2]
        import_bron(ori.url, dienst, allowed=[host])
        later = NOW + timedelta(days=2)
        ori.meeting("v3", later, geplandeAanvangVergadering="2027-03-11T19:30:00Z")
        ori.meeting("v5", later, geplandeVergaderdatum="2027-05-10", status="geannuleerd")
        ori.meeting("v6", later, wijziging="Verwijdering")
        ori.item("a4", "v2", later, agendapuntTitel="Actie 2", agendapuntvolgnummer="2")
        ori.gevraagd.clear()
        dienst.clock = later
        outcomes: list[object] = []
        import_again(dienst, allowed=[host], report=lambda url, what: outcomes.append(what))

    (plan,) = outcomes
    assert isinstance(plan, Plan)
    assert sorted(w.oud.uid.split("@")[0] for w in plan.gewijzigd) == ["v2", "v3", "v5"]
    assert [b.uid.split("@")[0] for b in plan.verdwenen] == ["v6"]
    by_uid = {b.uid.split("@")[0]: b for b in dienst.all()}
    assert by_uid["v3"].dag == date(2027, 3, 11)
    assert by_uid["v5"].status == "geannuleerd"
    assert by_uid["v2"].acties == ("actie-2",)
    assert by_uid["v6"].status == "gepland"
    assert all("gewijzigdSinds" in path for path in ori.gevraagd[:2])
    assert not any(path.endswith("/vergaderingen") for path in ori.gevraagd)


def test_a_system_that_gives_all_again_is_asked_for_all_agendas_at_once(
    dienst: FakeDienst,
) -> None:
    with serve(FakeOri(oud=False)) as ori:
        for n in range(30):
            ori.meeting(f"v{n}", NOW, geplandeVergaderdatum=f"2027-05-{n + 1:02}")
            ori.item(f"a{n}", f"v{n}", NOW, agendapuntTitel=f"Actie {n % 9 + 1}")
        host = ori.url.split("/")[2]
        import_bron(ori.url, dienst, allowed=[host])
        before = dienst.all()
        ori.gevraagd.clear()
        dienst.clock = NOW + timedelta(days=1)
        outcomes: list[object] = []
        import_again(dienst, allowed=[host], report=lambda url, what: outcomes.append(what))

    (plan,) = outcomes
    assert isinstance(plan, Plan)
    assert (plan.is_leeg, plan.ongewijzigd, dienst.all()) == (True, 30, before)
    assert len(ori.gevraagd) == 45


def test_a_council_system_that_never_ends_is_refused(dienst: FakeDienst) -> None:
    loop = b'{"results": [], "next": "/vergaderingen"}'
    with (
        website({"/vergaderingen": (200, {}, loop)}) as (host, _),
        pytest.raises(IntakeFault, match="houden niet op"),
    ):
        import_bron(f"http://{host}/vergaderingen", dienst, allowed=[host])


def test_a_plan_is_about_one_source(dienst: FakeDienst) -> None:
    do(dienst, table(ONE))
    other = read_bestand(table("9;01-07-2027;20:00;Agendacommissie;;").encode(), "b.csv", dienst)

    assert plan_of(other, dienst).verdwenen == ()

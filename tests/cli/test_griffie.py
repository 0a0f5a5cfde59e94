"""The other commands with which the griffie and the operator keep the calendar."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from zkl_bot.store import import_bronnen
from zkl_bot.store.engine import make_engine, session


def test_opzegging_is_recorded_with_what_follows(run: Run) -> None:
    done = run("opzegging", "Heemstede", "2022-02-28")
    assert (done.status, done.out) == (0, "")
    assert "1 januari 2023" in done.err
    assert "31 december 2023" in done.err
    assert "Heemstede verlaat het convenant" in run("kalender", "deadlines").out
    again = run("opzegging", "heemstede", "01-02-2022")
    assert (again.status, again.err) == (1, "Van Heemstede staat in 2022 al een opzegging.\n")


def test_opzegging_in_the_future_or_of_a_stranger_is_refused(run: Run) -> None:
    assert run("opzegging", "Heemstede", "2022-03-02").status == 1
    assert "doet niet mee" in run("opzegging", "Parijs", "2022-02-01").err


def test_gereed_is_recorded_once_for_what_exists(run: Run) -> None:
    assert run("gereed", "evaluatie-2023").status == 0
    assert "stond al" in run("gereed", "evaluatie-2023").err
    assert "geen 'feestje'" in run("gereed", "feestje").err


def test_audit_tells_who_did_what_newest_first(run: Run) -> None:
    run("opzegging", "Heemstede", "2022-02-28")
    run("gereed", "evaluatie-2023")
    entries = [json.loads(line) for line in run("audit", "--json").out.splitlines()]
    assert [(e["wie"], e["wat"], e["onderwerp"]) for e in entries] == [
        ("opdrachtregel", "gereed vastgelegd", "evaluatie-2023"),
        ("opdrachtregel", "opzegging vastgelegd", "opzegging-2022"),
    ]
    assert entries[0].keys() == {"moment", "wie", "wat", "onderwerp", "voor", "na"}
    assert "gereed vastgelegd" in run("audit").out


def test_invite_gives_a_code_and_links(run: Run) -> None:
    done = run("invite", "--rol", "ambtenaar", "--gemeente", "Heemstede", "--dagen", "3", "--json")
    given = json.loads(done.out)
    assert given["weblink"] == f"http://127.0.0.1:8080/uitnodiging/{given['code']}"
    assert given["link"] is None
    assert given["vervalt"].startswith("2022-03-04T09:00:0")
    assert given["code"] not in run("audit", "--json").out
    assert "Geldig tot 15-03-2022" in run("invite", "--rol", "griffie").err


def test_invitation_is_taken_in_chat_and_only_once(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.cli.test_chat import say

    code = json.loads(run("invite", "--rol", "griffie", "--json").out)["code"]
    say(run, monkeypatch, f"/start {code}")
    wat = [json.loads(line)["wat"] for line in run("audit", "--json").out.splitlines()]
    assert wat == ["uitnodiging aangenomen", "uitnodiging gemaakt"]
    say(run, monkeypatch, f"/start {code}")
    assert len(run("audit", "--json").out.splitlines()) == 2


def test_kalender_writes_a_feed_and_names_them_all_otherwise(run: Run) -> None:
    done = run("kalender", "alles")
    assert done.out.startswith("BEGIN:VCALENDAR\r\n") or done.out.startswith("BEGIN:VCALENDAR\n")
    refused = run("kalender", "niets")
    assert (refused.status, refused.out) == (1, "")
    assert "raadsbijeenkomsten" in refused.err


def test_outbox_is_empty_at_first(run: Run) -> None:
    done = run("outbox", "--json")
    assert (done.status, done.out, done.err) == (0, "", "0 berichten.\n")


def test_simulate_lists_in_order_and_sends_nothing(run: Run) -> None:
    done = run(
        "simulate", "--van", "2021-09-01", "--tot", "2024-01-31", "--rol", "ambtenaar",
        "--gemeente", "Heemstede", "--json",
    )  # fmt: skip
    proeven = [json.loads(line) for line in done.out.splitlines()]
    assert [p["tijd"] for p in proeven] == sorted(p["tijd"] for p in proeven)
    assert proeven[0].keys() == {
        "tijd", "regel", "gebeurtenis", "soort", "titel", "tekst", "bron",
    }  # fmt: skip
    assert {"opzegging", "evaluatie", "bespreking"} <= {p["soort"] for p in proeven}
    assert run("outbox").out == ""
    assert run("simulate", "--van", "2022-02-01", "--tot", "2022-01-01").status == 1


def test_import_tells_what_changes_and_the_second_time_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "agenda.ics"
    file.write_bytes(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a1@griffie\r\n"
        b"DTSTAMP:20220101T000000Z\r\nDTSTART:20220622T173000Z\r\nDTEND:20220622T193000Z\r\n"
        b"SUMMARY:Raadsbijeenkomst Zuid-Kennemerland\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    dry = run("import", str(file), "--dry-run")
    assert "nieuw: 1" in dry.out
    assert run("bijeenkomst", "list").out == ""
    assert "nieuw: 1" in run("import", str(file)).out
    assert "ongewijzigd: 1" in run("import", str(file)).out
    file.write_text("niets")
    refused = run("import", str(file))
    assert (refused.status, refused.out) == (1, "")


def test_migrate_says_from_what_to_what(run: Run) -> None:
    assert "is nu van versie" in run("migrate").err
    assert "was al van versie" in run("migrate").err


def test_backup_and_restore_give_the_same_feeds(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("bijeenkomst", "add", "--gremium", "raadsbijeenkomst", "--op", "2022-06-22", "--actie", "2")
    assert run("backup", str(tmp_path / "kopie")).status == 0
    before = run("kalender", "alles").out
    refused = run("restore", str(tmp_path / "kopie"))
    assert (refused.status, "niet leeg" in refused.err) == (1, True)
    monkeypatch.setenv("ZKL_HOME", str(tmp_path / "elders"))
    assert run("restore", str(tmp_path / "kopie")).status == 0
    assert run("kalender", "alles").out == before


def test_backup_refuses_what_it_should_not_touch(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "brief.txt"
    other.write_text("Geachte griffie")
    assert "nog geen database" in run("backup", str(other)).err
    run("migrate")
    assert "geen kopie van zkl_bot" in run("backup", str(other)).err
    assert "is er niet" in run("restore", str(tmp_path / "nergens")).err
    assert "Er is niets teruggezet" in run("restore", str(other)).err


def test_check_is_silent_on_stdout_and_names_faults_on_stderr(run: Run, tmp_path: Path) -> None:
    good = run("check")
    assert (good.status, good.out) == (0, "")
    (tmp_path / "leeg").mkdir()
    bad = run("check", str(tmp_path / "leeg"))
    assert (bad.status, bad.out) == (1, "")
    assert "bronnen.yaml: het bestand ontbreekt" in bad.err


def test_import_shows_and_stops_what_is_read_again(run: Run, tmp_path: Path) -> None:
    url = "https://raad.example/agenda.ics"
    assert run("import", "--bronnen").err == "Er is geen adres dat opnieuw wordt gelezen.\n"
    with session(make_engine(f"sqlite:///{tmp_path / 'var' / 'zkl.sqlite'}")) as opened:
        import_bronnen.succeeded(opened, url, now=datetime(2022, 3, 1, 8, tzinfo=UTC))
        import_bronnen.failed(
            opened, url, "de host is weg", now=datetime(2022, 3, 1, 9, tzinfo=UTC)
        )

    assert run("import", "--bronnen").out == f"{url}\t2022-03-01 10:00\tde host is weg\n"
    stopped = run("import", "--stop", url)
    assert (stopped.status, stopped.err) == (
        0,
        "Dit adres wordt niet meer gelezen. De bijeenkomsten blijven staan.\n",
    )
    again = run("import", "--stop", url)
    assert (again.status, again.err) == (1, f"Het adres {url!r} wordt niet opnieuw gelezen.\n")


@pytest.mark.parametrize("given", [(), ("a.ics", "--bronnen"), ("--bronnen", "--stop", "x")])
def test_import_wants_one_thing(run: Run, given: tuple[str, ...]) -> None:
    assert run("import", *given).status == 2

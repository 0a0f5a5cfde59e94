"""The whole service as an operator runs it: a process, its port, its signals."""

import json
import signal
import socket
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from tests.agenda.bouwsel import NU
from tests.fakes.botapi import FakeBotApi
from tests.fakes.serve import GEDULD, command, get
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.schedule.simulate import simulate
from zkl_bot.store import abonnees
from zkl_bot.store.engine import make_engine, session
from zkl_bot.store.migrate import migrate
from zkl_bot.store.openen import open_database

MAIL_WEG = "smtp://naam:geheim-geheim@127.0.0.1:1"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serves_and_stops_cleanly_on_a_signal(serve: Any, number: int) -> None:
    service = serve(ZKL_NOW="2022-03-01T09:00")
    base = service.url()
    status, body = get(f"{base}/health/ready")
    assert (status, json.loads(body)["status"]) == (200, "ok")
    assert "Haarlem" in get(f"{base}/vraag?q=Wie+trekt+actie+9%3F")[1]
    assert get(f"{base}/kalender/alles.ics")[1].startswith("BEGIN:VCALENDAR")
    assert service.stop(number) == 0
    assert "Traceback" not in service.err


def test_log_in_json_is_an_object_on_every_line(serve: Any) -> None:
    service = serve(
        ZKL_LOG_FORMAT="json",
        ZKL_NOW="2022-03-01T09:00",
        ZKL_SMTP_URL=MAIL_WEG,
        ZKL_MAIL_FROM="a@example.org",
    )
    base = service.said(r'"url": "(http://[^"]+)", "event": "service serves"')
    for pad in (
        "/vraag?q=Jan+Jansen",
        "/uitnodiging/geheim-geheim",
        "/kalender/abonnement/geheim-geheim.ics",
    ):
        get(f"{base}{pad}")
    assert service.stop() == 0
    lines = [json.loads(line) for line in service.err.splitlines()]
    asked = [line for line in lines if line["event"] == "request"]
    assert [(line["route"], line["status"]) for line in asked] == [
        ("/vraag", 200),
        ("/uitnodiging/{code}", 404),
    ]
    assert len({line["request_id"] for line in asked}) == 2
    assert [word for word in ("Jansen", "geheim", "127.0.0.1:1/") if word in service.err] == []


def test_meeting_from_the_command_line_is_seen_by_the_running_service(
    serve: Any, tmp_path: Path
) -> None:
    service = serve(ZKL_NOW="2022-03-01T09:00")
    base = service.url()
    args = ["bijeenkomst", "add", "--gremium", "raadsbijeenkomst", "--op", "2022-06-22T19:30"]
    done = command(tmp_path, *args, ZKL_NOW="2022-03-01T09:00")
    assert done.returncode == 0, done.stderr
    id = done.stdout.strip()
    for _ in range(GEDULD * 5):
        if id in get(f"{base}/kalender/raadsbijeenkomsten.ics")[1]:
            break
        sleep(0.2)
    else:
        raise AssertionError("the service never saw the meeting")
    assert service.stop() == 0


def test_port_in_use_is_one_sentence(serve: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        service = serve(ZKL_PORT=str(port))
        assert service.ended() == 1
    assert service.err == (
        f"Op 127.0.0.1:{port} kan ik niet luisteren: die poort is al in gebruik. "
        "Kies een andere poort met ZKL_PORT of een ander adres met ZKL_HOST.\n"
    )


def test_second_service_on_one_sqlite_file_is_refused(serve: Any) -> None:
    first = serve()
    first.url()
    second = serve()
    assert second.ended() == 1
    assert "draait al een zkl-bot" in second.err
    assert second.err.count("\n") == 1
    assert first.stop() == 0


def test_broken_data_are_named_and_nothing_starts(serve: Any, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    service = serve(ZKL_DATA=str(tmp_path / "leeg"))
    assert service.ended() == 1
    assert "bronnen.yaml: het bestand ontbreekt" in service.err
    assert "Traceback" not in service.err


def test_wrong_setting_is_one_sentence(serve: Any) -> None:
    service = serve(ZKL_TELEGRAM_MODE="duif")
    assert service.ended() == 1
    assert service.err == "ZKL_TELEGRAM_MODE is niet goed; verwacht: polling of webhook.\n"


def test_database_of_the_wrong_version_is_refused_elsewhere_than_on_sqlite(
    serve: Any, postgres_leeg: str
) -> None:
    service = serve(ZKL_DATABASE_URL=postgres_leeg)
    assert service.ended() == 1
    assert "zkl-bot migrate" in service.err
    assert "Traceback" not in service.err


def test_two_services_share_a_postgresql_database(
    serve: Any, tmp_path: Path, postgres_leeg: str
) -> None:
    migrate(make_engine(postgres_leeg))
    services = []
    for name in ("een", "twee"):
        (tmp_path / name).mkdir()
        services.append(serve(tmp_path / name, ZKL_DATABASE_URL=postgres_leeg))
    feeds = [get(f"{service.url()}/kalender/alles.ics") for service in services]
    assert [status for status, _ in feeds] == [200, 200]
    assert [service.stop() for service in services] == [0, 0]


def test_reminder_reaches_telegram_at_its_minute_and_once(
    serve: Any, tmp_path: Path, kennis: Kennis
) -> None:
    proef = next(
        simulate(
            kennis,
            lambda tot: build_agenda(kennis, [], [], now=NU, tot=tot),
            rol="ambtenaar",
            gemeente="heemstede",
            van=NU.date(),
            tot=NU.date() + timedelta(days=365),
        )
    )
    engine = open_database(f"sqlite:///{tmp_path / 'zkl.sqlite'}")
    with session(engine) as opened:
        abonnee = abonnees.ensure(opened, "telegram", "7", now=NU)
        abonnees.set_rol(opened, abonnee, "ambtenaar", "heemstede")
    engine.dispose()
    before = proef.tijd - timedelta(seconds=5)
    with FakeBotApi() as api:
        service = serve(
            ZKL_NOW=before.isoformat(),
            ZKL_TELEGRAM_TOKEN=api.token,
            ZKL_TELEGRAM_API_URL=api.url,
        )
        service.url()
        delivered = api.wait_for(chat=7, timeout=GEDULD)
        assert delivered.bare.startswith(proef.tekst.splitlines()[0])
        assert service.stop() == 0
        assert len([d for d in api.deliveries if d.chat == 7]) == 1
    assert api.token not in service.err


def test_bot_answers_through_the_service(serve: Any) -> None:
    with FakeBotApi() as api:
        service = serve(ZKL_TELEGRAM_TOKEN=api.token, ZKL_TELEGRAM_API_URL=api.url)
        base = service.url()
        api.push_message(7, "wie trekt actie 9")
        assert "Haarlem" in api.wait_for(chat=7, timeout=GEDULD).bare
        assert json.loads(get(f"{base}/health/ready")[1])["onderdelen"]["telegram"] == "ok"
        assert service.stop() == 0

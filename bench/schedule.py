"""Planning and delivering reminders, beside the ORM, and beside one job per reminder.

What is compared runs turn by turn in one go, so that a busy machine slows all alike. PostgreSQL
is a server of our own; without one that part is left out.
"""

import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import uuid4

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Engine, create_engine, insert, text
from sqlmodel import Session, select

from bench.tabel import Meting
from tests.fakes.postgres import PostgresMissing, postgres_server
from tests.schedule.bezorg_meting import measure_delivery
from tests.schedule.proef import NU, Proef, meeting
from zkl_bot.agenda.agenda import Agenda
from zkl_bot.schedule.plan import plan
from zkl_bot.store.engine import make_engine, session
from zkl_bot.store.migrate import migrate
from zkl_bot.store.tables import Abonnee, Uitgaand

MENSEN, PER_MENS = 10_000, 10
MET_ORM = 20_000
RONDES = 3
JOBS = 10_000
BERICHTEN = 400


def _voorkeuren(nummer: int) -> dict[str, Any]:
    """Choices that differ from person to person, as people's do."""
    return {
        "tijd": f"{7 + nummer % 14:02}:{nummer % 4 * 15:02}",
        "dagen:bijeenkomsten": ([7, 1], [6, 2], [5, 3], [4, 1])[nummer % 4],
        "soort:mijlpalen": nummer % 3 > 0,
    }


def _people(engine: Engine, count: int) -> None:
    made = NU - timedelta(days=100)
    rows = [
        {
            "kanaal": "telegram",
            "adres": str(n),
            "soort": "persoon",
            "rol": ("ambtenaar", "raadslid")[n % 2],
            "gemeente": ("heemstede", "haarlem", "zandvoort")[n % 3],
            "taal": "nl",
            "voorkeuren": _voorkeuren(n),
            "bevestigd": True,
            "aangemaakt": made,
            "laatst_gezien": made,
        }
        for n in range(count)
    ]
    with session(engine) as opened:
        opened.connection().execute(insert(Abonnee), rows)


def _agenda(proef: Proef) -> Agenda:
    """Five meetings that everybody has two reminders of within the horizon."""
    for number in range(PER_MENS // 2):
        proef.add(meeting(number, start=NU + timedelta(days=8, hours=6, minutes=number)))
    return proef.agenda()


def _plan(engine: Engine, count: int) -> float:
    """Seconds to plan for so many people."""
    proef = Proef(engine)
    agenda, regelset = _agenda(proef), proef.regelset()
    _people(engine, count)
    begin = time.perf_counter()
    made = plan(engine, agenda, regelset, now=NU)
    took = time.perf_counter() - begin
    assert made == count * PER_MENS, made
    return took


def _copy(engine: Engine, count: int) -> list[dict[str, Any]]:
    """The first rows that were planned, as plain values."""
    with Session(engine) as opened:
        rows = opened.exec(select(Uitgaand).limit(count)).all()
        return [row.model_dump(exclude={"id"}) for row in rows]


def _add_all(engine: Engine, rows: list[dict[str, Any]]) -> float:
    """Seconds to add the same rows through the ORM."""
    with session(engine) as opened:
        opened.connection().execute(text("DELETE FROM outbox"))
    begin = time.perf_counter()
    with session(engine) as opened:
        opened.add_all([Uitgaand(**row) for row in rows])
    return time.perf_counter() - begin


@contextmanager
def _sqlite() -> Iterator[Callable[[], Engine]]:
    with tempfile.TemporaryDirectory() as map:

        def fresh() -> Engine:
            engine = make_engine(f"sqlite:///{Path(map) / uuid4().hex}.sqlite")
            migrate(engine)
            return engine

        yield fresh


@contextmanager
def _postgresql() -> Iterator[Callable[[], Engine]]:
    with postgres_server() as url:
        server = url.rpartition("/")[0].replace("postgresql://", "postgresql+psycopg://")
        admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")

        def fresh() -> Engine:
            name = f"b{uuid4().hex}"
            with admin.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            engine = make_engine(f"{server}/{name}")
            migrate(engine)
            return engine

        yield fresh
        admin.dispose()


def _against_orm(naam: str, fresh: Callable[[], Engine]) -> Meting:
    ratios: list[float] = []
    rates: list[float] = []
    for _ in range(RONDES):
        engine = fresh()
        ours = MENSEN * PER_MENS / _plan(engine, MENSEN)
        rows = _copy(engine, MET_ORM)
        theirs = len(rows) / _add_all(engine, rows)
        engine.dispose()
        rates.append(ours)
        ratios.append(ours / theirs)
    ratio = statistics.median(ratios)
    return Meting(
        "schedule",
        f"100.000 rijen plannen, met ieders voorkeuren ({naam})",
        statistics.median(rates),
        "rijen/s",
        "ORM add_all van dezelfde rijen",
        ratio,
        "ten minste 10 keer",
        ratio >= 10,
    )


def _against_jobs(fresh: Callable[[], Engine]) -> Meting:
    """One APScheduler job per reminder, in its own SQL job store, for 10,000 reminders."""
    engine = fresh()
    ours = JOBS / _plan(engine, JOBS // PER_MENS)
    scheduler = BackgroundScheduler(jobstores={"default": SQLAlchemyJobStore(engine=engine)})
    scheduler.start(paused=True)
    begin = time.perf_counter()
    for n in range(JOBS):
        when = NU + timedelta(days=36_500, seconds=n)
        scheduler.add_job(print, "date", run_date=when, args=[n], id=str(n))
    theirs = JOBS / (time.perf_counter() - begin)
    scheduler.shutdown(wait=False)
    engine.dispose()
    wat = "10.000 herinneringen plannen (SQLite)"
    naast = "een APScheduler-job per herinnering"
    return Meting("schedule", wat, ours, "rijen/s", naast, ours / theirs)


def _peak(url: str, count: int, answer: Connection) -> None:
    _plan(make_engine(url), count)
    answer.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _memory(fresh: Callable[[], Engine]) -> Meting:
    """The most memory planning takes, for 10,000 and for 100,000 rows, each in its own process."""
    context = multiprocessing.get_context("spawn")
    peaks: list[float] = []
    for people in (MENSEN // 10, MENSEN):
        ours, theirs = context.Pipe()
        process = context.Process(target=_peak, args=(str(fresh().url), people, theirs))
        process.start()
        peaks.append(float(ours.recv()))
        process.join()
    ratio = peaks[1] / peaks[0]
    return Meting(
        "schedule",
        "geheugen bij 100.000 rijen plannen",
        peaks[1] / 1024,
        "MB",
        "bij 10.000 rijen",
        ratio,
        "ten hoogste 1,3 keer",
        ratio <= 1.3,
    )


def _delivery() -> list[Meting]:
    rate, refused = measure_delivery(BERICHTEN)
    limiet = "Telegrams limiet van 30/s"
    return [
        Meting(
            "schedule",
            "bezorgen met een volle wachtrij",
            rate,
            "berichten/s",
            limiet,
            rate / 30,
            "ten minste 95 %",
            rate / 30 >= 0.95,
        ),
        Meting(
            "schedule", "keer 429 daarbij", refused, "", "", None, "ten hoogste 2", refused <= 2
        ),
    ]


def measure() -> list[Meting]:
    """All figures of planning and delivering."""
    found: list[Meting] = []
    with _sqlite() as fresh:
        found.append(_against_orm("SQLite", fresh))
        found += [_against_jobs(fresh), _memory(fresh)]
    try:
        with _postgresql() as fresh:
            found.append(_against_orm("PostgreSQL", fresh))
    except PostgresMissing:
        pass
    return found + _delivery()

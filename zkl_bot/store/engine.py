"""The connection to the database, SQLite or PostgreSQL, and short transactions on it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from sqlite3 import Error as SqliteError
from sqlite3 import OperationalError as SqliteFault
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from zkl_bot.store.beurt import Beurtelings

BUSY_TIMEOUT_MS = 10_000
"""How long SQLite waits for another process that writes, and a thread for others of its own."""
WAL_PAGINAS = 250
"""Pages of 4 kB in the log of changes before it is emptied: it must not be what fills the disk."""
SCRUB_TIMEOUT_MS = 500
"""How long emptying the log of changes waits for others; they wait for it as long."""

_BEURTEN: WeakKeyDictionary[Engine, Beurtelings] = WeakKeyDictionary()
"""Whose turn it is to write, for every SQLite database that is open here."""

_POSTGRESQL = {
    "connect_timeout": 10,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""A server that vanishes without a word is noticed within half a minute (seconds; the last in
milliseconds)."""


def make_engine(url: str) -> Engine:
    """An engine for a SQLAlchemy URL; makes the folder of an SQLite file when it is missing.

    On SQLite a transaction that may write takes the write lock at its beginning: one that reads
    first and then writes would otherwise fail when another process wrote in between.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    engine = create_engine(
        url, pool_pre_ping=True, pool_size=10, max_overflow=10, connect_args=_POSTGRESQL
    )
    from zkl_bot.store.postgresql import Verbinding  # the driver, which SQLite does without

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: object, _record: object, args: Any, options: Any) -> Verbinding:
        return Verbinding.connect(*args, **options)

    return engine


def _sqlite(url: str) -> Engine:
    file = make_url(url).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(
        url,
        # One for every thread that may want one: what is over is opened and closed each time.
        pool_size=20,
        max_overflow=30,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000},
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "secure_delete=ON",  # what is deleted is gone from the file too
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            f"wal_autocheckpoint={WAL_PAGINAS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("reads_only", False)
        words = "BEGIN" if reads else "BEGIN IMMEDIATE"
        driver = connection.connection.driver_connection
        assert driver is not None
        try:
            driver.execute(words)  # through SQLAlchemy it would take ten times as long
        except SqliteError as fault:
            raise DBAPIError.instance(words, None, fault, SqliteError) from fault

    _BEURTEN[engine] = Beurtelings()
    return engine


def is_away(fault: SQLAlchemyError) -> bool:
    """Whether the database could not do it now: gone, locked, full or closed for writing.

    Then it can later; any other fault is in what was asked of it.
    """
    if isinstance(fault, DBAPIError) and fault.connection_invalidated:
        return True
    return isinstance(fault, OperationalError | InterfaceError | InternalError | PoolTimeout)


_commits: WeakKeyDictionary[Engine, int] = WeakKeyDictionary()
_numbers = count(1)


def last_commit(engine: Engine) -> int:
    """Another number after each commit of this process: while it stays, this changed nothing."""
    return _commits.get(engine, 0)


@contextmanager
def session(engine: Engine) -> Iterator[Session]:
    """A transaction that may write: committed at the end, rolled back on an exception."""
    try:
        with _turn(engine), Session(engine, expire_on_commit=False) as opened, opened.begin():
            yield opened
    finally:
        # Also after a fault: the answer to a commit may be lost on the way.
        _commits[engine] = next(_numbers)


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    beurten = _BEURTEN.get(engine)
    if beurten is None:
        yield
        return
    if not beurten.take(BUSY_TIMEOUT_MS / 1000):
        raise OperationalError("BEGIN IMMEDIATE", None, SqliteFault("database is locked"))
    try:
        yield
    finally:
        beurten.give()


def scrub(engine: Engine) -> bool:
    """Empties SQLite's log of changes, which still holds what was deleted since it was begun.

    False when that cannot be just now. Elsewhere the database sees to it by itself.
    """
    if engine.dialect.name != "sqlite":
        return True
    try:
        with _turn(engine), closing(engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={SCRUB_TIMEOUT_MS}")
            try:
                busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    except (SqliteFault, SQLAlchemyError):
        return False
    return not busy


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A transaction that only reads one consistent state, and never waits for a writer."""
    options: dict[str, Any] = {"reads_only": True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with Session(engine.execution_options(**options), expire_on_commit=False) as opened:
        yield opened

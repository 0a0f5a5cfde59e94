"""Bringing a database to the version of this program."""

from pathlib import Path
from time import sleep

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from zkl_bot.store.geduld import patiently
from zkl_bot.store.schema import SchemaFault

_SCRIPTS = Path(__file__).resolve().parent / "migrations"
_LOCK = 0x5A4B4C
"""Key of the advisory lock with which one replica migrates at a time on PostgreSQL."""

POGINGEN = 40
WACHT_SECONDEN, PAUZE_SECONDEN = 2, 1.0
"""How long (real time) a turn is waited for on PostgreSQL, and until the next try."""
DRUK = (
    "De database is te druk om bij te werken: iets houdt een tabel vast. Wacht tot een kopie of "
    "een lange vraag klaar is en probeer het opnieuw."
)
_BEZET = "55P03"
"""PostgreSQL's code for a lock that did not come in time."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Brings the tables to a version, up or down, in one transaction: wholly or not at all.

    It may be done while services work on the database: a table that somebody uses long, as a
    backup does, is waited for in short turns, since everyone else would have to wait behind us.
    Raises SchemaFault when its turn does not come. A database of a newer version is left alone:
    what this program doesn't know it can't undo.
    """
    for left in reversed(range(POGINGEN)):
        try:
            with patiently(), engine.begin() as connection:
                migrate_on(connection, revision)
            return
        except OperationalError as fault:
            if getattr(fault.orig, "sqlstate", None) != _BEZET:
                raise
            if left == 0:
                raise SchemaFault(DRUK) from fault
        sleep(PAUZE_SECONDEN)


def migrate_on(connection: Connection, revision: str = "head") -> None:
    """The same within a transaction of the caller's."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        connection.execute(text(f"SET LOCAL lock_timeout = '{WACHT_SECONDEN}s'"))
    current = MigrationContext.configure(connection).get_current_revision()
    config = _config(connection)
    if revision == "base" or (revision != "head" and current and revision < current):
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config

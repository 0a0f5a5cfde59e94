"""Bringing a database to the version of this program."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, text

_SCRIPTS = Path(__file__).resolve().parent / "migrations"
_LOCK = 0x5A4B4C
"""Key of the advisory lock with which one replica migrates at a time on PostgreSQL."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Brings the tables to a version, up or down, in one transaction: wholly or not at all.

    A database of a newer version is left alone: what this program doesn't know it can't undo.
    """
    with engine.begin() as connection:
        migrate_on(connection, revision)


def migrate_on(connection: Connection, revision: str = "head") -> None:
    """The same within a transaction of the caller's."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
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

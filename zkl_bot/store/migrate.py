"""Bringing a database to the version of this program, and knowing whether it is."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

_SCRIPTS = Path(__file__).resolve().parent / "migrations"
_LOCK = 0x5A4B4C
"""Key of the advisory lock with which one replica migrates at a time on PostgreSQL."""


class SchemaFault(Exception):
    """Raised when the database is not of this version; the message says in Dutch what to do."""


def head() -> str:
    """The version of the tables that this program works with."""
    found = ScriptDirectory(str(_SCRIPTS)).get_current_head()
    assert found is not None
    return found


def version(engine: Engine) -> str | None:
    """The version of the tables in this database; None when it is empty."""
    with engine.connect().execution_options(reads_only=True) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Brings the tables to a version, up or down, in one transaction: wholly or not at all."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        config = _config(connection)
        current = MigrationContext.configure(connection).get_current_revision()
        if revision in ("base", current) or _is_behind(revision, current):
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)


def check_schema(engine: Engine) -> None:
    """Raises SchemaFault unless the tables are of this program's version."""
    found = version(engine)
    if found is None:
        raise SchemaFault("De database is nog leeg; maak hem klaar met: zkl-bot migrate")
    if found != head():
        known = {script.revision for script in ScriptDirectory(str(_SCRIPTS)).walk_revisions()}
        if found in known:
            raise SchemaFault("De database is van een oudere versie; draai eerst: zkl-bot migrate")
        raise SchemaFault(
            "De database is van een nieuwere versie van zkl-bot; werk het programma bij."
        )


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def _is_behind(revision: str, current: str | None) -> bool:
    """Whether `revision` lies before the current one."""
    if current is None or revision == "head":
        return False
    ancestors = ScriptDirectory(str(_SCRIPTS)).iterate_revisions(current, "base")
    return revision in {script.revision for script in ancestors}

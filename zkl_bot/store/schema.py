"""Which version of the tables a database has, and whether this program can work with it."""

from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

_MIGRATIES = Path(__file__).resolve().parent / "migrations" / "versions"

HEAD = max(file.name[1:5] for file in _MIGRATIES.glob("m[0-9]*.py"))
"""The version this program works with: that of the last migration, as "0001".

Read from the names of the files (m0001_….py), since Alembic takes long to load. Versions sort
as text.
"""


class SchemaFault(Exception):
    """Raised when the database is not of this version; the message says in Dutch what to do."""


def version(engine: Engine) -> str | None:
    """The version of the tables in this database; None when there are none yet."""
    with engine.connect().execution_options(reads_only=True) as connection:
        if not engine.dialect.has_table(connection, "alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).first()
        return str(found[0]) if found else None


def check_schema(engine: Engine) -> None:
    """Raises SchemaFault unless the tables are of this program's version, and say so readably."""
    try:
        found = version(engine)
    except DatabaseError as fault:
        raise SchemaFault(f"De database is niet te lezen: {_first_line(fault)}") from fault
    if found is None:
        raise SchemaFault("De database is nog leeg; maak hem klaar met: zkl-bot migrate")
    if found < HEAD:
        raise SchemaFault("De database is van een oudere versie; draai eerst: zkl-bot migrate")
    if found > HEAD:
        raise SchemaFault(
            "De database is van een nieuwere versie van zkl-bot; werk eerst het programma bij."
        )


def _first_line(fault: DatabaseError) -> str:
    lines = str(fault.orig or fault).strip().splitlines()
    return lines[0] if lines else type(fault).__name__

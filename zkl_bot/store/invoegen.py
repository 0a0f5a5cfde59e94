"""Inserting a row unless it is there, in one statement: safe among replicas."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_new(session: Session, row: SQLModel) -> bool:
    """Inserts the row unless one with its key is there; whether it was inserted.

    The row itself is not attached to the session; its autoincrement id is left out.
    """
    table = type(row).__table__  # type: ignore[attr-defined]
    values: dict[str, Any] = {
        column.name: value
        for column in table.columns
        if (value := getattr(row, column.name)) is not None
    }
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values(values).on_conflict_do_nothing()
    # Not by rowcount: on PostgreSQL SQLAlchemy may fetch the key, and then there is none.
    inserted = session.connection().execute(statement.returning(*table.primary_key))
    return inserted.first() is not None

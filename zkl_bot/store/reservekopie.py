"""A consistent copy of a database in use, in one format for SQLite and PostgreSQL, and back.

The file is text, a JSON value per line: first what it is and of which version of the tables,
then a row per line as [table, {column: value}], and at the end how many rows there were, so that
half a copy is known for what it is. What only matters while the service runs is left out. It
reads the tables as they are, not as this program knows them, so an older copy can be put back
in its own version first and brought to this one then.
"""

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, Engine, MetaData, Table, func, insert, select, text

from zkl_bot.store.geduld import patiently
from zkl_bot.store.migrate import migrate_on
from zkl_bot.store.schema import HEAD, check_schema

_WAT = "zkl_bot reservekopie"
_VERGANKELIJK = frozenset({"alembic_version", "lease", "snelheid"})
_GEEN_INHOUD = frozenset({"versie", "peil", "kenmerk"})
"""Tables that a service fills by itself, in a database where nobody did anything yet."""
_PER_KEER = 500


class KopieFout(Exception):
    """Raised when a copy cannot be put back; the message says in Dutch why."""


def is_backup(file: Path) -> bool:
    """Whether this file begins as a copy does."""
    with open(file, "rb") as opened:
        return _WAT.encode() in opened.read(200)


def write_backup(engine: Engine, file: Path) -> int:
    """Writes a copy of what stands at one moment; gives the number of rows.

    Nobody else may read the file, since it holds addresses. It appears under its name when it
    is whole. Raises SchemaFault and OSError.
    """
    check_schema(engine)
    partial = file.with_name(f"{file.name}.deel")
    try:
        with open(partial, "w", encoding="utf-8", opener=_for_owner_only) as out:
            with patiently():
                rows = _dump(engine, out)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    return rows


def restore_backup(engine: Engine, file: Path) -> int:
    """Puts a copy back in an empty database, wholly or not at all; gives the number of rows.

    Raises KopieFout and OSError.
    """
    with patiently(), open(file, encoding="utf-8") as lines, engine.begin() as connection:
        head = _read_line(next(lines, ""))
        if not isinstance(head, dict) or head.get("wat") != _WAT:
            raise KopieFout(f"{file} is geen reservekopie van zkl_bot.")
        versie = str(head.get("versie"))
        if versie > HEAD:
            raise KopieFout("De kopie is van een nieuwere versie; werk eerst het programma bij.")
        _refuse_unless_empty(connection)
        migrate_on(connection, "base")
        migrate_on(connection, versie)
        rows = _load(connection, lines)
        migrate_on(connection)
    return rows


def _for_owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _tables(connection: Connection) -> list[Table]:
    """The tables as they are, those referred to first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name not in _VERGANKELIJK]


def _dump(engine: Engine, out: TextIO) -> int:
    options: dict[str, Any] = {"reads_only": True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    total = 0
    with engine.connect().execution_options(**options) as connection:
        _write_line(out, {"wat": _WAT, "versie": HEAD})
        for table in _tables(connection):
            query = select(table).order_by(*table.primary_key)
            for row in connection.execution_options(yield_per=_PER_KEER).execute(query):
                values = {key: _plain(value) for key, value in row._mapping.items()}
                _write_line(out, [table.name, values])
                total += 1
        _write_line(out, {"rijen": total})
    return total


def _write_line(out: TextIO, value: Any) -> None:
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def _plain(value: Any) -> Any:
    """A value as JSON has it; a moment in UTC (SQLite forgets the zone, which is always UTC)."""
    if isinstance(value, datetime):
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value.isoformat() if isinstance(value, date) else value


def _read_line(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise KopieFout("De kopie is beschadigd: een regel is geen JSON.") from None


def _refuse_unless_empty(connection: Connection) -> None:
    for table in _tables(connection):
        if table.name in _GEEN_INHOUD:
            continue
        if connection.execute(select(table).limit(1)).first() is not None:
            raise KopieFout(
                "Deze database is niet leeg. Zet de kopie terug in een lege: "
                "kies een nieuwe ZKL_HOME of ZKL_DATABASE_URL."
            )


def _load(connection: Connection, lines: TextIO) -> int:
    tables = {table.name: table for table in _tables(connection)}
    readers = {name: _readers(table) for name, table in tables.items()}
    total, rows = 0, _rows(lines, tables)
    while batch := list(islice(rows, _PER_KEER)):
        total += len(batch)
        for name in dict.fromkeys(name for name, _ in batch):
            values = [
                {key: readers[name].get(key, _same)(value) for key, value in row.items()}
                for table, row in batch
                if table == name
            ]
            connection.execute(insert(tables[name]), values)
    for table in tables.values():
        _continue_numbers(connection, table)
    return total


def _rows(lines: TextIO, tables: dict[str, Table]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of the copy. Raises KopieFout when it is not whole."""
    total = 0
    for line in lines:
        value = _read_line(line)
        match value:
            case {"rijen": int(rijen)}:
                if rijen != total:
                    raise KopieFout(f"De kopie hoort {rijen} rijen te hebben en heeft er {total}.")
                return
            case [str(name), dict(row)] if name in tables and row.keys() <= {
                column.name for column in tables[name].columns
            }:
                total += 1
                yield name, row
            case _:
                raise KopieFout("De kopie is beschadigd: een regel is geen rij van een tabel.")
    raise KopieFout("De kopie is niet compleet: het einde ontbreekt.")


def _same(value: Any) -> Any:
    return value


def _readers(table: Table) -> dict[str, Callable[[Any], Any]]:
    """How to read the columns that JSON has no kind for."""
    kinds: dict[type, Callable[[Any], Any]] = {
        datetime: lambda v: None if v is None else datetime.fromisoformat(v),
        date: lambda v: None if v is None else date.fromisoformat(v),
    }
    found: dict[str, Callable[[Any], Any]] = {}
    for column in table.columns:
        reader = kinds.get(column.type.python_type)
        if reader is not None:
            found[column.name] = reader
    return found


def _continue_numbers(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers on from where the copy ended; SQLite does so by itself."""
    if connection.dialect.name != "postgresql" or "id" not in table.columns:
        return
    sequence = connection.execute(
        text("SELECT pg_get_serial_sequence(:table, 'id')"), {"table": f'"{table.name}"'}
    ).scalar()
    highest = connection.execute(select(func.max(table.columns["id"]))).scalar()
    if sequence and highest:
        connection.execute(text("SELECT setval(:s, :n)"), {"s": sequence, "n": highest})

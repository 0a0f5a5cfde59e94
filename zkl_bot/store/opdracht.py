"""Statements that are worked out once for a kind of database, then only filled in.

SQLAlchemy looks a statement up, sets up its outcome and keeps account of it anew each time. For one
row that takes several times what the database needs, and a change to the calendar is a handful.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

_Convert = Callable[[Any], Any]


class Opdracht:
    """A statement of which `namen` are filled in each time, all of them."""

    def __init__(
        self, statement: Select[*tuple[Any, ...]] | Insert | Update | Delete, namen: Iterable[str]
    ) -> None:
        self.statement = statement
        self._namen = tuple(namen)
        self._made: dict[str, _Uitgewerkt] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Carries it out, and gives the first row, where it gives rows and there is one."""
        dialect, driver = connection.dialect, connection.connection
        made = self._made.get(dialect.name)
        if made is None:
            made = self._made[dialect.name] = _Uitgewerkt(self.statement, self._namen, dialect)
        given = made.fill_in(values)
        cursor = driver.cursor()
        try:
            cursor.execute(made.sql, given)
            row = None if cursor.description is None else cursor.fetchone()
        except dialect.loaded_dbapi.Error as fault:
            is_gone = dialect.is_disconnect(fault, driver, cursor)
            if is_gone:
                connection.invalidate(fault)
            raise DBAPIError.instance(
                made.sql,
                None,
                fault,
                dialect.loaded_dbapi.Error,
                connection_invalidated=is_gone,
            ) from fault
        else:
            return None if row is None else made.read(row, cursor.description)
        finally:
            cursor.close()


class _Uitgewerkt:
    """The words for one kind of database, and what its driver takes and gives."""

    def __init__(self, statement: Any, namen: tuple[str, ...], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=namen)
        self.sql: str = compiled.string
        self._dialect = dialect
        # What the statement itself says.
        self._vast = {naam: v for naam, v in compiled.params.items() if naam not in namen}
        binds = {
            naam: bind.type.dialect_impl(dialect).bind_processor(dialect)
            for naam, bind in compiled.binds.items()
        }
        self._binds = [(naam, convert) for naam, convert in binds.items() if convert is not None]
        # Where the driver takes values by their place.
        self._places: list[str] | None = compiled.positiontup
        columns = (
            statement.column_descriptions
            if isinstance(statement, Select)
            else statement.returning_column_descriptions
        )
        self._types = [column["type"] for column in columns]
        self._reads: list[tuple[int, _Convert]] | None = None

    def fill_in(self, values: Mapping[str, Any]) -> Any:
        """What the driver is to be given."""
        given = {**self._vast, **values}
        for naam, convert in self._binds:
            given[naam] = convert(given[naam])
        return given if self._places is None else [given[naam] for naam in self._places]

    def read(self, row: Any, description: Any) -> tuple[Any, ...]:
        """A row as SQLAlchemy would give it."""
        if self._reads is None:
            converts = [
                kind.dialect_impl(self._dialect).result_processor(self._dialect, column[1])
                for kind, column in zip(self._types, description, strict=True)
            ]
            self._reads = [(n, convert) for n, convert in enumerate(converts) if convert]
        values = list(row)
        for place, convert in self._reads:
            values[place] = convert(values[place])
        return tuple(values)

"""Opening the database of this environment, ready for use."""

from sqlalchemy import Engine

from zkl_bot.store.engine import make_engine
from zkl_bot.store.schema import HEAD, check_schema, version


def open_database(url: str) -> Engine:
    """An engine on a database of this version.

    An SQLite file is brought to it, and made if need be; elsewhere that is for the operator to
    decide. Raises SchemaFault when the version is not right.
    """
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        found = version(engine)
        if found is None or found < HEAD:
            from zkl_bot.store.migrate import migrate  # Alembic, seldom needed and slow to load

            migrate(engine)
    check_schema(engine)
    return engine

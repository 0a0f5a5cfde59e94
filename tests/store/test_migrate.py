import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

import zkl_bot.store.tables
from zkl_bot.store.engine import make_engine
from zkl_bot.store.migrate import _SCRIPTS, migrate
from zkl_bot.store.openen import open_database
from zkl_bot.store.schema import HEAD, SchemaFault, check_schema, version

assert zkl_bot.store.tables  # the tables are known once they are imported


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    return ScriptDirectory.from_config(config)


def stamp(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": revision})


def test_head_is_the_last_migration() -> None:
    assert scripts().get_heads() == [HEAD]


def test_migrations_make_the_tables_that_the_program_knows(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_each_migration_goes_up_and_down_again(engine: Engine) -> None:
    revisions = [script.revision for script in scripts().walk_revisions()]
    for revision in [*revisions[1:], "base"]:
        migrate(engine, revision)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    for revision in reversed(revisions):
        migrate(engine, revision)
    assert version(engine) == HEAD


def test_migration_interrupted_half_way_leaves_nothing(engine: Engine) -> None:
    migrate(engine, "base")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE volgt (id INTEGER)"))  # in the way of ours
    with pytest.raises(Exception, match="volgt"):
        migrate(engine)
    assert set(inspect(engine).get_table_names()) == {"alembic_version", "volgt"}
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE volgt"))
    migrate(engine)
    check_schema(engine)


def test_check_tells_empty_older_and_newer_apart(engine: Engine) -> None:
    stamp(engine, "0000")
    with pytest.raises(SchemaFault, match="oudere versie"):
        check_schema(engine)
    stamp(engine, "9999")
    with pytest.raises(SchemaFault, match="nieuwere versie"):
        check_schema(engine)
    stamp(engine, HEAD)
    migrate(engine, "base")
    with pytest.raises(SchemaFault, match="leeg"):
        check_schema(engine)


def test_open_migrates_sqlite_by_itself(tmp_path: object) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/zkl.sqlite")
    assert version(engine) == HEAD


def test_open_leaves_postgresql_to_the_operator(postgres_url: str) -> None:
    migrate(make_engine(postgres_url), "base")
    with pytest.raises(SchemaFault, match="zkl-bot migrate"):
        open_database(postgres_url)


def test_open_refuses_a_newer_database(sqlite_url: str) -> None:
    stamp(make_engine(sqlite_url), "9999")
    with pytest.raises(SchemaFault, match="nieuwere versie"):
        open_database(sqlite_url)


def test_file_that_is_no_database_is_told_in_a_sentence(tmp_path: object) -> None:
    with open(f"{tmp_path}/zkl.sqlite", "w") as file:
        file.write("dit is geen database, maar wel een bestand van enige lengte " * 20)
    with pytest.raises(Exception, match="not a database"):
        open_database(f"sqlite:///{tmp_path}/zkl.sqlite")

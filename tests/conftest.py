"""What all tests share: an environment of their own, the facts, and two real databases."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn
from uuid import uuid4

import pytest
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Engine, create_engine, text

from tests.fakes.postgres import PostgresMissing, postgres_server
from tests.fakes.serve import Serve
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.store.engine import make_engine
from zkl_bot.store.migrate import migrate

hypothesis_settings.register_profile("zkl", deadline=None)
hypothesis_settings.load_profile("zkl")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts what takes long first, so that no worker is left with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("zwaar") is None)


def missing(tool: str) -> NoReturn:
    """Skips a test that needs a tool, or fails it where everything has to be there."""
    if os.environ.get("ZKL_TEST_ALL") == "1":
        pytest.fail(tool)
    pytest.skip(tool)


def files_of(map: Path, pattern: str) -> list[Path]:
    """The files of others that stand beside the repository; without them the test is skipped."""
    found = sorted(map.glob(pattern))
    if not found:
        missing(f"{map}/{pattern} is not here")
    return found


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests gets in."""
    for name in list(os.environ):
        ours = name.startswith("ZKL_") and name not in ("ZKL_TEST_ALL", "ZKL_BRONNEN")
        if ours or name == "LANGUAGE":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def kennis() -> Kennis:
    """The shipped facts."""
    return load_kennis(SHIPPED)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own, up to the name of the database."""
    try:
        with postgres_server() as url:
            server = url.rpartition("/")[0].replace("postgresql://", "postgresql+psycopg://")
            _run(server, "CREATE DATABASE sjabloon")
            engine = make_engine(f"{server}/sjabloon")
            migrate(engine)
            engine.dispose()
            yield server
    except PostgresMissing as absent:
        missing(str(absent))


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """The URL of a PostgreSQL database of this test's own, its tables made."""
    name = f"t{uuid4().hex}"
    _run(postgres, f"CREATE DATABASE {name} TEMPLATE sjabloon")
    yield f"{postgres}/{name}"
    _run(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_leeg(postgres: str) -> Iterator[str]:
    """The URL of a PostgreSQL database of this test's own, with nothing in it."""
    name = f"t{uuid4().hex}"
    _run(postgres, f"CREATE DATABASE {name}")
    yield f"{postgres}/{name}"
    _run(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with its tables made, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "sjabloon.sqlite"
    engine = make_engine(f"sqlite:///{file}")
    migrate(engine)
    engine.dispose()
    return file


@pytest.fixture
def sqlite_url(sqlite_file: Path, tmp_path: Path) -> str:
    """The URL of an SQLite database of this test's own, its tables made."""
    shutil.copy(sqlite_file, tmp_path / "zkl.sqlite")
    return f"sqlite:///{tmp_path / 'zkl.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of this test's own, on each of the two kinds."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on it."""
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Serve]]:
    """Starts services, and ends what a test left running."""
    started: list[Serve] = []

    def start(map: Path = tmp_path, **settings: str) -> Serve:
        map.mkdir(exist_ok=True)
        started.append(Serve(map, **settings))
        return started[-1]

    yield start
    for service in started:
        service.kill()


def _run(server: str, statement: str) -> None:
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()

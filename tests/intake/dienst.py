"""A service for imports: the shipped facts, a fresh database, and a clock that stands still."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session, SQLModel

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.store import bijeenkomsten
from zkl_bot.store.engine import make_engine, reading, session

KENNIS = load_kennis(SHIPPED)
NOW = datetime(2027, 1, 1, 9, tzinfo=UTC)
BESTANDEN = Path(__file__).resolve().parent / "bestanden"


class FakeDienst:
    """What importeren needs of the service."""

    def __init__(self, map: Path) -> None:
        self.kennis = KENNIS
        self.engine = make_engine(f"sqlite:///{map / 'zkl.sqlite'}")
        SQLModel.metadata.create_all(self.engine)
        self.clock = NOW

    def now(self) -> datetime:
        return self.clock

    @contextmanager
    def change(self) -> Iterator[Session]:
        with session(self.engine) as opened:
            yield opened

    def all(self) -> tuple[Bijeenkomst, ...]:
        with reading(self.engine) as opened:
            return bijeenkomsten.everything(opened)

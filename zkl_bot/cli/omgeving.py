"""What most commands begin with: the settings, the facts, the clock, the agenda.

The database is only touched where there is one, and its libraries only loaded then: they take
longer to load than a question takes to answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.clock import started_at, system_clock
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from zkl_bot.dienst import Dienst

OPDRACHTREGEL = "opdrachtregel"
"""How the audit names who works with `zkl-bot` on the server."""


@dataclass(frozen=True)
class Omgeving:
    """The settings of this environment, and what follows from them."""

    settings: Settings

    @cached_property
    def kennis(self) -> Kennis:
        """All facts. Raises DataFault."""
        from zkl_bot.kennis.load import load_kennis  # loads what reads and checks them

        return load_kennis(self.settings.data)

    @cached_property
    def clock(self) -> Callable[[], datetime]:
        """The clock: the real one, or one that started at ZKL_NOW."""
        return started_at(self.settings.now) if self.settings.now else system_clock

    @property
    def has_database(self) -> bool:
        """Whether there is a database to read."""
        return self.settings.database_url is not None or self.settings.sqlite_file.exists()

    @cached_property
    def dienst(self) -> "Dienst":
        """The service on this database. Raises DataFault and SchemaFault."""
        from zkl_bot.dienst.bouw import build_dienst  # loads the database libraries

        return build_dienst(self.settings)

    @cached_property
    def engine(self) -> "Engine":
        """The database alone, for what needs no facts: quicker. Raises SchemaFault."""
        from zkl_bot.store.openen import open_database  # loads the database libraries

        return open_database(self.settings.sqlalchemy_url)

    def agenda(
        self, now: datetime, tot: date | None = None, kennis: Kennis | None = None
    ) -> Agenda:
        """The agenda, with the griffie's meetings where there is a database.

        Yearly deadlines run to the year of `tot` at least; `kennis` are the facts, where they
        were loaded already.
        """
        kennis = kennis or self.kennis
        if not self.has_database:
            return build_agenda(kennis, [], [], now=now, tot=tot)
        # Heavy, and needed here only.
        from zkl_bot.dienst.stand import load_agenda
        from zkl_bot.store.engine import reading

        with reading(self.engine) as session:
            return load_agenda(session, kennis, now=now, tot=tot)


def open_omgeving() -> Omgeving:
    """The environment of this process. Raises SettingsFault."""
    return Omgeving(load_settings())

"""A connection to PostgreSQL that is given up when the server says nothing for too long."""

from typing import Any

from psycopg import Connection, OperationalError
from psycopg.errors import _WaitTimeout

from zkl_bot.store.geduld import geduld


class Verbinding(Connection[Any]):
    """The driver's, with a bound to its waiting."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """What the server says. Raises OperationalError, and is closed then, if it does not."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, geduld.get())
        except _WaitTimeout:
            self.pgconn.finish()
            raise OperationalError("the server did not answer in time") from None

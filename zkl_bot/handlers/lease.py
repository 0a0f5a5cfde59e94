"""Only one process asks Telegram for updates: the one that holds the lease."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from socket import gethostname

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from zkl_bot.dienst.naast import beside
from zkl_bot.store import leases
from zkl_bot.store.engine import session

log = structlog.get_logger(__name__)

NAAM = "peilen"
DUUR = timedelta(seconds=10)
"""How long (real time) others wait for a process that died."""
VERNIEUW = 3.0
"""Seconds between two renewals."""


class Pachter:
    """Holds the lease, or tries to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._eigenaar = f"{gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        self.holds = False

    async def may(self) -> bool:
        """Whether this process holds it now."""
        return self.holds

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keeps taking it, and gives it back at the end."""
        await self._take()
        try:
            async with beside(self._keep()):
                yield
        finally:
            with suppress(SQLAlchemyError):
                await asyncio.to_thread(self._release)

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(VERNIEUW)
            await self._take()

    async def _take(self) -> None:
        try:
            self.holds = await asyncio.to_thread(self._try)
        except SQLAlchemyError as fault:
            # Who cannot reach the database does not know whether it still holds.
            log.warning("lease not renewed", reason=type(fault).__name__)
            self.holds = False

    def _try(self) -> bool:
        if self._engine.dialect.name == "sqlite":
            return True  # there is one service on an SQLite file; `serve` sees to that
        with session(self._engine) as opened:
            return leases.take(opened, NAAM, self._eigenaar, DUUR)

    def _release(self) -> None:
        with session(self._engine) as opened:
            leases.release(opened, NAAM, self._eigenaar)

"""Messages in stock: rows are claimed and made into messages a few ahead of where they are sent."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from zkl_bot.schedule.zending import Maker, Zending
from zkl_bot.store import outbox
from zkl_bot.store.engine import session
from zkl_bot.store.outbox import LeaseVerloren, Rij

log = structlog.get_logger(__name__)

MENSEN = 40
"""For how many people rows are claimed at a time."""
KLAAR = 8
"""Messages made ahead, so that none is waited for."""


@dataclass
class Voorraad:
    """Claims what is due on one channel; `may` tells whether this process is to do so."""

    maker: Maker
    kanaal: str
    clock: Callable[[], datetime]
    lease: timedelta
    may: Callable[[Session], bool]

    def __post_init__(self) -> None:
        self._engine = self.maker.engine
        self._eigenaar = self.maker.eigenaar
        self.is_stopping = False

    async def take(self) -> AsyncIterator[Zending]:
        """All messages that are due. Raises SQLAlchemyError when the database is away."""
        ready: asyncio.Queue[Zending | None] = asyncio.Queue(KLAAR)
        making = asyncio.create_task(self._make(ready))
        try:
            while (zending := await ready.get()) is not None:
                if self.is_stopping:
                    await asyncio.to_thread(self.put_back, [zending])
                else:
                    yield zending
            await making
        finally:
            making.cancel()

    async def _make(self, ready: asyncio.Queue[Zending | None]) -> None:
        try:
            while not self.is_stopping:
                rijen = await asyncio.to_thread(self._claim)
                if not rijen:
                    return
                for _, group in groupby(rijen, key=lambda rij: rij.abonnee):
                    zending = await asyncio.to_thread(self._try_make, list(group))
                    if zending is not None:
                        await ready.put(zending)
        finally:
            await ready.put(None)

    def _claim(self) -> list[Rij]:
        with session(self._engine) as opened:
            if not self.may(opened):
                return []
            rijen = outbox.claim(
                opened,
                self._eigenaar,
                self.kanaal,
                now=self.clock(),
                mensen=MENSEN,
                lease=self.lease,
            )
        order: dict[int, int] = {}
        for rij in rijen:
            order.setdefault(rij.abonnee, len(order))
        return sorted(rijen, key=lambda rij: order[rij.abonnee])

    def _try_make(self, rijen: list[Rij]) -> Zending | None:
        try:
            return self.maker.make(rijen, now=self.clock())
        except LeaseVerloren:
            log.info("rows taken over", rows=len(rijen))
        except SQLAlchemyError:
            raise  # the database is away, and nothing is wrong with the message
        except Exception as fault:
            # A mistake in one text or row must not hold up everybody else's.
            log.exception("message not made", rows=[rij.id for rij in rijen])
            self._give_up(rijen, f"het bericht kon niet worden gemaakt ({type(fault).__name__})")
        return None

    def _give_up(self, rijen: list[Rij], reden: str) -> None:
        ids = [rij.id for rij in rijen]
        with session(self._engine) as opened:
            try:
                outbox.start(opened, ids, self._eigenaar, self.lease)
                outbox.failed(opened, ids, self._eigenaar, reden)
            except LeaseVerloren:
                log.info("rows taken over", rows=len(ids))

    def put_back(self, zendingen: Iterable[Zending]) -> None:
        """These are not sent now after all. Uses the database."""
        with session(self._engine) as opened:
            for zending in zendingen:
                outbox.later(opened, zending.ids, self._eigenaar, wacht=timedelta(0))

"""Messages in stock: rows are claimed and made into messages a few ahead of where they are sent."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from zkl_bot.schedule.draad import InThread
from zkl_bot.schedule.zending import Maker, Opgezocht, Zending
from zkl_bot.store import outbox
from zkl_bot.store.engine import session
from zkl_bot.store.outbox import LeaseVerloren, Rij

log = structlog.get_logger(__name__)

MENSEN = 40
"""For how many people rows are claimed at a time."""
REEKS = 8
"""For how many people messages are made at a time."""
KLAAR = 16
"""Messages made ahead, so that none is waited for."""


@dataclass
class Voorraad:
    """Claims what is due on one channel, for one round; `may` tells whether this process does so.

    `fill` goes on beside `take`.
    """

    maker: Maker
    kanaal: str
    clock: Callable[[], datetime]
    lease: timedelta
    may: Callable[[Session], bool]
    in_thread: InThread

    def __post_init__(self) -> None:
        self._engine = self.maker.engine
        self._eigenaar = self.maker.eigenaar
        self._ready: list[Zending] = []
        self._changed = asyncio.Condition()
        self._is_full_up = False
        self.is_stopping = False

    async def fill(self) -> None:
        """Makes all messages that are due. Raises SQLAlchemyError when the database is away."""
        try:
            while not self.is_stopping:
                rijen = await self.in_thread(self._claim)
                if not rijen:
                    return
                people = [list(group) for _, group in groupby(rijen, lambda rij: rij.abonnee)]
                for begin in range(0, len(people), REEKS):
                    made = await self.in_thread(self._make, people[begin : begin + REEKS])
                    await self._put(made)
        finally:
            await asyncio.shield(self._put([], is_last=True))

    async def take(self, most: int) -> list[Zending]:
        """The next messages, at least one; none when there are no more."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._ready or self._is_full_up)
            taken, self._ready = self._ready[:most], self._ready[most:]
            self._changed.notify_all()
            return taken

    async def _put(self, made: Sequence[Zending], *, is_last: bool = False) -> None:
        async with self._changed:
            self._ready += made
            self._is_full_up = is_last
            self._changed.notify_all()
            if not is_last:
                await self._changed.wait_for(lambda: len(self._ready) <= KLAAR)

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

    def _make(self, people: Sequence[list[Rij]]) -> list[Zending]:
        bij = self.maker.look_up(rij for rijen in people for rij in rijen)
        made = (self._try_make(rijen, bij) for rijen in people)
        return [zending for zending in made if zending is not None]

    def _try_make(self, rijen: list[Rij], bij: Opgezocht) -> Zending | None:
        try:
            return self.maker.make(rijen, bij, now=self.clock())
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
            if outbox.start(opened, [ids], self._eigenaar, self.lease) == [True]:
                outbox.failed(opened, ids, self._eigenaar, reden, now=self.clock())

    def put_back(self, zendingen: Iterable[Zending]) -> None:
        """These are not sent now after all. Uses the database."""
        for zending in zendingen:
            try:
                with session(self._engine) as opened:
                    outbox.later(opened, zending.ids, self._eigenaar, wacht=timedelta(0))
            except LeaseVerloren:
                log.info("rows taken over", rows=len(zending.ids))

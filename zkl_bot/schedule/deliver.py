"""Delivery: claims what is due, sends it at the pace the channel allows, and keeps what came of it.

The promise is: nothing lost, and a second copy only where a reply was lost on the way. That a
call is about to be made is kept before it is made, what came of it right after; in between no
transaction is open.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from time import monotonic

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from zkl_bot.channels.kanaal import (
    Blijvend,
    Kanaal,
    Onzeker,
    Opmaakfout,
    TeSnel,
    Tijdelijk,
    TransportFout,
    Verhuisd,
)
from zkl_bot.channels.tempo import Tempo, Vertrek
from zkl_bot.schedule.zending import Maker, Zending
from zkl_bot.store import abonnees, leases, outbox
from zkl_bot.store.engine import session
from zkl_bot.store.outbox import LeaseVerloren, Rij
from zkl_bot.store.snelheid import ALLES, Beurt
from zkl_bot.store.tables import Abonnee

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=25)
"""How long others wait for a process that died: longer than a call takes."""
BEURT = timedelta(seconds=5)
"""How long another process waits to take over sending from one that died."""
MENSEN = 40
"""For how many people rows are claimed at a time."""
VOORRAAD = 8
"""Messages made ahead, so that none is waited for."""
TEGELIJK = 50
"""Calls that may be under way at once."""
_PAUZES = (2, 6, 20, 60, 180, 600, 900)
"""Seconds between tries, growing; the last one goes on until it expires."""
_OPSLAAN = 60
"""Seconds for which keeping an outcome is tried again when the database is away."""


def pause_after(pogingen: int) -> timedelta:
    """How long to wait after so many tries."""
    return timedelta(seconds=_PAUZES[min(pogingen, len(_PAUZES) - 1)])


@dataclass
class Bezorger:
    """Delivers what is due on one channel. `tempo` is None for a channel without a limit."""

    maker: Maker
    kanaal: Kanaal
    clock: Callable[[], datetime]
    tempo: Tempo | None = None
    lease: timedelta = LEASE

    def __post_init__(self) -> None:
        self._engine = self.maker.engine
        self._eigenaar = self.maker.eigenaar
        self._busy: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._idle = asyncio.Event()
        self._idle.set()

    async def run(self) -> int:
        """Sends all that is due now; how many messages were tried. Never raises for one of them.

        Raises SQLAlchemyError when the database cannot be reached; nothing is lost then.
        """
        self._idle.clear()
        try:
            return await self._run()
        finally:
            self._idle.set()

    async def finished(self) -> None:
        """Waits until no round is going on."""
        await self._idle.wait()

    async def _run(self) -> int:
        tried = 0
        async for zending in self._stock():
            vertrek = await self._begin(zending)
            if vertrek is None:
                continue
            tried += 1
            task = asyncio.create_task(self._send(zending, vertrek))
            self._busy.add(task)
            task.add_done_callback(self._busy.discard)
            while len(self._busy) >= TEGELIJK:
                await asyncio.wait(self._busy, return_when=asyncio.FIRST_COMPLETED)
        if self._busy:
            await asyncio.wait(self._busy)
        if tried and self.tempo is not None:
            await asyncio.to_thread(self._release)
        return tried

    def stop(self) -> None:
        """Lets `run` end after the calls that are under way."""
        self._stopping = True

    async def _stock(self) -> AsyncIterator[Zending]:
        """Messages, made a few ahead of where they are sent."""
        ready: asyncio.Queue[Zending | None] = asyncio.Queue(VOORRAAD)
        making = asyncio.create_task(self._make(ready))
        try:
            while (zending := await ready.get()) is not None:
                if self._stopping:
                    await asyncio.to_thread(self._put_back, zending)
                else:
                    yield zending
            await making
        finally:
            making.cancel()

    async def _make(self, ready: asyncio.Queue[Zending | None]) -> None:
        try:
            while not self._stopping:
                rijen = await asyncio.to_thread(self._claim)
                if not rijen:
                    return
                for _, group in groupby(rijen, key=lambda rij: rij.abonnee):
                    zending = await asyncio.to_thread(self._try_make, list(group))
                    if zending is not None:
                        await ready.put(zending)
        finally:
            await ready.put(None)

    def _may(self, opened: Session) -> bool:
        """Whether this process is the one that sends where there is a limit.

        More would not be quicker, and what leaves one process arrives at an even pace.
        """
        if self.tempo is None or self._engine.dialect.name == "sqlite":
            return True
        return leases.take(opened, f"bezorgen {self.kanaal.naam}", self._eigenaar, BEURT)

    def _release(self) -> None:
        with session(self._engine) as opened:
            leases.release(opened, f"bezorgen {self.kanaal.naam}", self._eigenaar)

    def _claim(self) -> list[Rij]:
        with session(self._engine) as opened:
            if not self._may(opened):
                return []
            rijen = outbox.claim(
                opened,
                self._eigenaar,
                self.kanaal.naam,
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

    def _put_back(self, zending: Zending) -> None:
        with session(self._engine) as opened:
            outbox.later(opened, zending.ids, self._eigenaar, wacht=timedelta(0))

    async def _begin(self, zending: Zending) -> Vertrek | None:
        """Reserves its turn and keeps that the call is coming, then waits for the turn.

        None when it is not to be sent now.
        """
        while True:
            asked = monotonic()
            try:
                beurt = await asyncio.to_thread(self._start, zending)
            except LeaseVerloren:
                log.info("rows taken over", rows=len(zending.ids))
                return None
            if beurt is None or self.tempo is None:
                return Vertrek(asked)
            if beurt.bezet is None:
                return await self.tempo.sleep_until(asked + beurt.wacht)
            if beurt.bezet != ALLES:
                return None
            await asyncio.sleep(min(beurt.wacht, 1.0))

    def _start(self, zending: Zending) -> Beurt | None:
        """One transaction: the turn, the links' secret, and that the call is coming."""
        with session(self._engine) as opened:
            if self.tempo is not None:
                self._may(opened)  # keeps the turn; who lost it still finishes what is claimed
                beurt = self.tempo.reserve(opened, zending.verzending.adres)
                if beurt.bezet == ALLES:
                    return beurt
                if beurt.bezet is not None:
                    wacht = timedelta(seconds=beurt.wacht)
                    outbox.later(opened, zending.ids, self._eigenaar, wacht=wacht)
                    return beurt
            if zending.geheim is not None:
                abonnees.add_sleutel(opened, zending.abonnee, zending.geheim, now=self.clock())
            outbox.start(opened, zending.ids, self._eigenaar, self.lease)
            return beurt if self.tempo is not None else None

    async def _send(self, zending: Zending, vertrek: Vertrek) -> None:
        fault = await self._call(zending)
        vertrek.done()
        if fault is None:
            await self._keep(zending, lambda opened: self._sent(opened, zending))
            return
        if isinstance(fault, TeSnel) and self.tempo is not None:
            adres, wacht = zending.verzending.adres, fault.wacht or 1.0
            await asyncio.to_thread(self.tempo.slow_down, adres, wacht)
        await self._keep(zending, lambda opened: self._failed(opened, zending, fault))
        log.warning("not delivered", channel=self.kanaal.naam, reason=fault.reden)

    async def _call(self, zending: Zending) -> TransportFout | None:
        """Makes the call; what went wrong, if anything."""
        try:
            await self.kanaal.send(zending.verzending)
        except TransportFout as fault:
            return fault
        except Exception as fault:
            log.exception("sending went wrong", channel=self.kanaal.naam)
            return Onzeker(f"onverwachte fout ({type(fault).__name__})")
        return None

    def _sent(self, opened: Session, zending: Zending) -> None:
        outbox.sent(opened, zending.ids, self._eigenaar, now=self.clock())

    def _failed(self, opened: Session, zending: Zending, fault: TransportFout) -> None:
        ids, mine = zending.ids, self._eigenaar
        wacht = pause_after(zending.pogingen)
        match fault:
            case Blijvend():
                outbox.failed(opened, ids, mine, fault.reden)
                if fault.pauze and (abonnee := opened.get(Abonnee, zending.abonnee)):
                    abonnees.pause(opened, abonnee, fault.reden)
            case Verhuisd():
                abonnees.move(opened, self.kanaal.naam, zending.verzending.adres, fault.nieuw)
                outbox.later(opened, ids, mine, wacht=timedelta(0), reden=fault.reden)
            case Opmaakfout() if not zending.verzending.plat:
                outbox.plain_next(opened, ids)
                outbox.later(opened, ids, mine, wacht=timedelta(0), reden=fault.reden)
            case Opmaakfout():
                outbox.failed(opened, ids, mine, fault.reden)
            case TeSnel() | Tijdelijk() if fault.wacht is not None:
                told = timedelta(seconds=fault.wacht)
                outbox.later(opened, ids, mine, wacht=told, reden=fault.reden)
            case _:
                outbox.later(opened, ids, mine, wacht=wacht, reden=fault.reden)

    async def _keep(self, zending: Zending, write: Callable[[Session], None]) -> None:
        """Keeps an outcome, trying again while the database is away: it is known only here."""

        def once() -> None:
            with session(self._engine) as opened:
                write(opened)

        until = monotonic() + _OPSLAAN
        while True:
            try:
                await asyncio.to_thread(once)
                return
            except LeaseVerloren:
                log.info("rows taken over", rows=len(zending.ids))
                return
            except SQLAlchemyError as away:
                if monotonic() > until:
                    log.error("outcome not kept", rows=zending.ids, reason=type(away).__name__)
                    return
                await asyncio.sleep(1.0)

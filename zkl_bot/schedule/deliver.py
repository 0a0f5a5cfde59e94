"""Delivery: claims what is due, sends it at the pace the channel allows, and keeps what came of it.

The promise is: nothing lost, and a second copy only where a reply was lost on the way. That a
call is about to be made is kept before it is made, what came of it right after; in between no
transaction is open.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
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
from zkl_bot.schedule.voorraad import Voorraad
from zkl_bot.schedule.zending import Maker, Zending
from zkl_bot.store import abonnees, leases, outbox
from zkl_bot.store.engine import session
from zkl_bot.store.outbox import LeaseVerloren
from zkl_bot.store.snelheid import ALLES, Beurt
from zkl_bot.store.tables import Abonnee

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=25)
"""How long others wait for a process that died: longer than a call takes."""
BEURT = timedelta(seconds=5)
"""How long another process waits to take over sending from one that died."""
VERNIEUW = 1.0
"""Seconds after which a process that sends says so again."""
VOORUIT = 2
"""Turns reserved ahead."""
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
        self._voorraad = Voorraad(self.maker, self.kanaal.naam, self.clock, self.lease, self._may)
        self._mine_until = 0.0
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
        async for zending, moment in self._turns():
            vertrek = await self.tempo.sleep_until(moment) if self.tempo else Vertrek(moment)
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

    async def _turns(self) -> AsyncIterator[tuple[Zending, float]]:
        """Messages with the moment (monotonic) at which each may go.

        The next turn is reserved while the last one is waited for, so that a database that is
        slow for a moment costs no turn.
        """
        ready: asyncio.Queue[tuple[Zending, float] | None] = asyncio.Queue(VOORUIT)
        reserving = asyncio.create_task(self._reserve(ready))
        try:
            while (turn := await ready.get()) is not None:
                yield turn
            await reserving
        finally:
            reserving.cancel()

    async def _reserve(self, ready: asyncio.Queue[tuple[Zending, float] | None]) -> None:
        try:
            async for zending in self._voorraad.take():
                moment = await self._begin(zending)
                if moment is not None:
                    await ready.put((zending, moment))
        finally:
            await ready.put(None)

    def stop(self) -> None:
        """Lets `run` end after the calls that are under way."""
        self._voorraad.is_stopping = True

    def _may(self, opened: Session) -> bool:
        """Whether this process is the one that sends where there is a limit.

        More would not be quicker, and what leaves one process arrives at an even pace.
        """
        if self.tempo is None or self._engine.dialect.name == "sqlite":
            return True
        now = monotonic()
        if now < self._mine_until:
            return True
        is_mine = leases.take(opened, f"bezorgen {self.kanaal.naam}", self._eigenaar, BEURT)
        self._mine_until = now + VERNIEUW if is_mine else 0.0
        return is_mine

    def _release(self) -> None:
        self._mine_until = 0.0
        with session(self._engine) as opened:
            leases.release(opened, f"bezorgen {self.kanaal.naam}", self._eigenaar)

    async def _begin(self, zending: Zending) -> float | None:
        """Reserves its turn and keeps that the call is coming; the moment, or None for not now."""
        while True:
            asked = monotonic()
            try:
                beurt = await asyncio.to_thread(self._start, zending)
            except LeaseVerloren:
                log.info("rows taken over", rows=len(zending.ids))
                return None
            if beurt is None:
                return asked
            if beurt.bezet is None:
                return asked + beurt.wacht
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

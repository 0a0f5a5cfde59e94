"""Delivery: claims what is due, sends it at the pace the channel allows, and keeps what came of it.

The promise is: nothing lost, and a second copy only where a reply was lost on the way. That a
call is about to be made is kept before it is made, what came of it right after; in between no
transaction is open.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

import structlog
from sqlmodel import Session

from zkl_bot.channels.kanaal import Kanaal, Onzeker, TeSnel, Tijdelijk, TransportFout
from zkl_bot.channels.tempo import Tempo
from zkl_bot.channels.wacht import ONDERWEG, Vertrek
from zkl_bot.schedule.draad import make_threads
from zkl_bot.schedule.reserveren import Begin, Reserveerder
from zkl_bot.schedule.uitkomst import Uitkomsten
from zkl_bot.schedule.voorraad import Voorraad
from zkl_bot.schedule.zending import Maker, Zending
from zkl_bot.store import leases, outbox
from zkl_bot.store.engine import session

log = structlog.get_logger(__name__)

SPELING = 8.0
"""Seconds a lease lasts longer than a call may take: for the turn to come, and to keep what came
of it."""
BEURT = timedelta(seconds=5)
"""How long another process waits to take over sending from one that died."""
VERNIEUW = 1.0
"""Seconds after which a process that sends says so again."""


class Bezorger:
    """Delivers what is due on one channel. `tempo` is None for a channel without a limit."""

    def __init__(
        self,
        maker: Maker,
        kanaal: Kanaal,
        clock: Callable[[], datetime],
        tempo: Tempo | None = None,
    ) -> None:
        self.kanaal = kanaal
        self._maker = maker
        self._clock = clock
        self._tempo = tempo
        self._lease = timedelta(seconds=kanaal.langste + SPELING)
        self._engine, self._eigenaar = maker.engine, maker.eigenaar
        self._in_thread = make_threads(f"bezorgen-{kanaal.naam}")
        self._uitkomsten = Uitkomsten(maker, kanaal.naam, clock, self._in_thread, tempo)
        self._busy: dict[asyncio.Task[None], Zending] = {}
        self._voorraad: Voorraad | None = None
        self._is_stopping = False
        self._was_broken_off = False
        self._mine_until = 0.0
        self._idle = asyncio.Event()
        self._idle.set()

    async def run(self) -> int:
        """As `send_due`, and waits for what comes of it."""
        tried = await self.send_due()
        await self.finished()
        return tried

    async def send_due(self) -> int:
        """Sends all that is due now; how many messages left. Never raises for one of them.

        Does not wait for the last replies. Raises SQLAlchemyError when the database cannot be
        reached; nothing is lost then.
        """
        if self._is_stopping:
            return 0
        self._idle.clear()
        try:
            if self._was_broken_off:
                await self._in_thread(self._take_back)
            self._was_broken_off = True
            tried = await self._run()
            self._was_broken_off = False
            return tried
        finally:
            self._idle.set()

    def stop(self) -> None:
        """Lets no more calls begin than those that are under way."""
        self._is_stopping = True
        if self._voorraad is not None:
            self._voorraad.is_stopping = True

    async def finished(self) -> None:
        """Waits until no round is going on, and what came of all calls is kept."""
        await self._idle.wait()
        while self._busy:
            await asyncio.wait(self._busy)

    async def _run(self) -> int:
        self._voorraad = voorraad = Voorraad(
            self._maker, self.kanaal.naam, self._clock, self._lease, self._may, self._in_thread
        )
        voorraad.is_stopping = self._is_stopping  # it may have been told while rows were taken back
        reserveerder = Reserveerder(voorraad, self._tempo, self.kanaal)
        tasks = [asyncio.create_task(voorraad.fill()), asyncio.create_task(reserveerder.fill())]
        tried = 0
        try:
            while (begin := await reserveerder.take()) is not None:
                tried += await self._depart(begin, reserveerder)
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if tried and self._tempo is not None:
            await self._in_thread(self._release)
        return tried

    async def _depart(self, begin: Begin, reserveerder: Reserveerder) -> bool:
        """Makes the call when its turn has come; whether it was not too late for that."""
        vertrek = await self._tempo.sleep_until(begin.moment) if self._tempo else None
        is_mine = monotonic() < begin.uiterlijk
        task = asyncio.create_task(self._send(begin.zending, vertrek, is_mine))
        self._busy[task] = begin.zending
        task.add_done_callback(self._done)
        task.add_done_callback(lambda _: reserveerder.release())
        return is_mine

    def _done(self, task: asyncio.Task[None]) -> None:
        del self._busy[task]
        if not task.cancelled() and (fault := task.exception()):
            log.error("delivery failed", exc_info=fault)

    async def _send(self, zending: Zending, vertrek: Vertrek | None, is_mine: bool) -> None:
        ONDERWEG.set(vertrek)
        # This process may have stood still until others took its rows: then they send them.
        late = Tijdelijk("de beurt ging voorbij", 0.0)
        fault = await self._call(zending) if is_mine else late
        if vertrek is not None:
            vertrek.done(monotonic())
        if isinstance(fault, TeSnel) and self._tempo is not None:
            self._tempo.pause(zending.verzending.adres, fault.wacht or 1.0)
        await self._uitkomsten.keep(zending, fault)
        if fault is not None:
            log.warning("not delivered", channel=self.kanaal.naam, reason=fault.reden)

    async def _call(self, zending: Zending) -> TransportFout | None:
        """Makes the call; what went wrong, if anything."""
        try:
            async with asyncio.timeout(self.kanaal.langste):
                await self.kanaal.send(zending.verzending)
        except TransportFout as fault:
            return fault
        except TimeoutError:
            return Onzeker("geen antwoord binnen de tijd")
        except Exception as fault:
            log.exception("sending went wrong", channel=self.kanaal.naam)
            return Onzeker(f"onverwachte fout ({type(fault).__name__})")
        return None

    def _may(self, opened: Session) -> bool:
        """Whether this process is the one that sends where there is a limit.

        More would not be quicker, and what leaves one process arrives at an even pace.
        """
        if self._tempo is None or self._engine.dialect.name == "sqlite":
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

    def _take_back(self) -> None:
        """What a round that was broken off had claimed is not left until its lease runs out."""
        under_way = [id for zending in self._busy.values() for id in zending.ids]
        with session(self._engine) as opened:
            outbox.take_back(opened, self._eigenaar, self.kanaal.naam, under_way)

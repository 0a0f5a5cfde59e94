"""What came of each message: kept right after the call, and for as long as it takes.

While the database is away an outcome is known only here. Were it forgotten, the message would
go out again; so it is tried again until it is kept.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from zkl_bot.channels.kanaal import (
    Blijvend,
    Opmaakfout,
    TeSnel,
    Tijdelijk,
    TransportFout,
    Verhuisd,
)
from zkl_bot.channels.tempo import Tempo
from zkl_bot.schedule.draad import InThread
from zkl_bot.schedule.zending import Maker, Zending
from zkl_bot.store import abonnees, outbox
from zkl_bot.store.engine import is_away, session
from zkl_bot.store.outbox import LeaseVerloren
from zkl_bot.store.tables import Abonnee

log = structlog.get_logger(__name__)

_PAUZES = (2, 6, 20, 60, 180, 600, 900)
"""Seconds between tries, growing; the last one goes on until it expires."""
OPNIEUW = 1.0
"""Seconds until keeping an outcome is tried again: less than `taken.reap` leaves for it."""


def pause_after(pogingen: int) -> timedelta:
    """How long to wait after so many tries."""
    return timedelta(seconds=_PAUZES[min(pogingen, len(_PAUZES) - 1)])


class Uitkomsten:
    """Keeps what came of one channel's messages; `fault` is None for what was delivered."""

    def __init__(
        self,
        maker: Maker,
        kanaal: str,
        clock: Callable[[], datetime],
        in_thread: InThread,
        tempo: Tempo | None,
    ) -> None:
        self._engine, self._eigenaar = maker.engine, maker.eigenaar
        self._kanaal = kanaal
        self._clock = clock
        self._in_thread = in_thread
        self._tempo = tempo

    async def keep(self, zending: Zending, fault: TransportFout | None) -> None:
        """Keeps it, in one transaction of its own. Returns when it is kept."""
        told = False
        while True:
            try:
                await self._in_thread(self._write, zending, fault)
                return
            except LeaseVerloren:
                log.info("rows taken over", rows=len(zending.ids))
                return
            except SQLAlchemyError as away:
                if not is_away(away):
                    log.exception("outcome not kept", rows=zending.ids)
                    return
                if not told:
                    told = True
                    log.warning("outcome waits for the database", reason=type(away).__name__)
                await asyncio.sleep(OPNIEUW)

    def _write(self, zending: Zending, fault: TransportFout | None) -> None:
        with session(self._engine) as opened:
            if fault is None:
                tries = {rij.id: rij.pogingen + 1 for rij in zending.rijen}
                outbox.sent(opened, tries, now=self._clock())
            else:
                self._failed(opened, zending, fault)

    def _failed(self, opened: Session, zending: Zending, fault: TransportFout) -> None:
        ids, mine, now = zending.ids, self._eigenaar, self._clock()
        wacht = pause_after(zending.pogingen)
        match fault:
            case Blijvend():
                outbox.failed(opened, ids, mine, fault.reden, now=now)
                if fault.pauze and (abonnee := opened.get(Abonnee, zending.abonnee)):
                    abonnees.pause(opened, abonnee, fault.reden, now=now)
            case Verhuisd():
                outbox.later(opened, ids, mine, wacht=timedelta(0), reden=fault.reden)
                abonnees.move(opened, self._kanaal, zending.verzending.adres, fault.nieuw)
            case Opmaakfout() if not zending.verzending.plat:
                outbox.plain_next(opened, ids)
                outbox.later(opened, ids, mine, wacht=timedelta(0), reden=fault.reden)
            case Opmaakfout():
                outbox.failed(opened, ids, mine, fault.reden, now=now)
            case TeSnel():
                seconds = fault.wacht or 1.0
                if self._tempo is not None:
                    self._tempo.slow_down(opened, zending.verzending.adres, seconds)
                told = timedelta(seconds=seconds)
                outbox.later(opened, ids, mine, wacht=told, reden=fault.reden)
            case Tijdelijk() if fault.wacht is not None:
                told = timedelta(seconds=fault.wacht)
                outbox.later(opened, ids, mine, wacht=told, reden=fault.reden)
            case _:
                outbox.later(opened, ids, mine, wacht=wacht, reden=fault.reden)

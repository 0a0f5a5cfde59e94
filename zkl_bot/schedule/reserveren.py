"""Turns for messages, reserved a little ahead of when they come.

In the same transaction is kept that the call is coming. Ahead, so that a database that is slow
for a moment costs no turn; several together, so that it has less to do.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

import structlog
from sqlmodel import Session

from zkl_bot.channels.kanaal import Kanaal
from zkl_bot.channels.tempo import Tempo
from zkl_bot.schedule.voorraad import Voorraad
from zkl_bot.schedule.zending import Zending
from zkl_bot.store import abonnees, outbox
from zkl_bot.store.engine import session
from zkl_bot.store.snelheid import ALLES, Beurt
from zkl_bot.store.tijd import real_now

log = structlog.get_logger(__name__)

VOORUIT = timedelta(milliseconds=400)
"""How far ahead: what an answer in a chat may have to wait for reminders."""
INHALEN = timedelta(seconds=2)
"""For how long a round that is under way may have been late and still catch up."""
REEKS = 8
"""Turns in one transaction."""


@dataclass(frozen=True, slots=True)
class Begin:
    """A message that may go at `moment` (monotonic), as long as it leaves before `uiterlijk`."""

    zending: Zending
    moment: float
    uiterlijk: float


class Reserveerder:
    """Reserves for the messages of one round; `fill` goes on beside `take`.

    No more are given out than the channel takes at once; `release` says that one has ended.
    """

    def __init__(self, voorraad: Voorraad, tempo: Tempo | None, kanaal: Kanaal) -> None:
        self._voorraad = voorraad
        self._engine, self._eigenaar = voorraad.maker.engine, voorraad.maker.eigenaar
        self._tempo = tempo
        self._langste = kanaal.langste
        self._plaatsen = asyncio.Semaphore(kanaal.tegelijk)
        self._begun: asyncio.Queue[Begin | None] = asyncio.Queue()
        self._speling = timedelta(0)

    async def take(self) -> Begin | None:
        """The next message to go; None when there are no more."""
        return await self._begun.get()

    def release(self) -> None:
        """A call has ended, and what came of it is kept."""
        self._plaatsen.release()

    async def fill(self) -> None:
        """Reserves until the stock has no more. Raises SQLAlchemyError."""
        most = REEKS if self._tempo else 1
        try:
            while zendingen := await self._voorraad.take(most):
                for _ in zendingen:
                    await self._plaatsen.acquire()
                while zendingen:
                    if self._voorraad.is_stopping:
                        await self._voorraad.in_thread(self._voorraad.put_back, zendingen)
                        for _ in zendingen:
                            self._plaatsen.release()
                        break
                    wacht, zendingen = await self._begin(zendingen)
                    await asyncio.sleep(wacht)
        finally:
            self._begun.put_nowait(None)

    async def _begin(self, zendingen: Sequence[Zending]) -> tuple[float, list[Zending]]:
        """Passes on what has a turn; which have to ask again, and after how many seconds."""
        asked = monotonic()
        beurten = await self._voorraad.in_thread(self._start, zendingen)
        uiterlijk = asked + self._voorraad.lease.total_seconds() - self._langste
        rest, wacht = [], 0.0
        for zending, beurt in zip(zendingen, beurten, strict=True):
            if beurt is not None and beurt.bezet is None:
                self._begun.put_nowait(Begin(zending, asked + beurt.wacht, uiterlijk))
            elif beurt is not None and beurt.bezet == ALLES:
                # Not as soon as it comes in reach: a little later several are reserved together.
                wacht = wacht or min(max(beurt.wacht - VOORUIT.total_seconds() / 2, 0.01), 1.0)
                rest.append(zending)
            else:
                self._plaatsen.release()
        return wacht, rest

    def _start(self, zendingen: Sequence[Zending]) -> list[Beurt | None]:
        """One transaction: the turns, that the calls are coming, and the secrets in their links.

        None for what is not to be sent now, since another has it.
        """
        with session(self._engine) as opened:
            self._voorraad.may(opened)  # keeps the turn; who lost it still finishes what is claimed
            beurten = self._turns(opened, zendingen)
            go = [z for z, beurt in zip(zendingen, beurten, strict=True) if beurt.bezet is None]
            ids = [zending.ids for zending in go]
            started = outbox.start(opened, ids, self._eigenaar, self._voorraad.lease)
            lost = {z.ids for z, is_started in zip(go, started, strict=True) if not is_started}
            for zending in go:
                if zending.geheim is not None and zending.ids not in lost:
                    now = self._voorraad.clock()
                    abonnees.add_sleutel(opened, zending.abonnee, zending.geheim, now=now)
        if lost:
            log.info("rows taken over", messages=len(lost))
        return [
            None if zending.ids in lost else beurt
            for zending, beurt in zip(zendingen, beurten, strict=True)
        ]

    def _turns(self, opened: Session, zendingen: Sequence[Zending]) -> list[Beurt]:
        if self._tempo is None:
            now = real_now(opened)
            return [Beurt(now, now) for _ in zendingen]
        chats = [zending.verzending.adres for zending in zendingen]
        beurten = self._tempo.reserve(opened, chats, VOORUIT, speling=self._speling)
        self._speling = INHALEN
        for zending, beurt in zip(zendingen, beurten, strict=True):
            if beurt.bezet not in (None, ALLES):  # this chat had one just now
                wacht = timedelta(seconds=beurt.wacht)
                outbox.later(opened, zending.ids, self._eigenaar, wacht=wacht)
        return beurten

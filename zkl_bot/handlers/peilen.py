"""Asking Telegram for updates: one process at a time, and none forgotten before it is handled."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application

from zkl_bot.handlers.bot import RuweBot
from zkl_bot.handlers.lezen import number_of, read_update

log = structlog.get_logger()

WACHT = 20
"""Seconds that Telegram holds a question for updates when there are none."""
VASTHOUDEN = 3.0
"""Seconds for which an update is not confirmed to Telegram while nothing is kept of it yet.

After a crash Telegram then gives it again; what takes longer is confirmed all the same, so that
it does not stand in the way of a hundred others.
"""
MEESTE = 100
"""Updates in one answer: the most that Telegram gives."""
ADEM = 0.05
"""Seconds between two questions for updates while some are held."""
LEASE_RUST = 2.0
"""Seconds until a process that may not poll asks again whether it may."""
BEGIN_PAUZE, LANGSTE_PAUZE = 1.0, 30.0
"""Seconds until Telegram is asked again after a failure: each time twice as long."""
AFRONDEN = 10.0
"""Seconds that work in hand gets when the service stops."""
SOORTEN = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]
"""The kinds of update that are asked for."""

ONBEREIKBAAR = "Telegram is niet te bereiken."
STUK = "Berichten van Telegram ophalen gaat mis; in het logboek staat waarom."
BEZET = "Een ander programma haalt de berichten van deze bot op."

MagPeilen = Callable[[], Awaitable[bool]]


class Peiler:
    """Polls. `mag` tells whether this process holds the lease; `kept` holds the updates that
    need not be given again, and is emptied here. `report` hears how it goes: what is wrong, in
    one Dutch sentence, or None.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        mag: MagPeilen,
        kept: set[int],
        report: Callable[[str | None], None] = lambda fault: None,
    ) -> None:
        self._application = application
        self._bot: RuweBot = application.bot
        self._report = report
        self._mag = mag
        self._kept = kept
        self._next = 0
        self._confirmed = 0
        self._in_hand: dict[int, tuple[asyncio.Task[None], float]] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Polls until `stop` is set, then finishes what is in hand.

        Raises InvalidToken; every other fault is waited out.
        """
        pauze = BEGIN_PAUZE
        while not stop.is_set():
            if not await self._mag():
                await _sleep(stop, LEASE_RUST)
                continue
            try:
                await self._round(stop)
                self._report(None)
                pauze = BEGIN_PAUZE
            except InvalidToken:
                raise
            except TelegramError as fault:
                level = log.error if isinstance(fault, Conflict) else log.warning
                level("polling failed", reason=str(fault), retry_in=pauze)
                self._report(BEZET if isinstance(fault, Conflict) else ONBEREIKBAAR)
                await _sleep(stop, _seconds(fault) or pauze)
                pauze = min(pauze * 2, LANGSTE_PAUZE)
            except Exception:
                log.exception("polling failed", retry_in=pauze)
                self._report(STUK)
                await _sleep(stop, pauze)
                pauze = min(pauze * 2, LANGSTE_PAUZE)
        await self._finish()

    async def _round(self, stop: asyncio.Event) -> None:
        self._sweep()
        if self._held():
            await asyncio.sleep(ADEM)
            self._sweep()
        asking = asyncio.ensure_future(self._ask(0 if self._held() else WACHT))
        stopped = asyncio.ensure_future(stop.wait())
        await asyncio.wait({asking, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not asking.done():
            asking.cancel()
            with suppress(asyncio.CancelledError, TelegramError):
                await asking
            return
        for data in asking.result():
            self._take(data)

    async def _ask(self, wacht: int) -> list[Any]:
        held = self._held()
        offset = min(held) if held else self._next
        self._confirmed = offset
        return await self._bot.raw_updates(
            offset=offset or None, wacht=wacht, limit=MEESTE, soorten=SOORTEN
        )

    def _take(self, data: Any) -> None:
        number = number_of(data)
        if number is None or number < self._next:
            return  # in hand, or done and not yet confirmed
        self._next = number + 1
        update = read_update(data, self._bot)
        if update is None:
            return
        process = self._application.update_processor.process_update
        task = asyncio.create_task(process(update, self._application.process_update(update)))
        self._in_hand[update.update_id] = (task, monotonic())

    def _held(self) -> list[int]:
        """What is being handled, with nothing of it kept yet."""
        late = monotonic() - VASTHOUDEN
        return [
            id for id, (_, since) in self._in_hand.items() if since > late and id not in self._kept
        ]

    def _sweep(self) -> None:
        for id, (task, _) in list(self._in_hand.items()):
            if task.done():
                del self._in_hand[id]
                self._kept.discard(id)
                if not task.cancelled() and (fault := task.exception()):
                    log.error("update failed", exc_info=fault)

    async def _finish(self) -> None:
        tasks = [task for task, _ in self._in_hand.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=AFRONDEN)
        self._sweep()
        if self._next > self._confirmed and not self._in_hand:
            with suppress(TelegramError):
                # Confirms what was handled; what this brings in is left for the next process.
                await self._bot.raw_updates(offset=self._next, wacht=0, limit=1, soorten=SOORTEN)


def _seconds(fault: TelegramError) -> float | None:
    """How long Telegram asks to wait, if it does."""
    if not isinstance(fault, RetryAfter):
        return None
    wacht = fault.retry_after
    return wacht.total_seconds() if isinstance(wacht, timedelta) else float(wacht)


async def _sleep(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)

"""Looking things up for many at once: who asks by the thousand costs one query now and then."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Generic, TypeVar

PAUZE_SECONDEN = 0.1
"""How long (real time) after one query the next is made; what comes meanwhile goes along."""
TEGELIJK = 8
"""How many hear at the same moment that there is nothing: else all others wait for all of them."""

T = TypeVar("T")


class Bundel(Generic[T]):
    """Finds values by their key in a store that is asked for all keys together.

    `read` gives what there is of these keys, and may block: it runs in a thread. What it raises
    reaches everybody whose key went along.
    """

    def __init__(self, read: Callable[[Sequence[str]], Mapping[str, T]]) -> None:
        self._read = read
        self._waiting: dict[str, asyncio.Future[T | None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._reading = asyncio.Lock()
        self._next = 0.0

    async def find(self, key: str) -> T | None:
        """The value, or None when there is none. What was kept before it is called is found."""
        future = self._waiting.get(key)
        if future is None:
            if not self._waiting:
                self._spawn(self._read_soon())
            future = self._waiting[key] = asyncio.get_running_loop().create_future()
        return await asyncio.shield(future)

    async def _read_soon(self) -> None:
        # One at a time: a store that says nothing holds up one thread, whatever comes meanwhile.
        async with self._reading:
            await asyncio.sleep(max(0.0, self._next - time.monotonic()))
            batch, self._waiting = self._waiting, {}
            self._next = time.monotonic() + PAUZE_SECONDEN
            await self._answer(batch)

    async def _answer(self, batch: dict[str, asyncio.Future[T | None]]) -> None:
        try:
            found = await asyncio.to_thread(self._read, list(batch))
        except Exception as fault:
            for future in batch.values():
                future.set_exception(fault)
                future.exception()  # whoever asked may be gone; then nobody need hear of it
            return
        for key, value in found.items():
            batch.pop(key).set_result(value)
        self._spawn(_tell_nothing(list(batch.values())))

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _tell_nothing(futures: Sequence[asyncio.Future[T | None]]) -> None:
    """To a few at a time, until the next query is made."""
    for start in range(0, len(futures), TEGELIJK):
        if start:
            await asyncio.sleep(PAUZE_SECONDEN * TEGELIJK / len(futures))
        for future in futures[start : start + TEGELIJK]:
            future.set_result(None)

"""Threads of its own for what delivery does with the database.

A planning or an import that takes long would else keep an outcome from being written down, and
until it is, a process that dies sends its message again.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

AANTAL = 4


class InThread(Protocol):
    """Runs a call beside the event loop."""

    async def __call__(self, call: Callable[[*Ts], T], *args: *Ts) -> T:
        """What the call gives; raises what it raises."""
        ...


def make_threads(naam: str) -> InThread:
    """A few threads, made when they are first needed."""
    threads = ThreadPoolExecutor(AANTAL, naam)

    async def in_thread(call: Callable[[*Ts], T], *args: *Ts) -> T:
        return await asyncio.get_running_loop().run_in_executor(threads, call, *args)

    return in_thread

"""Updates of one chat in the order in which they came; of different chats beside each other."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from zkl_bot.handlers.drempel import Drempel

MEESTE_TEGELIJK = 4096
"""Updates in hand at once; most of them wait for their turn."""


class PerChat(BaseUpdateProcessor):
    """Holds an update until those before it in its chat are done.

    What somebody sends on top of what can wait is not handled: `te_veel` gets it, and whether it
    is the first, after which they are told.
    """

    def __init__(self, te_veel: Callable[[Update, bool], Awaitable[None]]) -> None:
        super().__init__(MEESTE_TEGELIJK)
        self._te_veel = te_veel
        self._drempel = Drempel()
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: dict[int, int] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Runs the update when it is its chat's turn, unless there are too many of its sender."""
        user = update.effective_user if isinstance(update, Update) else None
        if not isinstance(update, Update) or user is None:
            await self._in_turn(update, coroutine)
            return
        oordeel = self._drempel.enter(user.id)
        if oordeel == "door":
            try:
                await self._in_turn(update, coroutine)
            finally:
                self._drempel.leave(user.id)
            return
        if isinstance(coroutine, Coroutine):
            coroutine.close()
        await self._te_veel(update, oordeel == "waarschuw")

    async def _in_turn(self, update: object, coroutine: Awaitable[Any]) -> None:
        key = chat_of(update)
        if key is None:
            await coroutine
            return
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            async with lock:
                await coroutine
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key], self._locks[key]

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to end."""


def chat_of(update: object) -> int | None:
    """The chat an update belongs to, or whose person it is; None for what belongs to nobody."""
    if not isinstance(update, Update):
        return None
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else None

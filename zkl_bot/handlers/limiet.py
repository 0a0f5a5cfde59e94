"""Every message takes its turn under the rate limit that all replicas share."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import timedelta
from typing import Any, Protocol

import structlog
from telegram.error import NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from zkl_bot.channels.kanaal import Tijdelijk
from zkl_bot.channels.telegram import classify
from zkl_bot.handlers.vertrek import leave

log = structlog.get_logger()

TELT_MEE = frozenset(
    {"sendMessage", "sendDocument", "sendPhoto", "editMessageText", "editMessageReplyMarkup"}
)
"""The calls Telegram counts as messages."""
VLUCHTIG = frozenset(
    {
        "answerCallbackQuery",
        "answerInlineQuery",
        "sendChatAction",
        "getChatMember",
        "getChatAdministrators",
    }
)
"""The calls that are of no use any more a few seconds later, or that somebody waits for."""
POGINGEN = 5
PAUZE = 0.5
"""Seconds before a call that did not arrive is made again; each time twice as long."""


class Tempo(Protocol):
    """The shared rate limit."""

    def turn(self, chat: int) -> AbstractAsyncContextManager[None]:
        """Waits until a message may go to this chat, which it does inside the block."""

    async def slow_down(self, chat: int, wacht: timedelta) -> None:
        """Telegram asked to wait so long."""


class Beurten(BaseRateLimiter[int]):
    """Makes calls wait their turn, and waits as long as Telegram asks."""

    def __init__(self, tempo: Tempo) -> None:
        self._tempo = tempo

    async def process_request(  # noqa: PLR0917 - the signature is the library's
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Makes the call, when it may.

        It is made again when Telegram asks to wait, and when it surely did not arrive; a call of
        which that is not sure raises its error at once.
        """
        chat = int(data.get("chat_id") or 0) if endpoint in TELT_MEE else 0
        for poging in range(1 if endpoint in VLUCHTIG else POGINGEN):
            turn = self._tempo.turn(chat) if chat else nullcontext()
            try:
                async with turn:
                    if chat:
                        await leave()
                    return await callback(*args, **kwargs)
            except RetryAfter as refusal:
                if endpoint in VLUCHTIG:
                    raise
                wacht = refusal.retry_after
                wacht = wacht if isinstance(wacht, timedelta) else timedelta(seconds=wacht)
                log.warning("telegram asks to wait", seconds=wacht.total_seconds())
                if chat:
                    await self._tempo.slow_down(chat, wacht)
                else:
                    await asyncio.sleep(wacht.total_seconds())
            except NetworkError as fault:
                if not isinstance(classify(fault), Tijdelijk):
                    raise
                log.warning("telegram not reached", method=endpoint, reason=str(fault))
                await asyncio.sleep(PAUZE * 2**poging)
        return await callback(*args, **kwargs)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to end."""

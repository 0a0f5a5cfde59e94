"""The bot at work against the strict Bot API, on a database of its own."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from tests.fakes.botapi import Delivery, FakeBotApi
from zkl_bot.clock import AMSTERDAM
from zkl_bot.dienst import Dienst
from zkl_bot.dienst.bouw import build_dienst
from zkl_bot.handlers.application import (
    AnyApplication,
    build_application,
    start_telegram,
    stop_telegram,
)
from zkl_bot.handlers.peilen import Peiler
from zkl_bot.handlers.webhook import Webhook
from zkl_bot.kennis.rol import Rol
from zkl_bot.settings import Settings
from zkl_bot.store import abonnees, uitnodigingen
from zkl_bot.store.engine import session

NU = datetime(2026, 11, 20, 12, tzinfo=AMSTERDAM)


class VrijTempo:
    """No waiting, but for what Telegram asks."""

    @asynccontextmanager
    async def turn(self, chat: int) -> AsyncIterator[None]:
        """Goes at once."""
        yield

    async def slow_down(self, chat: int, wacht: timedelta) -> None:
        await asyncio.sleep(wacht.total_seconds())


@dataclass
class Draaiend:
    """What a test does with it: people type and press, and see what comes."""

    api: FakeBotApi
    dienst: Dienst
    application: AnyApplication

    def invite(self, rol: Rol, gemeente: str | None = "haarlem") -> str:
        with session(self.dienst.engine) as opened:
            now = self.dienst.now()
            return uitnodigingen.invite(opened, rol, gemeente, wie="test", now=now)[0]

    async def typt(
        self, chat: int, tekst: str, *, count: int = 1, fields: dict[str, Any] | None = None
    ) -> list[Delivery]:
        """Types, and gives the answers; `fields` are more of the message."""
        extra = fields or {}
        return await self.after(lambda: self.api.push_message(chat, tekst, **extra), chat, count)

    async def drukt(self, chat: int, woorden: str, *, count: int = 1) -> list[Delivery]:
        """Presses the button with these words under the last message."""
        last = [d for d in self.api.deliveries if d.chat == chat and d.buttons][-1]
        data = next(b["callback_data"] for b in last.buttons if woorden in b["text"])
        return await self.after(lambda: self.api.push_callback(chat, last, data), chat, count)

    async def after(self, do: Callable[[], object], chat: int, count: int = 1) -> list[Delivery]:
        """Does something, and gives what the chat then gets."""
        before = sum(d.chat == chat for d in self.api.deliveries)
        do()
        got = await asyncio.to_thread(
            self.api.wait_all, chat=chat, count=before + count, timeout=40
        )
        return got[before:]

    async def dienst_feed(self, update: dict[str, object]) -> None:
        """Brings one update as a webhook would."""
        await Webhook(self.application).feed_update(update)

    def paused(self, chat: int) -> str | None:
        """Why nothing is sent to this chat."""
        with session(self.dienst.engine) as opened:
            abonnee = abonnees.find(opened, "telegram", str(chat))
            assert abonnee is not None
            return abonnee.gepauzeerd

    def knows(self, chat: int) -> bool:
        """Whether anything is kept of this chat."""
        with session(self.dienst.engine) as opened:
            return abonnees.find(opened, "telegram", str(chat)) is not None

    async def until(self, true: Callable[[], bool]) -> None:
        """Waits for something to become so. Raises TimeoutError."""
        async with asyncio.timeout(40):
            while not true():  # noqa: ASYNC110 - what changes is a database, which tells nobody
                await asyncio.sleep(0.02)

    async def settled(self, seconds: float = 0.4) -> None:
        """Waits a little, for what should not come."""
        await asyncio.sleep(seconds)


def make_settings(api: FakeBotApi, home: Path) -> Settings:
    return Settings(
        _env_file=None,
        telegram_token=SecretStr(api.token),
        telegram_api_url=api.url,
        home=home,
    )


@asynccontextmanager
async def draaiend(api: FakeBotApi, home: Path) -> AsyncIterator[Draaiend]:
    """A bot that polls, until the end of the block."""
    dienst = build_dienst(make_settings(api, home), clock=lambda: NU)
    application = build_application(dienst, VrijTempo())
    await application.initialize()
    await start_telegram(application)
    stop = asyncio.Event()

    async def may() -> bool:
        return True

    polling = asyncio.create_task(
        Peiler(application, may, application.bot_data["kern"].kept).run(stop)
    )
    try:
        yield Draaiend(api, dienst, application)
    finally:
        stop.set()
        await polling
        await stop_telegram(application)
        dienst.engine.dispose()


def make_api() -> FakeBotApi:
    """Strict in all but the rates."""
    return FakeBotApi(per_chat=0, per_second=100_000, per_group_minute=100_000)

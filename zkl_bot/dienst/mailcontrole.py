"""Whether mail can be handed over, for the health check: tried now and then, told at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from zkl_bot.channels.email import Server, find_fault
from zkl_bot.dienst.dienst import Dienst
from zkl_bot.dienst.naast import beside

CONTROLE = "mail"
OPNIEUW, NA_EEN_FOUT = 300.0, 30.0
"""Seconds (real time) between two tries, and after one that failed."""

log = structlog.get_logger(__name__)


@asynccontextmanager
async def watching_mail(dienst: Dienst) -> AsyncIterator[None]:
    """Keeps the health check up to date, where mail is set up."""
    settings = dienst.settings
    if settings.smtp_url is None:
        yield
        return
    server = Server.parse(settings.smtp_url.get_secret_value())
    dienst.controles[CONTROLE] = lambda: "De mailserver is nog niet geprobeerd."
    try:
        async with beside(_watch(dienst, server)):
            yield
    finally:
        dienst.controles.pop(CONTROLE, None)


async def _watch(dienst: Dienst, server: Server) -> None:
    before: str | None = None
    while True:
        fault = await find_fault(server)
        dienst.controles[CONTROLE] = lambda fault=fault: fault  # type: ignore[misc]
        if fault != before:
            log.warning("mail", fault=fault) if fault else log.info("mail works again")
        before = fault
        await asyncio.sleep(NA_EEN_FOUT if fault else OPNIEUW)

"""The jobs of a running service: a few recurring ones, never one per reminder."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.channels.email import EmailKanaal, Server
from zkl_bot.channels.gemeten import Gemeten
from zkl_bot.channels.kanaal import Kanaal
from zkl_bot.channels.telegram import TelegramKanaal, make_request
from zkl_bot.channels.tempo import Tempo
from zkl_bot.dienst import Dienst
from zkl_bot.schedule.berichten import Schrijver
from zkl_bot.schedule.bewaking import Bewaking
from zkl_bot.schedule.deliver import Bezorger
from zkl_bot.schedule.meten import meter
from zkl_bot.schedule.taken import Taken
from zkl_bot.schedule.zending import Maker
from zkl_bot.texts.bericht import Bijlage

log = structlog.get_logger(__name__)

PLAN_SECONDEN = 2
BEZORG_SECONDEN = 1
MELD_SECONDEN = 5
OPRUIM_SECONDEN = 5
DAGELIJKS_SECONDEN = 300
VERGEET_SECONDEN = 3600
VERGEET_SNEL_SECONDEN = 60
INVOER_SECONDEN = 1800
PLAN_GEDULD = 60.0
"""Seconds that delivery waits at the start for the first planning."""
BEGIN_SECONDEN = 0.2
CONTROLE = "herinneringen"
STOP_SECONDEN = 6.0
"""How long calls that are under way may take when the service stops."""


def make_taken(dienst: Dienst) -> Taken:
    """The tasks of this service."""
    schrijver = Schrijver(dienst.renderer, dienst.settings.base_url, lambda: dienst.bot)
    return Taken(dienst.engine, dienst.agenda, lambda: dienst.regelset, schrijver, dienst.now)


@asynccontextmanager
async def running(dienst: Dienst) -> AsyncIterator[None]:
    """Runs the jobs until it ends; calls that are under way are finished first."""
    taken = make_taken(dienst)
    bewaking = Bewaking()
    async with AsyncExitStack() as stack:
        bezorgers = await _bezorgers(dienst, taken, stack)
        scheduler = _scheduler(dienst, taken, bewaking)
        meter(scheduler, dienst.metingen.taak_vertraging, dienst.metingen.taak_gelopen)
        await asyncio.to_thread(taken.recover)
        scheduler.start()
        dienst.controles[CONTROLE] = bewaking.fault
        begin = asyncio.create_task(_deliver_when_planned(taken, bezorgers, scheduler, bewaking))
        try:
            yield
        finally:
            dienst.controles.pop(CONTROLE, None)
            begin.cancel()
            scheduler.pause()
            await _finish(bezorgers)
            scheduler.shutdown(wait=False)


async def _finish(bezorgers: list[Bezorger]) -> None:
    for bezorger in bezorgers:
        bezorger.stop()
    try:
        async with asyncio.timeout(STOP_SECONDEN):
            for bezorger in bezorgers:
                await bezorger.finished()
    except TimeoutError:
        log.warning("stopped with calls under way; they are taken up again at the next start")


async def _deliver_when_planned(
    taken: Taken, bezorgers: list[Bezorger], scheduler: AsyncIOScheduler, bewaking: Bewaking
) -> None:
    """Lets delivery begin once all that is due is in the outbox, so that it is one message each.

    A planning that does not succeed holds delivery up for so long and no longer.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(PLAN_GEDULD):
            await _planned(taken)
    for bezorger in bezorgers:
        naam = f"deliver {bezorger.kanaal.naam}"
        job = bewaking.guarded(naam, bezorger.send_due)
        scheduler.add_job(job, IntervalTrigger(seconds=BEZORG_SECONDEN), id=naam)


async def _planned(taken: Taken) -> None:
    while True:
        with suppress(SQLAlchemyError):
            if await asyncio.to_thread(taken.is_planned):
                return
        await asyncio.sleep(BEGIN_SECONDEN)


def _scheduler(dienst: Dienst, taken: Taken, bewaking: Bewaking) -> AsyncIOScheduler:
    # A round of delivery may well take longer than its interval; that is no news.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    every: list[tuple[str, Callable[[], None], int]] = [
        ("plan", taken.plan_if_changed, PLAN_SECONDEN),
        ("tell", taken.tell, MELD_SECONDEN),
        ("reap", taken.reap, OPRUIM_SECONDEN),
        ("digest", taken.report_dead, DAGELIJKS_SECONDEN),
        ("questions", taken.report_questions, DAGELIJKS_SECONDEN),
        ("clean up", taken.clean_up, VERGEET_SECONDEN),
        ("forget", dienst.forget, VERGEET_SECONDEN),
        ("forget soon", dienst.forget_soon, VERGEET_SNEL_SECONDEN),
        ("import", dienst.import_again, INVOER_SECONDEN),
    ]
    for naam, task, seconds in every:
        job = bewaking.guarded(naam, partial(asyncio.to_thread, task))
        scheduler.add_job(job, IntervalTrigger(seconds=seconds), id=naam)
        scheduler.add_job(job, id=f"{naam}, at the start")
    return scheduler


async def _bezorgers(dienst: Dienst, taken: Taken, stack: AsyncExitStack) -> list[Bezorger]:
    """One for every channel that is set up. A new channel is a line here."""
    settings = dienst.settings

    def bijlage(gebeurtenis: Gebeurtenis) -> Bijlage | None:
        ics = dienst.feeds.single(gebeurtenis.id) if gebeurtenis.soort == "bijeenkomst" else None
        if ics is None:
            return None
        return Bijlage(f"{gebeurtenis.id}.ics", "text/calendar; charset=utf-8", ics)

    maker = Maker(dienst.engine, taken.eigenaar, taken.wereld, settings.base_url, bijlage)

    def make(kanaal: Kanaal, tempo: Tempo | None = None) -> Bezorger:
        return Bezorger(maker, Gemeten(kanaal, dienst.metingen.bezorgingen), dienst.now, tempo)

    found: list[Bezorger] = []
    if settings.telegram_token is not None:
        bot = Bot(
            settings.telegram_token.get_secret_value(),
            base_url=f"{settings.telegram_api_url}/bot",
            request=make_request(),
        )
        await _open(bot, stack)
        found.append(make(TelegramKanaal(bot), dienst.tempo))
    if settings.smtp_url is not None and settings.mail_from is not None:
        server = Server.parse(settings.smtp_url.get_secret_value())
        found.append(make(EmailKanaal(server, settings.mail_from)))
    return found


async def _open(bot: Bot, stack: AsyncExitStack) -> None:
    """Opens the connection pool only: asking who the bot is, is for those who need its name."""
    await bot.request.initialize()
    stack.push_async_callback(bot.request.shutdown)

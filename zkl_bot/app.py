"""The only place where everything meets: from settings to a running service."""

import asyncio
import errno
import fcntl
import gc
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    asynccontextmanager,
    contextmanager,
)
from functools import partial
from pathlib import Path

import structlog
import uvicorn
import uvloop
from sqlalchemy.exc import SQLAlchemyError

from zkl_bot.dienst import Dienst
from zkl_bot.dienst.bouw import build_dienst
from zkl_bot.dienst.lezen import Gelezen, read_apart
from zkl_bot.dienst.mailcontrole import watching_mail
from zkl_bot.dienst.naast import beside
from zkl_bot.handlers.polling import run_telegram
from zkl_bot.log import configure_logging, secrets_of
from zkl_bot.schedule import jobs
from zkl_bot.settings import Settings
from zkl_bot.store.engine import is_away
from zkl_bot.web.site import build_site
from zkl_bot.web.verbinding import make_verbinding

VERVERS_SECONDEN = 1.0
"""How often (real time) is looked whether another process changed the calendar."""
STOP_SECONDEN = 7.0
"""How long work in hand may take when the service is asked to stop."""
STOP_HTTP_SECONDEN = 1.5
"""How long before that the other parts wait for HTTP, which as a rule ends at once."""
ACHTERAF_SECONDEN = 1.0
"""How long at the very end is waited for what is kept behind answers."""

_OORZAKEN = {
    errno.EADDRINUSE: "die poort is al in gebruik",
    errno.EACCES: "voor die poort zijn meer rechten nodig",
    errno.EADDRNOTAVAIL: "dat adres is niet van deze machine",
}

_log = structlog.get_logger(__name__)


class StartFout(Exception):
    """Raised when the service cannot start here; the message says in Dutch why."""


def serve(settings: Settings) -> None:
    """Runs the service until SIGTERM or SIGINT. Raises StartFout when it cannot start.

    To be called in the main thread, while there is no other.
    """
    configure_logging(settings.log_format, secrets=secrets_of(settings))
    with _only_one(settings), _listening(settings) as listening:
        if settings.port == 0:
            settings = settings.model_copy(update={"port": listening.getsockname()[1]})
        gelezen = read_apart(settings.data)
        gc.collect()
        gc.freeze()  # what is there by now stays; looking through it again and again is of no use
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(settings, gelezen, listening))


async def _serve(settings: Settings, gelezen: Gelezen, listening: socket.socket) -> None:
    stop = asyncio.Event()
    with _stopped_by_signals(stop):
        dienst = await asyncio.to_thread(partial(build_dienst, settings, gelezen=gelezen))
        try:
            await _run(dienst, listening, stop)
        finally:
            await asyncio.to_thread(dienst.achteraf.finish, ACHTERAF_SECONDEN)
            dienst.engine.dispose()


async def _run(dienst: Dienst, listening: socket.socket, stop: asyncio.Event) -> None:
    """Starts the parts one by one, and stops them when asked or when one fails.

    HTTP begins last and ends first: what still comes in there is for the other parts.
    """
    tasks: list[asyncio.Task[None]] = []
    stop_rest = asyncio.Event()
    try:
        parts = _refreshing(dienst), run_telegram(dienst), watching_mail(dienst)
        for part in (*parts, jobs.running(dienst)):
            await _start(part, stop_rest, stop, tasks)
        await _start(_http(dienst, listening, stop), stop, stop, tasks)
        if not stop.is_set():
            _welcome(dienst)
        await stop.wait()
    finally:
        stop.set()
        _log.info("service stops")
        await asyncio.wait(tasks[-1:], timeout=STOP_HTTP_SECONDEN)
        stop_rest.set()
        _, late = await asyncio.wait(tasks, timeout=STOP_SECONDEN)
        for task in late:
            _log.warning("part did not stop in time", part=task.get_name())
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome


async def _start(
    part: AbstractAsyncContextManager[None],
    until: asyncio.Event,
    stop: asyncio.Event,
    tasks: list[asyncio.Task[None]],
) -> None:
    """Runs a part in a task of its own; returns when it is ready. When it ends, all `stop`."""
    ready = asyncio.Event()

    async def run() -> None:
        try:
            async with part:
                ready.set()
                await until.wait()
        finally:
            ready.set()
            stop.set()

    tasks.append(asyncio.create_task(run(), name=getattr(part, "__name__", type(part).__name__)))
    await ready.wait()


def _welcome(dienst: Dienst) -> None:
    """Says where to go next; a machine that reads the log gets one object, as of all else."""
    base = dienst.settings.base_url
    if dienst.settings.log_format == "json":
        _log.info("service serves", url=base)
        return
    regels = [
        f"zkl_bot draait op {base}",
        f"  vragen stellen    {base}/",
        f"  agenda's          {base}/kalenders",
    ]
    if dienst.settings.telegram_token is None:
        regels.append("  Telegram          uit; zet ZKL_TELEGRAM_TOKEN om de bot te starten")
    regels.append("  eerste griffie    zkl-bot invite --rol griffie")
    print("\n".join([*regels, "Stoppen: Ctrl-C"]), file=sys.stderr, flush=True)


@contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    """The socket, bound before anything else, so that a port in use is one clear sentence."""
    try:
        info = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, kind, protocol, _, address = info[0]
        opened = socket.socket(family, kind, protocol)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(2048)
    except OSError as fault:
        raise StartFout(
            f"Op {settings.host}:{settings.port} kan ik niet luisteren: "
            f"{_OORZAKEN.get(fault.errno or 0, fault.strerror)}. "
            "Kies een andere poort met ZKL_PORT of een ander adres met ZKL_HOST."
        ) from fault
    with opened:
        yield opened


@contextmanager
def _only_one(settings: Settings) -> Iterator[None]:
    """One `serve` on an SQLite file: two would each send every reminder's first copy."""
    url = settings.sqlalchemy_url
    if not url.startswith("sqlite:///"):
        yield
        return
    file = Path(url.removeprefix("sqlite:///").split("?")[0])
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = os.open(f"{file}.serve", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise StartFout(
            f"Op {file} draait al een zkl-bot. Voor meer dan één is PostgreSQL nodig."
        ) from None
    finally:
        os.close(lock)


@contextmanager
def _stopped_by_signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


@asynccontextmanager
async def _refreshing(dienst: Dienst) -> AsyncIterator[None]:
    """Looks every second whether another process or a new day changed the calendar."""

    async def keep_fresh() -> None:
        failing = ""
        while True:
            await asyncio.sleep(VERVERS_SECONDEN)
            try:
                await asyncio.to_thread(dienst.refresh)
            except Exception as fault:
                # A database that is gone for a while comes back; until then the agenda stays, and
                # once is enough to say so.
                if type(fault).__name__ == failing:
                    continue
                failing = type(fault).__name__
                if isinstance(fault, SQLAlchemyError) and is_away(fault):
                    _log.warning("agenda not refreshed", reason=failing)
                else:
                    _log.exception("agenda not refreshed")
            else:
                if failing:
                    _log.info("agenda refreshed again")
                failing = ""

    async with beside(keep_fresh()):
        yield


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: the service stops as a whole."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_ready = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_ready.set()


@asynccontextmanager
async def _http(
    dienst: Dienst, listening: socket.socket, stop: asyncio.Event
) -> AsyncIterator[None]:
    """Serves HTTP; requests in hand are finished before it ends."""
    config = uvicorn.Config(
        build_site(dienst),
        log_config=None,
        access_log=False,
        http=make_verbinding(dienst.settings.trusted_proxies),
        ws="none",
        lifespan="auto",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=int(STOP_SECONDEN) - 2,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))

    def over(_: object) -> None:
        server.is_ready.set()
        stop.set()

    task.add_done_callback(over)
    await server.is_ready.wait()
    try:
        yield
    finally:
        server.should_exit = True
        await task

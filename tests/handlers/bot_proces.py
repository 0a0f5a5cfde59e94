"""The Telegram side of the service in a process of its own, to be killed with kill -9.

Reading the facts takes longer than all the rest, so one process reads them and forks: a bot for
every line "start" on its standard input, whose process id it prints.
"""

import asyncio
import os
import signal
import sys
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from tests.handlers.draaiend import NU
from zkl_bot.clock import AMSTERDAM
from zkl_bot.dienst import bouw
from zkl_bot.handlers import lease, nazenden, peilen
from zkl_bot.handlers.polling import run_telegram
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.settings import Settings


async def _run(settings: Settings) -> None:
    dienst = bouw.build_dienst(settings, clock=lambda: NU)
    async with run_telegram(dienst):
        await asyncio.Event().wait()


def main(url: str, api: str, token: str, home: str, per_chat: str) -> None:
    settings = Settings(
        _env_file=None,
        telegram_token=SecretStr(token),
        telegram_api_url=api,
        telegram_per_chat=float(per_chat),
        database_url=SecretStr(url),
        home=Path(home),
    )
    kennis = load_kennis(SHIPPED)
    vars(bouw)["load_kennis"] = lambda _: kennis
    lease.DUUR, lease.VERNIEUW = timedelta(seconds=1.5), 0.4
    peilen.LEASE_RUST = 0.2
    nazenden.RONDE, nazenden.GEDULD = 0.2, 0.5
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # its log is no process id
            asyncio.run(_run(settings))
        print(child, flush=True)


if __name__ == "__main__":
    assert datetime.now(AMSTERDAM)  # the zone is read once, before the forks
    main(*sys.argv[1:6])

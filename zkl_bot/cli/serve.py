"""`zkl-bot serve`: the whole service in one process."""

import argparse
import os
import signal

from zkl_bot.app import StartFout, serve
from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.omgeving import open_omgeving
from zkl_bot.cli.parser import Parser


def configure(parser: Parser) -> None:
    """It takes no arguments: everything is a setting."""


def run(args: argparse.Namespace) -> int:
    """Serves until it is told to stop."""
    settings = open_omgeving().settings
    # Until the service listens for them: the first process of a container would not hear SIGTERM.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    try:
        serve(settings)
    except StartFout as fault:
        raise Mislukt(str(fault)) from fault
    return 0


def _leave(number: int, frame: object) -> None:
    """Told to stop before it had begun: nothing is open that needs to be closed.

    No exception, since one that comes while a child is made is swallowed and leaves a lock taken.
    """
    os._exit(0)

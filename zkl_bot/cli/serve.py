"""`zkl-bot serve`: the whole service in one process."""

import argparse
import asyncio
import gc

from zkl_bot.app import StartFout, serve
from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.omgeving import open_omgeving
from zkl_bot.cli.parser import Parser


def configure(parser: Parser) -> None:
    """It takes no arguments: everything is a setting."""


def run(args: argparse.Namespace) -> int:
    """Serves until it is told to stop."""
    settings = open_omgeving().settings
    gc.freeze()  # what is loaded by now stays; looking through it again and again is of no use
    try:
        asyncio.run(serve(settings))
    except StartFout as fault:
        raise Mislukt(str(fault)) from fault
    return 0

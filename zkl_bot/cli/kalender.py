"""`zkl-bot kalender NAAM`: that feed on stdout, the bytes a subscriber gets."""

import argparse
import sys

from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.omgeving import open_omgeving
from zkl_bot.cli.parser import Parser


def configure(parser: Parser) -> None:
    """The arguments."""
    parser.add_argument("naam", metavar="NAAM", help="zoals alles, pho, actie-1 of pho-archief")


def run(args: argparse.Namespace) -> int:
    """Writes it."""
    feeds = open_omgeving().dienst.feeds
    body = feeds.body(args.naam)
    if body is None:
        namen = ", ".join(feeds.kalenders)
        raise Mislukt("De agenda %(naam)r is er niet; wel: %(namen)s.", naam=args.naam, namen=namen)
    sys.stdout.buffer.write(body.tekst)
    return 0

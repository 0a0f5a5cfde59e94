"""`zkl-bot backup BESTAND`: a consistent copy of the database, while it is in use."""

import argparse
import sys
from pathlib import Path

from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.omgeving import open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.store.engine import make_engine
from zkl_bot.store.reservekopie import is_backup, write_backup


def configure(parser: Parser) -> None:
    """The arguments."""
    parser.add_argument(
        "bestand", metavar="BESTAND", type=Path, help="waarheen; een vorige kopie wordt vervangen"
    )


def run(args: argparse.Namespace) -> int:
    """Writes it."""
    omgeving = open_omgeving()
    if not omgeving.has_database:
        raise Mislukt(f"Er is nog geen database in {omgeving.settings.home}.")
    if args.bestand.exists() and not is_backup(args.bestand):
        raise Mislukt(f"{args.bestand} bestaat al en is geen kopie van zkl_bot.")
    rijen = write_backup(make_engine(omgeving.settings.sqlalchemy_url), args.bestand)
    print(f"{rijen} rijen bewaard in {args.bestand}.", file=sys.stderr)
    return 0

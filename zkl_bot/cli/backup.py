"""`zkl-bot backup BESTAND`: a consistent copy of the database, while it is in use."""

import argparse
import sys
from pathlib import Path

from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.omgeving import open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import vertaal
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
        raise Mislukt("Er is nog geen database in %(map)s.", map=omgeving.settings.home)
    if args.bestand.exists() and not is_backup(args.bestand):
        raise Mislukt("%(bestand)s bestaat al en is geen kopie van zkl_bot.", bestand=args.bestand)
    rijen = write_backup(make_engine(omgeving.settings.sqlalchemy_url), args.bestand)
    gedaan = vertaal("%(rijen)s rijen bewaard in %(bestand)s.", rijen=rijen, bestand=args.bestand)
    print(gedaan, file=sys.stderr)
    return 0

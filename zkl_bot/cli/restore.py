"""`zkl-bot restore BESTAND`: puts a copy back in an empty database."""

import argparse
import sys
from pathlib import Path

from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.omgeving import open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import vertaal
from zkl_bot.store.engine import make_engine
from zkl_bot.store.reservekopie import KopieFout, restore_backup


def configure(parser: Parser) -> None:
    """The arguments."""
    parser.add_argument("bestand", metavar="BESTAND", type=Path, help="een kopie van backup")


def run(args: argparse.Namespace) -> int:
    """Restores it, wholly or not at all."""
    if not args.bestand.is_file():
        raise Mislukt("%(bestand)s is er niet.", bestand=args.bestand)
    engine = make_engine(open_omgeving().settings.sqlalchemy_url)
    try:
        rijen = restore_backup(engine, args.bestand)
    except (KopieFout, UnicodeDecodeError) as fault:
        kapot = vertaal("De kopie is beschadigd.")
        melding = str(fault) if isinstance(fault, KopieFout) else kapot
        raise Mislukt("%(melding)s Er is niets teruggezet.", melding=melding) from fault
    print(vertaal("%(rijen)s rijen teruggezet.", rijen=rijen), file=sys.stderr)
    return 0

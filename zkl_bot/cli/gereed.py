"""`zkl-bot gereed`: records that a deadline or the evaluation is done."""

import argparse
import sys

from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.omgeving import OPDRACHTREGEL, open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import cli_taal, vertaal
from zkl_bot.clock import AMSTERDAM
from zkl_bot.store import vastleggingen


def configure(parser: Parser) -> None:
    """The arguments."""
    parser.add_argument("gebeurtenis", metavar="GEBEURTENIS", help="zoals evaluatie-2023")


def run(args: argparse.Namespace) -> int:
    """Records it."""
    dienst = open_omgeving().dienst
    gebeurtenis = dienst.agenda().by_id(args.gebeurtenis)
    if gebeurtenis is None:
        raise Mislukt("Er staat geen %(wat)r in de agenda.", wat=args.gebeurtenis)
    if gebeurtenis.status == "geannuleerd":
        raise Mislukt("%(wat)s is geannuleerd en kan niet gereed zijn.", wat=args.gebeurtenis)
    now = dienst.now()
    vandaag = now.astimezone(AMSTERDAM).date()
    klaar = vastleggingen.gereed(gebeurtenis.id, vandaag, door=OPDRACHTREGEL, now=now)
    try:
        with dienst.change() as session:
            vastleggingen.add(session, klaar)
    except vastleggingen.AlVastgelegd:
        raise Mislukt("%(wat)s stond al als gereed.", wat=args.gebeurtenis) from None
    titel = gebeurtenis.titel.for_taal(cli_taal())
    print(vertaal("Gereed: %(titel)s", titel=titel), file=sys.stderr)
    return 0

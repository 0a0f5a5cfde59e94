"""`zkl-bot gereed`: records that a deadline or the evaluation is done."""

import argparse
import sys

from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.omgeving import OPDRACHTREGEL, open_omgeving
from zkl_bot.cli.parser import Parser
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
        raise Mislukt(f"Er staat geen {args.gebeurtenis!r} in de agenda.")
    if gebeurtenis.status == "geannuleerd":
        raise Mislukt(f"{args.gebeurtenis} is geannuleerd en kan niet gereed zijn.")
    now = dienst.now()
    vandaag = now.astimezone(AMSTERDAM).date()
    klaar = vastleggingen.gereed(gebeurtenis.id, vandaag, door=OPDRACHTREGEL, now=now)
    try:
        with dienst.change() as session:
            vastleggingen.add(session, klaar)
    except vastleggingen.AlVastgelegd:
        raise Mislukt(f"{args.gebeurtenis} stond al als gereed.") from None
    print(f"Gereed: {gebeurtenis.titel.nl}", file=sys.stderr)
    return 0

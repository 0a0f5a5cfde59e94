"""`zkl-bot check`: every fault in the data files, with its place."""

import argparse
import sys
from pathlib import Path

from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import tel, vertaal
from zkl_bot.kennis.fout import DataFault
from zkl_bot.kennis.load import SHIPPED, load_kennis


def configure(parser: Parser) -> None:
    """The arguments."""
    parser.add_argument(
        "map",
        metavar="MAP",
        nargs="?",
        type=Path,
        default=SHIPPED,
        help="standaard: de meegeleverde",
    )


def run(args: argparse.Namespace) -> int:
    """Checks."""
    try:
        kennis = load_kennis(args.map)
    except DataFault as fault:
        aantal = len(fault.fouten)
        slot = tel("%(n)s fout in %(map)s.", "%(n)s fouten in %(map)s.", aantal, map=args.map)
        raise Mislukt(f"{fault}\n{slot}") from fault
    feiten = sum(1 for _ in kennis.feiten())
    goed = vertaal(
        "In orde: %(feiten)s feiten uit %(bronnen)s bronnen.",
        feiten=feiten,
        bronnen=len(kennis.bronnen),
    )
    print(goed, file=sys.stderr)
    return 0

"""`zkl-bot outbox`: what is to be sent, and what came of it."""

import argparse
import json
import sys

from zkl_bot.cli.omgeving import open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import tel
from zkl_bot.clock import AMSTERDAM
from zkl_bot.store.engine import reading
from zkl_bot.store.outbox_lezen import lines

_STANDEN = ("wachtend", "verzonden", "dood", "vervallen")


def configure(parser: Parser) -> None:
    """The arguments."""
    parser.add_argument("--json", action="store_true", help="een JSON-object per regel")
    parser.add_argument("--stand", choices=_STANDEN, help="alleen wat zo staat")


def run(args: argparse.Namespace) -> int:
    """Prints every row, the earliest first."""
    aantal = 0
    with reading(open_omgeving().engine) as session:
        for regel in lines(session, args.stand):
            aantal += 1
            if args.json:
                print(json.dumps(regel.as_json(), ensure_ascii=False))
                continue
            vanaf = regel.verstuur_vanaf.astimezone(AMSTERDAM)
            parts = [
                f"{vanaf:%Y-%m-%d %H:%M}",
                f"{regel.stand:<9}",
                f"{regel.kanaal} #{regel.abonnee}",
                regel.regel,
                regel.gebeurtenis,
                f"({regel.reden})" if regel.reden else "",
            ]
            print("  ".join(part for part in parts if part))
    print(tel("%(n)s bericht.", "%(n)s berichten.", aantal), file=sys.stderr)
    return 0

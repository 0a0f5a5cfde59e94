"""`zkl-bot audit`: who changed what, the newest first."""

import argparse
import json

from zkl_bot.cli.omgeving import open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.clock import AMSTERDAM
from zkl_bot.store import audit
from zkl_bot.store.engine import reading


def configure(parser: Parser) -> None:
    """The arguments."""
    parser.add_argument("--json", action="store_true", help="een JSON-object per regel")


def run(args: argparse.Namespace) -> int:
    """Prints every entry."""
    with reading(open_omgeving().engine) as session:
        entries = audit.entries(session)
    for entry in entries:
        moment = entry.moment.astimezone(AMSTERDAM)
        if args.json:
            velden = {
                "moment": moment.isoformat(),
                "wie": entry.wie,
                "wat": entry.wat,
                "onderwerp": entry.onderwerp,
                "voor": entry.voor,
                "na": entry.na,
            }
            print(json.dumps(velden, ensure_ascii=False))
        else:
            changed = json.dumps(entry.na, ensure_ascii=False) if entry.na else ""
            print(
                f"{moment:%Y-%m-%d %H:%M}  {entry.wie}  {entry.wat}  {entry.onderwerp}  {changed}"
            )
    return 0

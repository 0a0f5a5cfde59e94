"""`zkl-bot simulate`: every reminder that would go out in a span of days."""

import argparse
import json
import sys

from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.gemeente import find_gemeente
from zkl_bot.cli.omgeving import open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import tel
from zkl_bot.cli.waarden import dag, start_of
from zkl_bot.kennis.rol import ROLLEN
from zkl_bot.schedule.simulate import simulate


def configure(parser: Parser) -> None:
    """The arguments."""
    parser.add_argument("--van", required=True, type=dag, metavar="D", help="de eerste dag")
    parser.add_argument("--tot", required=True, type=dag, metavar="D", help="de laatste dag")
    parser.add_argument("--rol", choices=ROLLEN, default="publiek", help="voor wie")
    parser.add_argument("--gemeente", metavar="G", help="van welke gemeente")
    parser.add_argument("--taal", choices=("nl", "en"), default="nl", help="nl of en")
    parser.add_argument("--json", action="store_true", help="een JSON-object per regel")


def run(args: argparse.Namespace) -> int:
    """Prints them in order."""
    if args.tot < args.van:
        raise Mislukt("--tot ligt voor --van.")
    omgeving = open_omgeving()
    proeven = simulate(
        omgeving.kennis,
        lambda tot: omgeving.agenda(start_of(args.van), tot),
        rol=args.rol,
        gemeente=find_gemeente(omgeving.kennis, args.gemeente) if args.gemeente else None,
        van=args.van,
        tot=args.tot,
        taal=args.taal,
        base_url=omgeving.settings.base_url,
    )
    aantal = 0
    for proef in proeven:
        aantal += 1
        if args.json:
            print(json.dumps(proef.as_json(), ensure_ascii=False))
        else:
            print(f"{proef.tijd:%Y-%m-%d %H:%M}  {proef.regel}\n{_indented(proef.tekst)}\n")
    print(tel("%(n)s herinnering.", "%(n)s herinneringen.", aantal), file=sys.stderr)
    return 0


def _indented(tekst: str) -> str:
    return "\n".join(f"    {regel}".rstrip() for regel in tekst.splitlines())

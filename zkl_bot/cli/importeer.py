"""`zkl-bot import BESTAND|URL`: takes over meetings."""

import argparse

from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.omgeving import OPDRACHTREGEL, open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.intake.importeren import import_bron
from zkl_bot.intake.opgave import IntakeFault
from zkl_bot.intake.verslag import verslag_of


def configure(parser: Parser) -> None:
    """The arguments."""
    parser.add_argument("bron", metavar="BESTAND|URL", help=".ics, .csv, of een (mini-)ORI-API")
    parser.add_argument("--dry-run", action="store_true", help="toon alleen wat er zou veranderen")
    parser.add_argument(
        "--overschrijf",
        action="store_true",
        help="ook wat met de hand is gewijzigd, als de bron iets anders zegt",
    )


def run(args: argparse.Namespace) -> int:
    """Imports, and says what changed."""
    omgeving = open_omgeving()
    try:
        plan = import_bron(
            args.bron,
            omgeving.dienst,
            allowed=omgeving.settings.import_allow,
            dry_run=args.dry_run,
            overschrijf=args.overschrijf,
            wie=OPDRACHTREGEL,
        )
    except IntakeFault as fault:
        raise Mislukt(f"{args.bron} is niet ingevoerd. {_sentence(str(fault))}") from fault
    print(verslag_of(plan, omgeving.kennis, dry_run=args.dry_run))
    return 0


def _sentence(tekst: str) -> str:
    return f"{tekst[:1].upper()}{tekst[1:]}" + ("" if tekst.endswith(".") else ".")

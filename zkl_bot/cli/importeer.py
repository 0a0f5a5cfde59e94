"""`zkl-bot import BESTAND|URL`: takes over meetings; a URL again and again, until it is stopped."""

import argparse
import sys

from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.omgeving import OPDRACHTREGEL, Omgeving, open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import vertaal
from zkl_bot.clock import AMSTERDAM
from zkl_bot.intake.importeren import import_bron
from zkl_bot.intake.opgave import IntakeFault
from zkl_bot.intake.verslag import verslag_of
from zkl_bot.store import import_bronnen
from zkl_bot.store.engine import reading, session


def configure(parser: Parser) -> None:
    """The arguments."""
    wat = parser.add_mutually_exclusive_group(required=True)
    wat.add_argument(
        "bron", metavar="BESTAND|URL", nargs="?", help=".ics, .csv, of een (mini-)ORI-API"
    )
    wat.add_argument(
        "--bronnen", action="store_true", help="toon welke adressen elk half uur worden gelezen"
    )
    wat.add_argument("--stop", metavar="URL", help="lees dit adres voortaan niet meer")
    parser.add_argument("--dry-run", action="store_true", help="toon alleen wat er zou veranderen")
    parser.add_argument(
        "--overschrijf",
        action="store_true",
        help="ook wat met de hand is gewijzigd, als de bron iets anders zegt",
    )


def run(args: argparse.Namespace) -> int:
    """Imports, and says what changed."""
    omgeving = open_omgeving()
    if args.bronnen:
        return _show(omgeving)
    if args.stop is not None:
        return _stop(omgeving, args.stop)
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
        raise Mislukt(
            "%(bron)s is niet ingevoerd. %(reden)s", bron=args.bron, reden=_sentence(str(fault))
        ) from fault
    print(verslag_of(plan, omgeving.kennis, dry_run=args.dry_run))
    return 0


def _show(omgeving: Omgeving) -> int:
    with reading(omgeving.dienst.engine) as opened:
        bronnen = import_bronnen.everything(opened)
    for bron in bronnen:
        laatst = bron.laatst.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M") if bron.laatst else ""
        print("\t".join((bron.url, laatst, bron.fout or "")))
    if not bronnen:
        print(vertaal("Er is geen adres dat opnieuw wordt gelezen."), file=sys.stderr)
    return 0


def _stop(omgeving: Omgeving, url: str) -> int:
    with session(omgeving.dienst.engine) as opened:
        if not import_bronnen.forget(opened, url):
            raise Mislukt("Het adres %(url)r wordt niet opnieuw gelezen.", url=url)
    print(
        vertaal("Dit adres wordt niet meer gelezen. De bijeenkomsten blijven staan."),
        file=sys.stderr,
    )
    return 0


def _sentence(tekst: str) -> str:
    return f"{tekst[:1].upper()}{tekst[1:]}" + ("" if tekst.endswith(".") else ".")

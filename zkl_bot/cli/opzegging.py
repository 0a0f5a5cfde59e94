"""`zkl-bot opzegging`: records that a municipality gave notice of leaving."""

import argparse
import sys

from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.gemeente import find_gemeente
from zkl_bot.cli.omgeving import OPDRACHTREGEL, open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import cli_taal, vertaal
from zkl_bot.cli.waarden import dag
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.opzegging import Opzegging
from zkl_bot.kennis.periode import dag as dag_periode
from zkl_bot.store import vastleggingen


def configure(parser: Parser) -> None:
    """The arguments."""
    parser.add_argument("gemeente", metavar="GEMEENTE", help="welke gemeente heeft opgezegd")
    parser.add_argument(
        "datum", metavar="DATUM", type=dag, help="de dag van de schriftelijke melding"
    )


def run(args: argparse.Namespace) -> int:
    """Records it, and says what follows from it."""
    omgeving = open_omgeving()
    dienst, now = omgeving.dienst, omgeving.dienst.now()
    gemeente = find_gemeente(omgeving.kennis, args.gemeente)
    if args.datum > now.astimezone(AMSTERDAM).date():
        raise Mislukt("Die dag moet nog komen; leg een opzegging vast als zij is gedaan.")
    melding = vastleggingen.opzegging(gemeente, args.datum, door=OPDRACHTREGEL, now=now)
    try:
        with dienst.change() as session:
            vastleggingen.add(session, melding)
    except vastleggingen.AlVastgelegd:
        naam = omgeving.kennis.partij(gemeente).naam.nl
        jaar = args.datum.year
        raise Mislukt(
            "Van %(naam)s staat in %(jaar)s al een opzegging.", naam=naam, jaar=jaar
        ) from None
    gevolg = Opzegging(args.datum)
    told = vertaal(
        "Vastgelegd. Zij gaat in op %(ingang)s; de financiële verplichtingen lopen tot en met "
        "%(eind)s, als 'het jaar van opzegging' het jaar van de melding is.",
        ingang=dag_periode(gevolg.ingang).label_for(cli_taal()),
        eind=dag_periode(gevolg.verplichtingen_tot_en_met).label_for(cli_taal()),
    )
    print(told, file=sys.stderr)
    return 0

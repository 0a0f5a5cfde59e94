"""`zkl-bot migrate`: brings the database to this version."""

import argparse
import sys

from zkl_bot.cli.omgeving import open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import vertaal
from zkl_bot.store.engine import make_engine
from zkl_bot.store.migrate import migrate
from zkl_bot.store.schema import HEAD, check_schema, version


def configure(parser: Parser) -> None:
    """It takes no arguments."""


def run(args: argparse.Namespace) -> int:
    """Migrates, and says from what to what."""
    engine = make_engine(open_omgeving().settings.sqlalchemy_url)
    before = version(engine)
    if before is None or before < HEAD:
        migrate(engine)
    check_schema(engine)
    if before == HEAD:
        told = vertaal("De database was al van versie %(versie)s.", versie=HEAD)
    else:
        told = vertaal("De database is nu van versie %(versie)s.", versie=HEAD)
    print(told, file=sys.stderr)
    return 0

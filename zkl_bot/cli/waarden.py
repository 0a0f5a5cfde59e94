"""Values on the command line: read, or refused with what was expected."""

import argparse
from datetime import date, datetime, time

from zkl_bot.cli.taal import vertaal
from zkl_bot.clock import AMSTERDAM

VOORUIT = 10
"""How many years after a moment must still exist."""


def moment(tekst: str) -> datetime:
    """An aware moment from ISO 8601. Without an offset it is Amsterdam time, a day is midnight."""
    try:
        value = datetime.fromisoformat(tekst)
        # The agenda looks some years ahead, and no calendar goes beyond the year 9999.
        value.replace(year=value.year + VOORUIT, day=1)
    except ValueError:
        fout = vertaal(
            "%(tekst)r is geen bestaand moment; schrijf bijvoorbeeld 2027-01-12T19:30", tekst=tekst
        )
        raise argparse.ArgumentTypeError(fout) from None
    return value if value.tzinfo else value.replace(tzinfo=AMSTERDAM)


def dag(tekst: str) -> date:
    """A local day, as 2027-01-31 or 31-01-2027."""
    for vorm in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(tekst, vorm).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    fout = vertaal(
        "%(tekst)r is geen bestaande datum; schrijf bijvoorbeeld 2027-01-31", tekst=tekst
    )
    raise argparse.ArgumentTypeError(fout)


def op(tekst: str) -> date | datetime:
    """A local day when only that is given, or else a moment."""
    if "T" in tekst or ":" in tekst:
        return moment(tekst)
    return dag(tekst)


def aantal(tekst: str) -> int:
    """A whole number of one or more."""
    if not tekst.isdecimal() or int(tekst) < 1:
        raise argparse.ArgumentTypeError(
            vertaal("%(tekst)r is geen heel getal vanaf 1", tekst=tekst)
        )
    return int(tekst)


def start_of(dag: date) -> datetime:
    """The first moment of a local day."""
    return datetime.combine(dag, time(), AMSTERDAM)


def een_regel(value: str) -> str:
    """Words on one line, for what is a line in a mail or a calendar."""
    return " ".join(value.split())

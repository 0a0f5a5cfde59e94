"""Values on the command line: read, or refused with what was expected."""

import argparse
from datetime import date, datetime, time

from zkl_bot.clock import AMSTERDAM


def moment(tekst: str) -> datetime:
    """An aware moment from ISO 8601. Without an offset it is Amsterdam time, a day is midnight."""
    try:
        value = datetime.fromisoformat(tekst)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{tekst!r} is geen bestaand moment; schrijf bijvoorbeeld 2027-01-12T19:30"
        ) from None
    return value if value.tzinfo else value.replace(tzinfo=AMSTERDAM)


def dag(tekst: str) -> date:
    """A local day, as 2027-01-31 or 31-01-2027."""
    for vorm in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(tekst, vorm).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(
        f"{tekst!r} is geen bestaande datum; schrijf bijvoorbeeld 2027-01-31"
    )


def op(tekst: str) -> date | datetime:
    """A local day when only that is given, or else a moment."""
    if "T" in tekst or ":" in tekst:
        return moment(tekst)
    return dag(tekst)


def aantal(tekst: str) -> int:
    """A whole number of one or more."""
    if not tekst.isdecimal() or int(tekst) < 1:
        raise argparse.ArgumentTypeError(f"{tekst!r} is geen heel getal vanaf 1")
    return int(tekst)


def start_of(dag: date) -> datetime:
    """The first moment of a local day."""
    return datetime.combine(dag, time(), AMSTERDAM)

"""Which part of a feed's history is in the feed itself, and which in its archive."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM

JAREN = 10
"""How many years back a feed goes, from the first day of the local month."""
MAX_BYTES = 900_000
"""Above this, whole past years move to the archive: Google and Outlook give up at 1 MB."""

Regel = tuple[Gebeurtenis, bytes]
"""A gebeurtenis with its bytes."""


def month_of(now: datetime) -> date:
    """The first day of the local month: the only thing about `now` that a feed depends on."""
    return now.astimezone(AMSTERDAM).date().replace(day=1)


def start_of(maand: date) -> datetime:
    """The moment a local month begins, in UTC."""
    return datetime.combine(maand, time(), AMSTERDAM).astimezone(UTC)


def last_day(gebeurtenis: Gebeurtenis) -> date:
    """The last local day on which it goes on; today and later for n.t.b."""
    if gebeurtenis.eind is not None:
        return gebeurtenis.eind.astimezone(AMSTERDAM).date()
    after = gebeurtenis.periode.eind_exclusief
    return after - timedelta(days=1) if after else date.max


def split_regels(
    regels: Sequence[Regel], maand: date, max_bytes: int = MAX_BYTES
) -> tuple[list[Regel], list[Regel]]:
    """What is recent and what is for the archive; nothing is in both, nothing in neither.

    The line is drawn `JAREN` before `maand`, and when the recent part is then still too big,
    at the first New Year that makes it fit, up to that of this year.
    """
    begin = maand.replace(year=maand.year - JAREN)
    size = sum(len(body) for _, body in regels)
    if size > max_bytes:
        by_year: dict[int, int] = {}
        for gebeurtenis, body in regels:
            day = last_day(gebeurtenis)
            if day < begin:
                size -= len(body)
            else:
                by_year[day.year] = by_year.get(day.year, 0) + len(body)
        for year in range(begin.year, maand.year):
            if size <= max_bytes:
                break
            size -= by_year.get(year, 0)
            begin = date(year + 1, 1, 1)
    recent = [regel for regel in regels if last_day(regel[0]) >= begin]
    if len(recent) == len(regels):
        return recent, []
    return recent, [regel for regel in regels if last_day(regel[0]) < begin]

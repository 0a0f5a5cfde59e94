"""Which part of a feed's history is in the feed itself, and which in its archive."""

from bisect import bisect_left
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
    """The last local day of its period; the end of time for n.t.b."""
    after = gebeurtenis.periode.eind_exclusief
    return after - timedelta(days=1) if after else date.max


def split_regels(
    regels: Sequence[Regel], maand: date, max_bytes: int = MAX_BYTES
) -> tuple[Sequence[Regel], Sequence[Regel]]:
    """What is recent and what is for the archive; nothing is in both, nothing in neither.

    `regels` are in the order of the agenda. The line is drawn `JAREN` before `maand`, and when
    the recent part is then still too big, at the first New Year that makes it fit, up to that
    of this year.
    """
    begin = maand.replace(year=maand.year - JAREN)
    recent, older = _split(regels, begin)
    size = sum([len(body) for _, body in recent])
    for year in range(begin.year, maand.year):
        if size <= max_bytes:
            break
        recent, older = _split(regels, date(year + 1, 1, 1))
        size = sum([len(body) for _, body in recent])
    return recent, older


def _split(regels: Sequence[Regel], begin: date) -> tuple[Sequence[Regel], Sequence[Regel]]:
    """Only what starts before the line can end before it, and that stands first."""
    starting = bisect_left(regels, begin, key=lambda regel: regel[0].periode.start or date.max)
    before = [(regel, last_day(regel[0]) >= begin) for regel in regels[:starting]]
    older = [regel for regel, reaches in before if not reaches]
    if not older:
        return regels, older
    return [*(regel for regel, reaches in before if reaches), *regels[starting:]], older

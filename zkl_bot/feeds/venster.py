"""Which part of a feed's history is in the feed itself, and which in its archive."""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.feeds.regels import Regel, Regels, make_regels

JAREN = 10
"""How many years back a feed goes, from the first day of the local month."""
MAX_BYTES = 900_000
"""Above this, what is past moves to the archive: Google and Outlook give up at 1 MB."""


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


def split_regels(regels: Regels, maand: date, max_bytes: int = MAX_BYTES) -> tuple[Regels, Regels]:
    """What is recent and what is for the archive; nothing is in both, nothing in neither.

    The line is drawn `JAREN` before `maand`, and when the recent part is then still too big, at
    the first New Year that makes it fit, or the first month of this year, up to `maand` itself.
    """
    begin = maand.replace(year=maand.year - JAREN)
    years = [date(year, 1, 1) for year in range(begin.year + 1, maand.year + 1)]
    months = [date(maand.year, month, 1) for month in range(2, maand.month + 1)]
    recent, older = _split(regels, begin)
    for line in (*years, *months):
        if recent.omvang <= max_bytes:
            break
        recent, older = _split(regels, line)
    return recent, older


def _split(regels: Regels, begin: date) -> tuple[Regels, Regels]:
    """Only what starts before the line can end before it, and that stands first."""
    if not regels or _start(regels.groepen[0].regels[0]) >= begin:
        return regels, Regels()
    all_of_them = regels.flat()
    starting = bisect_left(all_of_them, begin, key=_start)
    older = [regel for regel in all_of_them[:starting] if last_day(regel[0]) < begin]
    if not older:
        return regels, Regels()
    recent = [regel for regel in all_of_them[:starting] if last_day(regel[0]) >= begin]
    return make_regels(recent + all_of_them[starting:]), make_regels(older)


def _start(regel: Regel) -> date:
    return regel[0].periode.start or date.max

"""One rate limit for all replicas: a row per key that says when the next call may go (GCRA).

The row holds the theoretical arrival time: each call moves it on by the interval between calls.
Who comes late may catch up by at most SPELING, so that a moment lost is not lost for good while
no window of a second ever holds more than the limit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, select

from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.tables import Snelheid
from zkl_bot.store.tijd import real_now

SPELING = timedelta(milliseconds=20)
REM = 1.25
"""By how much the interval grows while a key is braked."""
REM_DUUR = timedelta(seconds=30)
"""How long a 429 brakes a key after the wait Telegram asks for."""
ALLES = "telegram"
"""The key of all messages together."""


@dataclass(frozen=True, slots=True)
class Limiet:
    """At most one call per `interval` (real time) under this key."""

    sleutel: str
    interval: timedelta


@dataclass(frozen=True, slots=True)
class Beurt:
    """When a call may go. `bezet` is the key that stands in its way, when it may not be kept."""

    moment: datetime
    now: datetime
    bezet: str | None = None

    @property
    def wacht(self) -> float:
        """Seconds from the moment it was asked for."""
        return max(0.0, (self.moment - self.now).total_seconds())


def reserve(session: Session, limieten: Sequence[Limiet], horizon: timedelta) -> Beurt:
    """Reserves the first moment that suits every limit; the last one counts for all calls.

    When that is further away than `horizon` nothing is reserved, so that a busy chat does not
    hold up the others: `bezet` then names the key, and `moment` when to ask again.
    """
    rows = {limiet.sleutel: _locked(session, limiet.sleutel) for limiet in limieten}
    now = real_now(session)
    moment = max([now, *(row.volgende for row in rows.values())])
    if moment > now + horizon:
        latest = max(limieten, key=lambda limiet: rows[limiet.sleutel].volgende)
        return Beurt(moment, now, latest.sleutel)
    for limiet in limieten:
        row = rows[limiet.sleutel]
        braked = row.rem_tot is not None and row.rem_tot > now
        base = max(row.volgende, now - SPELING) if limiet.sleutel == ALLES else moment
        row.volgende = base + limiet.interval * (REM if braked else 1)
        session.add(row)
    session.flush()
    return Beurt(moment, now)


def push_back(session: Session, sleutel: str, wacht: timedelta) -> None:
    """A 429: nothing under this key before the wait is over, and slower for a while after."""
    row = _locked(session, sleutel)
    now = real_now(session)
    row.volgende = max(row.volgende, now + wacht)
    row.rem_tot = now + wacht + REM_DUUR
    session.add(row)
    session.flush()


def clean_up(session: Session, ouder_dan: timedelta) -> None:
    """Deletes keys that have not been used for so long."""
    before = real_now(session) - ouder_dan
    session.exec(
        delete(Snelheid).where(
            col(Snelheid.volgende) < before,
            col(Snelheid.rem_tot).is_(None) | (col(Snelheid.rem_tot) < before),
        )
    )


def _locked(session: Session, sleutel: str) -> Snelheid:
    """The row of a key, made when it is new, held until the transaction ends."""
    query = select(Snelheid).where(Snelheid.sleutel == sleutel).with_for_update()
    row = session.exec(query.execution_options(populate_existing=True)).first()
    if row is None:
        insert_new(session, Snelheid(sleutel=sleutel, volgende=real_now(session)))
        row = session.exec(query.execution_options(populate_existing=True)).one()
    return row

"""One rate limit for all replicas: a row per key that says when the next call may go (GCRA).

The row holds the theoretical arrival time: each call moves it on by the interval between calls,
counted from the last call's turn and not from when it was asked for. So who goes on and is late
catches up; that no second holds too many then is for `channels.wacht`, which sees when calls
really leave.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select

from zkl_bot.store.tables import Snelheid
from zkl_bot.store.tijd import real_now

REM = 1.1
"""By how much the interval grows while a key is braked."""
REM_DUUR = timedelta(seconds=20)
"""How long a 429 brakes a key after the wait Telegram asks for."""
LANG_GELEDEN = timedelta(seconds=5)
"""When the last call was, for a key that was never used: it stands in no one's way any more."""
ALLES = "telegram"
"""The key of all messages together."""


@dataclass(frozen=True, slots=True)
class Limiet:
    """At most one call per `interval` (real time) under this key.

    After a rest calls may run ahead of that for as much as `stoot`: a token bucket of that depth.
    Not while it is braked. But always `tussen` is between two of them.
    """

    sleutel: str
    interval: timedelta
    stoot: timedelta = timedelta(0)
    tussen: timedelta = timedelta(0)

    @property
    def laatste(self) -> str | None:
        """The key of when the last call was, where the interval alone does not tell."""
        return f"{self.sleutel}:laatste" if self.tussen else None


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


@dataclass(frozen=True, slots=True)
class Beurten:
    """The turns of one reservation, in order, and where the common limit stood before and after."""

    beurten: tuple[Beurt, ...]
    voor: datetime
    na: datetime
    now: datetime


def reserve(
    session: Session,
    limieten: Sequence[Limiet],
    alles: Limiet,
    horizon: timedelta,
    *,
    speling: timedelta = timedelta(0),
    gezien: datetime | None = None,
) -> Beurten:
    """Reserves for each call the first moment that suits its own limit and that of all calls.

    Of turns that went by unused those of the last `speling` are given out after all. When the
    moment is further away than `horizon` nothing is reserved for it, so that a busy chat does
    not hold up the others: `bezet` then names the key, and `moment` when to ask again. When it
    is the common limit that stands in the way, that goes for all calls after it.

    The `stoot` of all calls is for a process that has them to itself: `gezien` is where it left
    the common limit, and it has to stand there still.
    """
    keys = {key for limiet in limieten for key in (limiet.sleutel, limiet.laatste) if key}
    rows = _locked(session, keys)
    now = real_now(session)
    rem = {sleutel: row.rem_tot for sleutel, row in rows.items()}
    volgende = {sleutel: row.volgende for sleutel, row in rows.items()}

    def is_braked(limiet: Limiet) -> bool:
        return (until := rem.get(limiet.sleutel)) is not None and until > now

    def interval(limiet: Limiet) -> timedelta:
        return limiet.interval * (REM if is_braked(limiet) else 1)

    voor = volgende[ALLES]
    alles_vanaf = voor if voor >= now - speling else now
    alone = gezien is not None and voor <= gezien and not is_braked(alles)
    stoot = alles.stoot if alone else timedelta(0)
    beurten: list[Beurt] = []
    for limiet in limieten:
        eigen = volgende.get(limiet.sleutel, now)
        eigen_vanaf = eigen if is_braked(limiet) else eigen - limiet.stoot
        if limiet.laatste:
            eigen_vanaf = max(eigen_vanaf, volgende.get(limiet.laatste, now))
        moment = max(now, alles_vanaf - stoot, eigen_vanaf)
        if moment > now + horizon:
            bezet = alles.sleutel if alles_vanaf - stoot >= eigen_vanaf else limiet.sleutel
            beurten.append(Beurt(moment, now, bezet))
            continue
        beurten.append(Beurt(moment, now))
        volgende[limiet.sleutel] = max(moment, eigen) + interval(limiet)
        if limiet.laatste:
            volgende[limiet.laatste] = moment + limiet.tussen
        alles_vanaf += interval(alles)
    if any(beurt.bezet is None for beurt in beurten):
        volgende[alles.sleutel] = alles_vanaf
        _keep(session, volgende, rem)
    return Beurten(tuple(beurten), voor, alles_vanaf, now)


def push_back(session: Session, sleutels: Sequence[str], wacht: timedelta) -> None:
    """A 429: nothing under these keys before the wait is over, and slower for a while after."""
    rows = _locked(session, sleutels)
    now = real_now(session)
    volgende = {
        sleutel: max(rows[sleutel].volgende, now + wacht) if sleutel in rows else now + wacht
        for sleutel in sleutels
    }
    _keep(session, volgende, dict.fromkeys(sleutels, now + wacht + REM_DUUR))


def clean_up(session: Session, ouder_dan: timedelta) -> None:
    """Deletes keys that have not been used for so long."""
    before = real_now(session) - ouder_dan
    session.exec(
        delete(Snelheid).where(
            col(Snelheid.volgende) < before,
            col(Snelheid.rem_tot).is_(None) | (col(Snelheid.rem_tot) < before),
        )
    )


def _locked(session: Session, sleutels: Iterable[str]) -> dict[str, Snelheid]:
    """The rows of these keys that there are, held until the transaction ends.

    Everyone takes the common key first, so that nobody waits for somebody who waits for them,
    and then sees what the one before made of the others.
    """
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    common = select(Snelheid).where(Snelheid.sleutel == ALLES).with_for_update()
    if session.exec(common).first() is None:
        insert = (sqlite.insert if is_sqlite else postgresql.insert)(Snelheid)
        new = insert.values(sleutel=ALLES, volgende=real_now(session) - LANG_GELEDEN)
        session.connection().execute(new.on_conflict_do_nothing())
        session.exec(common).one()
    query = select(Snelheid).where(col(Snelheid.sleutel).in_({ALLES, *sleutels}))
    found = session.exec(query.execution_options(populate_existing=True))
    return {row.sleutel: row for row in found}


def _keep(session: Session, volgende: dict[str, datetime], rem: dict[str, datetime | None]) -> None:
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(Snelheid)
    kept: dict[str, Any] = {
        "volgende": statement.excluded.volgende,
        "rem_tot": statement.excluded.rem_tot,
    }
    statement = statement.on_conflict_do_update(index_elements=["sleutel"], set_=kept)
    rows = [
        {"sleutel": sleutel, "volgende": moment, "rem_tot": rem.get(sleutel)}
        for sleutel, moment in volgende.items()
    ]
    session.connection().execute(statement.values(rows))

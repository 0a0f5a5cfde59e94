"""The outbox: what is to be sent, and what came of it.

wachtend → geclaimd (an owner, for the time of a lease) → onderweg (kept before the call) →
verzonden, dood or vervallen. Every step is fenced on owner and state: who lost their lease can
change nothing any more. Only that a message was delivered is kept whoever has the row, for else
it would go out again. No transaction is open during a call.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import Update, case, func, literal, tuple_
from sqlmodel import Session, col, select, update

from zkl_bot.kennis.model import Id
from zkl_bot.store.tables import Abonnee, Uitgaand
from zkl_bot.store.tijd import real_now

Stand = Literal["wachtend", "geclaimd", "onderweg", "verzonden", "dood", "vervallen"]
STANDEN: tuple[Stand, ...] = get_args(Stand)

BEVESTIGING = "bevestiging"
"""The rule of the mail that asks to confirm an address: the only one before it is."""
ONBEVESTIGD = "adres nog niet bevestigd"
TE_LAAT = "te laat"
UITSTEL = "uitstel:"
"""Begins the sleutel of a reminder that somebody asked for once more."""
DAG = "dag"
"""In the inhoud of such a reminder: the sleutel of the one it repeats, the day of the rule."""


class LeaseVerloren(Exception):
    """Raised when rows are no longer this owner's: the lease ran out and another has them."""


@dataclass(frozen=True, slots=True)
class Rij:
    """A row as its sender needs it."""

    id: int
    abonnee: int
    regel: Id
    gebeurtenis: Id
    sleutel: str
    revisie: int
    verstuur_vanaf: datetime
    vervalt: datetime
    pogingen: int
    inhoud: dict[str, Any]


def claim(
    session: Session,
    eigenaar: str,
    kanaal: str,
    *,
    now: datetime,
    mensen: int,
    lease: timedelta,
) -> list[Rij]:
    """Claims all that is due (at `now`) for at most so many people of one channel.

    All of one person comes together, so that it can be one message; who is being served by
    another replica is passed over. The lease runs in real time. Oldest first.
    """
    real = real_now(session)
    is_due = (
        (col(Uitgaand.stand) == "wachtend")
        & (col(Uitgaand.verstuur_vanaf) <= now)
        & (col(Uitgaand.vervalt) > now)
        & (col(Uitgaand.opnieuw_na).is_(None) | (col(Uitgaand.opnieuw_na) <= real))
    )
    reachable = (
        (col(Abonnee.kanaal) == kanaal)
        & col(Abonnee.gepauzeerd).is_(None)
        & (col(Abonnee.bevestigd).is_(True) | (col(Uitgaand.regel) == BEVESTIGING))
    )
    nearest = (
        select(Uitgaand.abonnee)
        .join(Abonnee, col(Abonnee.id) == Uitgaand.abonnee)
        .where(is_due, reachable)
        .order_by(col(Uitgaand.verstuur_vanaf), col(Uitgaand.id))
        .limit(mensen * 4)
        .subquery()
    )
    # On PostgreSQL the people are locked, not their rows, so that nobody is served twice at
    # once; it is the weakest lock that keeps replicas apart and lets new rows be written.
    people = session.exec(
        select(Abonnee.id)
        .where(col(Abonnee.id).in_(select(nearest.c.abonnee)))
        .limit(mensen)
        .with_for_update(skip_locked=True, key_share=True)
    ).all()
    if not people:
        return []
    claimed = session.connection().execute(
        update(Uitgaand)
        .where(
            col(Uitgaand.abonnee).in_(people),
            is_due,
            (col(Uitgaand.regel) == BEVESTIGING)
            | col(Uitgaand.abonnee).in_(select(Abonnee.id).where(col(Abonnee.bevestigd).is_(True))),
        )
        .values(stand="geclaimd", eigenaar=eigenaar, lease_tot=real + lease)
        .returning(*_COLUMNS)
    )
    rows = [Rij(*row) for row in claimed]
    return sorted(rows, key=lambda rij: (rij.verstuur_vanaf, rij.id))


_COLUMNS = (
    col(Uitgaand.id),
    col(Uitgaand.abonnee),
    col(Uitgaand.regel),
    col(Uitgaand.gebeurtenis),
    col(Uitgaand.sleutel),
    col(Uitgaand.revisie),
    col(Uitgaand.verstuur_vanaf),
    col(Uitgaand.vervalt),
    col(Uitgaand.pogingen),
    col(Uitgaand.inhoud),
)


def start(
    session: Session, groepen: Sequence[Sequence[int]], eigenaar: str, lease: timedelta
) -> list[bool]:
    """Keeps that calls are about to be made, one for each group of rows; which may be.

    Not those of which a row is no longer this owner's: what is left of them goes back.
    """
    bundel = {id: min(ids) for ids in groepen for id in ids}
    if not bundel:
        return []
    changed = session.connection().execute(
        _mine(list(bundel), eigenaar, "geclaimd")
        .values(
            stand="onderweg",
            lease_tot=real_now(session) + lease,
            pogingen=col(Uitgaand.pogingen) + 1,
            bundel=case(bundel, value=col(Uitgaand.id)),
        )
        .returning(col(Uitgaand.id))
    )
    started = set(changed.scalars())
    whole = [started.issuperset(ids) for ids in groepen]
    broken = [id for ids, ok in zip(groepen, whole, strict=True) if not ok for id in ids]
    if broken:
        statement = _mine(broken, eigenaar, "geclaimd", "onderweg")
        session.connection().execute(statement.values(stand="wachtend", **_FREE))
    return whole


def sent(session: Session, pogingen: Mapping[int, int], *, now: datetime) -> int:
    """These rows were delivered, each at its so manieth try; for how many that was news.

    Whoever has a row now: a delivery is never undone. Only a later try is left alone, for its
    own sender will tell what came of it.
    """
    tries = tuple_(col(Uitgaand.id), col(Uitgaand.pogingen)).in_(list(pogingen.items()))
    done = session.connection().execute(
        update(Uitgaand)
        .where(tries, col(Uitgaand.stand).not_in(("verzonden", "dood")))
        .values(stand="verzonden", verzonden=now, reden=None, **_FREE)
    )
    return done.rowcount


def failed(
    session: Session, ids: Sequence[int], eigenaar: str, reden: str, *, now: datetime
) -> None:
    """It can never be sent; kept as dead, with the reason. Raises LeaseVerloren."""
    values = {"stand": "dood", "reden": reden, "afgelopen": now}
    _fenced(session, _mine(ids, eigenaar, "onderweg").values(**values, **_FREE), ids)


def later(
    session: Session,
    ids: Sequence[int],
    eigenaar: str,
    *,
    wacht: timedelta,
    reden: str | None = None,
) -> None:
    """Back in the queue, to be tried again after so long (real time). Raises LeaseVerloren."""
    values: dict[str, Any] = {"stand": "wachtend", "opnieuw_na": real_now(session) + wacht}
    if reden is not None:
        values["reden"] = reden
    statement = _mine(ids, eigenaar, "geclaimd", "onderweg")
    _fenced(session, statement.values(**(_FREE | values)), ids)


def plain_next(session: Session, ids: Sequence[int]) -> None:
    """The next try of these rows goes without markup."""
    for row in session.exec(select(Uitgaand).where(col(Uitgaand.id).in_(ids))).all():
        row.inhoud = row.inhoud | {"plat": True}
        session.add(row)
    session.flush()


def drop(session: Session, ids: Sequence[int], eigenaar: str, reden: str, *, now: datetime) -> None:
    """Not to be sent after all: overtaken by what happened since. Raises LeaseVerloren."""
    if ids:
        values = {"stand": "vervallen", "reden": reden, "afgelopen": now}
        _fenced(session, _mine(ids, eigenaar, "geclaimd").values(**values, **_FREE), ids)


def reap(session: Session) -> int:
    """Takes back what an owner left whose lease ran out (a process that died); how many."""
    freed = session.exec(
        update(Uitgaand)
        .where(
            col(Uitgaand.stand).in_(("geclaimd", "onderweg")),
            col(Uitgaand.lease_tot) < real_now(session),
        )
        .values(stand="wachtend", **_FREE)
    )
    return int(freed.rowcount)


def take_back(session: Session, eigenaar: str, kanaal: str, behalve: Collection[int]) -> int:
    """Takes back what this owner had on one channel and lost sight of; how many.

    `behalve` are the rows that it knows are under way.
    """
    people = select(Abonnee.id).where(Abonnee.kanaal == kanaal)
    freed = session.exec(
        update(Uitgaand)
        .where(
            col(Uitgaand.stand).in_(("geclaimd", "onderweg")),
            col(Uitgaand.eigenaar) == eigenaar,
            col(Uitgaand.abonnee).in_(people),
            col(Uitgaand.id).not_in(behalve),
        )
        .values(stand="wachtend", **_FREE)
    )
    return int(freed.rowcount)


def abandon(session: Session) -> int:
    """Takes back everything that anybody had: for who is certain to be the only one."""
    freed = session.exec(
        update(Uitgaand)
        .where(col(Uitgaand.stand).in_(("geclaimd", "onderweg")))
        .values(stand="wachtend", **_FREE)
    )
    return int(freed.rowcount)


def expire(session: Session, *, now: datetime) -> int:
    """Ends what is of no use any more at `now`; how many.

    The reason is that of the last try, or why this person could not be sent anything.
    """
    unreachable = (
        select(Abonnee.gepauzeerd).where(col(Abonnee.id) == Uitgaand.abonnee).scalar_subquery()
    )
    unconfirmed = (
        select(literal(ONBEVESTIGD))
        .where(col(Abonnee.id) == Uitgaand.abonnee, col(Abonnee.bevestigd).is_(False))
        .scalar_subquery()
    )
    gone = session.exec(
        update(Uitgaand)
        .where(col(Uitgaand.stand) == "wachtend", col(Uitgaand.vervalt) <= now)
        .values(
            stand="vervallen",
            afgelopen=now,
            reden=func.coalesce(Uitgaand.reden, unreachable, unconfirmed, TE_LAAT),
        )
    )
    return int(gone.rowcount)


_FREE: dict[str, Any] = {"eigenaar": None, "lease_tot": None, "opnieuw_na": None}


def _mine(ids: Sequence[int], eigenaar: str, *standen: Stand) -> Update:
    return update(Uitgaand).where(
        col(Uitgaand.id).in_(ids),
        col(Uitgaand.eigenaar) == eigenaar,
        col(Uitgaand.stand).in_(standen),
    )


def _fenced(session: Session, statement: Update, ids: Sequence[int]) -> None:
    done = session.connection().execute(statement)
    if done.rowcount != len(ids):
        raise LeaseVerloren(f"{done.rowcount} of {len(ids)} rows are still ours")

"""Tasks that only one process does at a time, such as asking Telegram for updates."""

from datetime import timedelta

from sqlmodel import Session, col, delete, update

from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.tables import Lease
from zkl_bot.store.tijd import real_now


def take(session: Session, naam: str, eigenaar: str, duur: timedelta) -> bool:
    """Takes the task, or keeps it, for so long from now (real time); False when it is another's.

    A lease that ran out is anybody's.
    """
    now = real_now(session)
    taken = session.exec(
        update(Lease)
        .where(
            col(Lease.naam) == naam,
            (col(Lease.eigenaar) == eigenaar) | (col(Lease.tot) <= now),
        )
        .values(eigenaar=eigenaar, tot=now + duur)
    )
    return taken.rowcount == 1 or insert_new(
        session, Lease(naam=naam, eigenaar=eigenaar, tot=now + duur)
    )


def clear(session: Session) -> None:
    """Makes every task free: for who is certain to be the only one."""
    session.exec(delete(Lease))


def release(session: Session, naam: str, eigenaar: str) -> None:
    """Gives the task back, so that another need not wait for the lease to run out."""
    session.exec(delete(Lease).where(col(Lease.naam) == naam, col(Lease.eigenaar) == eigenaar))

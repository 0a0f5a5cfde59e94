"""Answers that are ready and have not left: kept for the moment between the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select, update

from zkl_bot.store.tables import GezieneUpdate

GELDIG = timedelta(minutes=10)
"""How long an answer is still one."""


@dataclass(frozen=True, slots=True)
class Wachtend:
    """An answer that has not left; `gezien` is when its update was handled (UTC)."""

    update_id: int
    chat: str
    gezien: datetime
    antwoord: dict[str, Any]


def depart(session: Session, update_id: int) -> bool:
    """The answer to this update leaves now, and is forgotten here.

    False when it left before, or was not waiting at all: of two processes one sends it.
    """
    waiting = (col(GezieneUpdate.update_id) == update_id, col(GezieneUpdate.chat).is_not(None))
    left = session.exec(
        update(GezieneUpdate)
        .where(*waiting)
        .values(chat=None, antwoord=None)
        .execution_options(synchronize_session=False)
    )
    return left.rowcount == 1


def waiting(session: Session) -> Sequence[Wachtend]:
    """The answers that have not left, in the order of their updates."""
    query = select(GezieneUpdate).where(col(GezieneUpdate.chat).is_not(None))
    return [
        Wachtend(row.update_id, row.chat, row.gezien, row.antwoord or {})
        for row in session.exec(query.order_by(col(GezieneUpdate.update_id)))
        if row.chat is not None
    ]


def clean_up(session: Session, *, now: datetime) -> None:
    """Forgets what waits too long to be an answer still."""
    late = (col(GezieneUpdate.gezien) < now - GELDIG) | (col(GezieneUpdate.gezien) > now + GELDIG)
    session.exec(
        update(GezieneUpdate)
        .where(col(GezieneUpdate.chat).is_not(None), late)
        .values(chat=None, antwoord=None)
        .execution_options(synchronize_session=False)
    )

"""Who changed what: kept in the transaction of the change itself."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from zkl_bot.store.tables import Audit


def note(
    session: Session,
    *,
    wie: str,
    wat: str,
    onderwerp: str,
    now: datetime,
    voor: Mapping[str, Any] | None = None,
    na: Mapping[str, Any] | None = None,
) -> None:
    """Keeps that `wie` (role and number, or "opdrachtregel"; never a name) did `wat`."""
    session.add(
        Audit(
            moment=now,
            wie=wie,
            wat=wat,
            onderwerp=onderwerp,
            voor=dict(voor) if voor is not None else None,
            na=dict(na) if na is not None else None,
        )
    )


def entries(session: Session, limit: int | None = None) -> Sequence[Audit]:
    """What was done, the newest first."""
    return session.exec(select(Audit).order_by(col(Audit.id).desc()).limit(limit)).all()

"""Who changed what: kept in the transaction of the change itself."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from zkl_bot.store.opdracht import Opdracht
from zkl_bot.store.tables import Audit

_INSERT = Opdracht(insert(Audit).inline(), ("moment", "wie", "wat", "onderwerp", "voor", "na"))


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
    values = {
        "moment": now,
        "wie": wie,
        "wat": wat,
        "onderwerp": onderwerp,
        "voor": dict(voor) if voor is not None else None,
        "na": dict(na) if na is not None else None,
    }
    _INSERT.run(session.connection(), values)


def entries(session: Session, limit: int | None = None) -> Sequence[Audit]:
    """What was done, the newest first."""
    return session.exec(select(Audit).order_by(col(Audit.id).desc()).limit(limit)).all()

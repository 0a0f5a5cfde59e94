"""What the griffie recorded as having happened."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, cast

from sqlmodel import Session, col, select

from zkl_bot.agenda.opzegging import deadline_id, melding_id
from zkl_bot.agenda.vastlegging import Vastlegging, VastleggingSoort
from zkl_bot.kennis.model import Id
from zkl_bot.store import audit, tables, versies


class AlVastgelegd(Exception):
    """Raised when the same was recorded before, and not withdrawn."""


def opzegging(gemeente: Id, datum: date, *, door: str, now: datetime) -> Vastlegging:
    """The record of a notice that a municipality gave on `datum`, a local day."""
    return Vastlegging(
        id=melding_id(gemeente, datum.year),
        soort="opzegging",
        gebeurtenis=deadline_id(datum.year),
        gemeente=gemeente,
        datum=datum,
        door=door,
        aangemaakt=now,
    )


def gereed(gebeurtenis: Id, datum: date, *, door: str, now: datetime) -> Vastlegging:
    """The record that a gebeurtenis is done, on the local day `datum`."""
    return Vastlegging(
        id=f"gereed-{gebeurtenis}",
        soort="gereed",
        gebeurtenis=gebeurtenis,
        datum=datum,
        door=door,
        aangemaakt=now,
    )


def everything(session: Session) -> tuple[Vastlegging, ...]:
    """All records, withdrawn ones included, in the order in which they were made."""
    rows = session.exec(
        select(tables.Vastlegging).order_by(
            col(tables.Vastlegging.aangemaakt), col(tables.Vastlegging.id)
        )
    ).all()
    return tuple(_vastlegging(row) for row in rows)


def add(session: Session, vastlegging: Vastlegging) -> Vastlegging:
    """Records it, under an id of its own when an earlier one with its id was withdrawn.

    Raises AlVastgelegd when it stands already.
    """
    earlier = _same(session, vastlegging)
    if any(row.ingetrokken is None for row in earlier):
        raise AlVastgelegd(vastlegging.id)
    values = asdict(vastlegging)
    if earlier:
        values["id"] = f"{vastlegging.id}-{len(earlier) + 1}"
    row = tables.Vastlegging(**values)
    session.add(row)
    audit.note(
        session,
        wie=vastlegging.door,
        wat=f"{vastlegging.soort} vastgelegd",
        onderwerp=vastlegging.gebeurtenis,
        now=vastlegging.aangemaakt,
        na=_summary(row),
    )
    versies.bump(session, versies.AGENDA)
    session.flush()
    return _vastlegging(row)


def withdraw(session: Session, id: str, *, wie: str, now: datetime) -> None:
    """Takes back what was recorded by mistake, also when it was recorded anew under its id.

    Raises KeyError when it does not stand.
    """
    row = session.get(tables.Vastlegging, id)
    same = _same(session, _vastlegging(row)) if row else []
    row = next((other for other in same if other.ingetrokken is None), None)
    if row is None:
        raise KeyError(id)
    row.ingetrokken = now
    session.add(row)
    audit.note(
        session,
        wie=wie,
        wat=f"{row.soort} ingetrokken",
        onderwerp=row.gebeurtenis,
        now=now,
        voor=_summary(row),
    )
    versies.bump(session, versies.AGENDA)
    session.flush()


def _same(session: Session, vastlegging: Vastlegging) -> Sequence[tables.Vastlegging]:
    """The records of the same thing: id, or id with a number behind it."""
    rows = session.exec(
        select(tables.Vastlegging).where(
            tables.Vastlegging.soort == vastlegging.soort,
            tables.Vastlegging.gebeurtenis == vastlegging.gebeurtenis,
        )
    ).all()
    return [row for row in rows if row.gemeente == vastlegging.gemeente]


def _vastlegging(row: tables.Vastlegging) -> Vastlegging:
    return Vastlegging(
        id=row.id,
        soort=cast(VastleggingSoort, row.soort),
        gebeurtenis=row.gebeurtenis,
        gemeente=row.gemeente,
        datum=row.datum,
        door=row.door,
        aangemaakt=row.aangemaakt,
        ingetrokken=row.ingetrokken,
    )


def _summary(row: tables.Vastlegging) -> dict[str, Any]:
    return {"id": row.id, "gemeente": row.gemeente, "datum": row.datum.isoformat()}

"""Putting messages in the outbox: one for many people, and one once more."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select

from zkl_bot.kennis.model import Id
from zkl_bot.store import outbox_lezen
from zkl_bot.store.outbox import DAG, UITSTEL
from zkl_bot.store.tables import Uitgaand


def add_many(
    session: Session,
    rows: Sequence[dict[str, Any]],
    *,
    regel: Id,
    gebeurtenis: Id,
    sleutel: str,
    revisie: int,
    vervalt: datetime,
    inhoud: dict[str, Any],
    now: datetime,
) -> None:
    """Adds the same message for many; each row says for whom (`abonnee`) and `verstuur_vanaf`.

    What is there already stays as it is.
    """
    if not rows:
        return
    common = {
        "regel": regel,
        "gebeurtenis": gebeurtenis,
        "sleutel": sleutel,
        "revisie": revisie,
        "vervalt": vervalt,
        "inhoud": inhoud,
        "stand": "wachtend",
        "pogingen": 0,
        "aangemaakt": now,
    }
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if is_sqlite else postgresql.insert
    statement = insert(Uitgaand).on_conflict_do_nothing()
    session.connection().execute(statement, [common | row for row in rows])


def take_back(session: Session, gebeurtenissen: Collection[Id]) -> bool:
    """Nothing about these is to be sent any more; False when something is on its way already."""
    about = col(Uitgaand.gebeurtenis).in_(gebeurtenissen)
    standen = session.exec(select(Uitgaand.stand).where(about).with_for_update()).all()
    if not {"wachtend", "vervallen"}.issuperset(standen):
        return False
    session.exec(delete(Uitgaand).where(about))
    return True


def snooze(session: Session, id: int, abonnee: int, tot: datetime, *, now: datetime) -> bool:
    """Sends a reminder once more at `tot`, with all reminders that were in the same message.

    Only to the person it was sent to; False when there is no such reminder.
    """
    rows = outbox_lezen.sent_with(session, id, abonnee)
    for row in rows:
        sleutel = f"{UITSTEL}{tot.date().isoformat()}:{row.id}"
        known = select(Uitgaand.id).where(
            Uitgaand.abonnee == abonnee,
            Uitgaand.regel == row.regel,
            Uitgaand.gebeurtenis == row.gebeurtenis,
            Uitgaand.sleutel == sleutel,
        )
        if session.exec(known).first() is None:
            session.add(
                Uitgaand(
                    abonnee=abonnee,
                    regel=row.regel,
                    gebeurtenis=row.gebeurtenis,
                    sleutel=sleutel,
                    revisie=row.revisie,
                    verstuur_vanaf=tot,
                    vervalt=max(row.vervalt, tot + timedelta(days=1)),
                    inhoud={DAG: row.sleutel} | row.inhoud,
                    aangemaakt=now,
                )
            )
    session.flush()
    return bool(rows)

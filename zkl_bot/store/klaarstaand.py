"""What stands ready to be sent, by gebeurtenis: how many messages and from when. No persons."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from zkl_bot.kennis.model import Id
from zkl_bot.store.tables import Uitgaand


@dataclass(frozen=True, slots=True)
class Klaarstaand:
    """The messages about one gebeurtenis; `vanaf` (aware, UTC) is when the first goes out."""

    gebeurtenis: Id
    vanaf: datetime
    aantal: int


def next_ready(session: Session, *, most: int) -> list[Klaarstaand]:
    """What goes out first."""
    first = func.min(Uitgaand.verstuur_vanaf)
    query = (
        select(Uitgaand.gebeurtenis, first, func.count())
        .where(Uitgaand.stand == "wachtend", Uitgaand.gebeurtenis != "")
        .group_by(col(Uitgaand.gebeurtenis))
        .order_by(first, col(Uitgaand.gebeurtenis))
        .limit(most)
    )
    return [Klaarstaand(id, vanaf, aantal) for id, vanaf, aantal in session.exec(query)]

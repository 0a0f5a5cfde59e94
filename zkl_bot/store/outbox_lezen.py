"""What a person sees of the outbox: the list, the counts, and what is dead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from zkl_bot.kennis.model import Id
from zkl_bot.store.outbox import ONBEVESTIGD, STANDEN
from zkl_bot.store.planning import BIJZONDER
from zkl_bot.store.tables import Abonnee, Uitgaand


@dataclass(frozen=True, slots=True)
class Regel:
    """A line of `zkl-bot outbox`. Moments are in UTC. Of the person only number and channel."""

    id: int
    abonnee: int
    kanaal: str
    regel: str
    gebeurtenis: str
    stand: str
    verstuur_vanaf: datetime
    vervalt: datetime
    verzonden: datetime | None
    afgelopen: datetime | None
    pogingen: int
    reden: str | None

    def as_json(self) -> dict[str, Any]:
        """The line for machines."""
        return {
            "id": self.id,
            "abonnee": self.abonnee,
            "kanaal": self.kanaal,
            "regel": self.regel,
            "gebeurtenis": self.gebeurtenis,
            "stand": self.stand,
            "verstuur_vanaf": self.verstuur_vanaf.isoformat(),
            "vervalt": self.vervalt.isoformat(),
            "verzonden": self.verzonden.isoformat() if self.verzonden else None,
            "afgelopen": self.afgelopen.isoformat() if self.afgelopen else None,
            "pogingen": self.pogingen,
            "reden": self.reden,
        }


def lines(session: Session, stand: str | None = None) -> Iterator[Regel]:
    """Every row, or those in one stand, the earliest first.

    What is claimed or on its way counts as wachtend. A waiting row that nobody can be sent
    says why: the channel is paused or not confirmed.
    """
    query = (
        select(Uitgaand, Abonnee)
        .join(Abonnee, col(Abonnee.id) == Uitgaand.abonnee)
        .order_by(col(Uitgaand.verstuur_vanaf), col(Uitgaand.id))
        .execution_options(yield_per=500)
    )
    if stand == "wachtend":
        query = query.where(col(Uitgaand.stand).in_(("wachtend", "geclaimd", "onderweg")))
    elif stand is not None:
        query = query.where(Uitgaand.stand == stand)
    for row, abonnee in session.exec(query):
        reden = row.reden
        if row.stand == "wachtend" and (abonnee.gepauzeerd or not abonnee.bevestigd):
            reden = abonnee.gepauzeerd or ONBEVESTIGD
        yield Regel(
            id=row.id or 0,
            abonnee=row.abonnee,
            kanaal=abonnee.kanaal,
            regel=row.regel,
            gebeurtenis=row.gebeurtenis,
            stand=row.stand,
            verstuur_vanaf=row.verstuur_vanaf,
            vervalt=row.vervalt,
            verzonden=row.verzonden,
            afgelopen=row.afgelopen,
            pogingen=row.pogingen,
            reden=reden,
        )


def sent_since(session: Session, abonnee: int, moment: datetime) -> list[tuple[int, Id, Id]]:
    """The reminders somebody got after `moment`, each with its rule and gebeurtenis.

    The newest first, and only the last one about each gebeurtenis.
    """
    query = (
        select(Uitgaand)
        .where(
            Uitgaand.abonnee == abonnee,
            Uitgaand.stand == "verzonden",
            col(Uitgaand.verzonden) > moment,
            col(Uitgaand.regel).not_in(BIJZONDER),
        )
        .order_by(col(Uitgaand.verzonden).desc(), col(Uitgaand.id).desc())
    )
    found: dict[Id, tuple[int, Id, Id]] = {}
    for row in session.exec(query):
        found.setdefault(row.gebeurtenis, (row.id or 0, row.regel, row.gebeurtenis))
    return list(found.values())


def sent_with(session: Session, id: int, abonnee: int | None) -> list[Uitgaand]:
    """The reminders that left in one message with this one, itself included, oldest number first.

    Only those to this person; none when it did not leave. That it left counts, not what is known
    of its arrival: who presses a button under it has it.
    """
    first = session.get(Uitgaand, id)
    if first is None or first.abonnee != abonnee or first.bundel is None:
        return []
    query = (
        select(Uitgaand)
        .where(
            Uitgaand.abonnee == abonnee,
            Uitgaand.bundel == first.bundel,
            col(Uitgaand.regel).not_in(BIJZONDER),
        )
        .order_by(col(Uitgaand.id))
    )
    return list(session.exec(query).all())


def counts(session: Session) -> dict[str, int]:
    """How many rows stand where; every stand is named."""
    query = select(Uitgaand.stand, func.count()).group_by(Uitgaand.stand)
    found = dict(session.exec(query).all())
    return {stand: int(found.get(stand, 0)) for stand in STANDEN}


def dead_since(session: Session, moment: datetime) -> list[tuple[str, int]]:
    """Of what died after `moment`: each reason with how often."""
    query = (
        select(Uitgaand.reden, func.count())
        .where(Uitgaand.stand == "dood", col(Uitgaand.afgelopen) > moment)
        .group_by(col(Uitgaand.reden))
        .order_by(func.count().desc())
    )
    return [(reden or "onbekend", int(n)) for reden, n in session.exec(query)]

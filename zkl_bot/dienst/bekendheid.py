"""Who may know of a new meeting: only what nobody can have seen may go as if it had never been."""

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from zkl_bot.gesprek.raadpleging import Bekendheid
from zkl_bot.kennis.model import Id
from zkl_bot.store import outbox_vullen, wijzigingen
from zkl_bot.store.tables import Uitgaand

if TYPE_CHECKING:
    from zkl_bot.dienst.dienst import Dienst


def bekendheid(session: Session, dienst: "Dienst", id: Id, *, lock: bool = False) -> Bekendheid:
    """Who may know of this meeting by now; with `lock` nobody is told until the end.

    Where several processes may serve calendars, one cannot tell for the others.
    """
    ids = _with_deadlines(dienst, id)
    gone_out = select(Uitgaand.id).where(
        col(Uitgaand.gebeurtenis).in_(ids), col(Uitgaand.stand).not_in(("wachtend", "vervallen"))
    )
    if wijzigingen.is_told(session, id, lock=lock) or session.exec(gone_out).first() is not None:
        return "verteld"
    is_alone = dienst.engine.dialect.name == "sqlite"
    unseen = is_alone and all(map(dienst.feeds.is_ongezien, ids))
    return "nergens" if unseen else "opgehaald"


def take_back(session: Session, dienst: "Dienst", id: Id) -> bool:
    """Takes out of the outbox what is about it; False when somebody may know of it after all."""
    is_nowhere = bekendheid(session, dienst, id, lock=True) == "nergens"
    return is_nowhere and outbox_vullen.take_back(session, _with_deadlines(dienst, id))


def _with_deadlines(dienst: "Dienst", id: Id) -> list[Id]:
    agenda = dienst.agenda()
    return [id, *(g.id for g in agenda.gebeurtenissen if g.hoort_bij == id)]

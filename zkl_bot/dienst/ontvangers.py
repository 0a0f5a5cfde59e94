"""How many people hear of a meeting."""

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.kennis.rol import parse_rol
from zkl_bot.schedule.regels.ontvanger import Ontvanger
from zkl_bot.schedule.regels.voorkeuren import parse_voorkeuren
from zkl_bot.schedule.wijzigen import is_told
from zkl_bot.store.abonnees import ZONDER_BEZORGING
from zkl_bot.store.engine import reading
from zkl_bot.store.tables import Abonnee, Volgt

if TYPE_CHECKING:
    from zkl_bot.dienst.dienst import Dienst


def count_told(
    dienst: "Dienst", bijeenkomst: Bijeenkomst, eerder: Bijeenkomst | None = None
) -> int:
    """How many abonnees can be reached whom some rule gives reminders of this meeting, as it is
    or as it was before.
    """
    versions = tuple(_as_gebeurtenis(dienst, b) for b in (bijeenkomst, eerder) if b is not None)
    with reading(dienst.engine) as session:
        return sum(is_told(dienst.regelset, versions, o) for o in _ontvangers(session))


def _as_gebeurtenis(dienst: "Dienst", bijeenkomst: Bijeenkomst) -> Gebeurtenis:
    agenda = build_agenda(dienst.kennis, [bijeenkomst], [], now=dienst.now())
    gebeurtenis = agenda.by_id(bijeenkomst.id)
    assert gebeurtenis is not None
    return gebeurtenis


def _ontvangers(session: Session) -> list[Ontvanger]:
    volgt: dict[int, set[tuple[str, str]]] = {}
    for row in session.exec(select(Volgt)):
        volgt.setdefault(row.abonnee, set()).add((row.soort, row.onderwerp))
    query = select(Abonnee).where(
        Abonnee.bevestigd,
        col(Abonnee.gepauzeerd).is_(None),
        col(Abonnee.kanaal).not_in(ZONDER_BEZORGING),
    )
    return [
        Ontvanger(
            rol=parse_rol(abonnee.rol),
            gemeente=abonnee.gemeente,
            volgt=frozenset(volgt.get(abonnee.id or 0, ())),
            voorkeuren=parse_voorkeuren(abonnee.voorkeuren),
        )
        for abonnee in session.exec(query)
    ]

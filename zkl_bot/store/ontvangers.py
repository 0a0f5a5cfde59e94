"""Whom messages go to, read together with their rows."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from sqlmodel import Session, col, select

from zkl_bot.kennis.model import Taal
from zkl_bot.kennis.rol import parse_rol
from zkl_bot.schedule.regels.ontvanger import Ontvanger
from zkl_bot.schedule.regels.voorkeuren import parse_voorkeuren
from zkl_bot.store.tables import Abonnee, Volgt


@dataclass(frozen=True, slots=True)
class Geadresseerde:
    """An abonnee who can be reached now. An address that is not confirmed gets one mail only."""

    id: int
    kanaal: str
    adres: str
    bevestigd: bool
    groep: bool
    taal: Taal
    ontvanger: Ontvanger


def reachable(session: Session, ids: Collection[int]) -> dict[int, Geadresseerde]:
    """Those of these abonnees who are not gone or paused, by their number."""
    query = select(Abonnee).where(col(Abonnee.id).in_(ids), col(Abonnee.gepauzeerd).is_(None))
    volgt: dict[int, set[tuple[str, str]]] = {}
    for v in session.exec(select(Volgt).where(col(Volgt.abonnee).in_(ids))):
        volgt.setdefault(v.abonnee, set()).add((v.soort, v.onderwerp))
    found = session.exec(query.execution_options(populate_existing=True))
    return {
        abonnee.id: _geadresseerde(abonnee.id, abonnee, frozenset(volgt.get(abonnee.id, ())))
        for abonnee in found
        if abonnee.id is not None
    }


def _geadresseerde(id: int, abonnee: Abonnee, volgt: frozenset[tuple[str, str]]) -> Geadresseerde:
    return Geadresseerde(
        id=id,
        kanaal=abonnee.kanaal,
        adres=abonnee.adres,
        bevestigd=abonnee.bevestigd,
        groep=abonnee.soort == "groep",
        taal=cast(Taal, abonnee.taal) if abonnee.taal in ("nl", "en") else "nl",
        ontvanger=Ontvanger(
            parse_rol(abonnee.rol),
            abonnee.gemeente,
            volgt,
            parse_voorkeuren(abonnee.voorkeuren),
            abonnee.aangemaakt,
        ),
    )

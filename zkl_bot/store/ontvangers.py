"""Whom a message goes to, read together with its rows."""

from dataclasses import dataclass
from typing import cast

from sqlmodel import Session

from zkl_bot.kennis.model import Taal
from zkl_bot.kennis.rol import parse_rol
from zkl_bot.schedule.regels.ontvanger import Ontvanger
from zkl_bot.schedule.regels.voorkeuren import parse_voorkeuren
from zkl_bot.store import abonnees
from zkl_bot.store.tables import Abonnee


@dataclass(frozen=True, slots=True)
class Geadresseerde:
    """An abonnee who can be reached now."""

    id: int
    kanaal: str
    adres: str
    groep: bool
    taal: Taal
    ontvanger: Ontvanger


def reachable(session: Session, id: int, *, bevestiging: bool = False) -> Geadresseerde | None:
    """The abonnee, or None when they are gone, paused or not confirmed.

    The mail that asks to confirm an address (`bevestiging`) may go to one that is not.
    """
    abonnee = session.get(Abonnee, id, populate_existing=True)
    if abonnee is None or abonnee.gepauzeerd or not (abonnee.bevestigd or bevestiging):
        return None
    return Geadresseerde(
        id=id,
        kanaal=abonnee.kanaal,
        adres=abonnee.adres,
        groep=abonnee.soort == "groep",
        taal=cast(Taal, abonnee.taal) if abonnee.taal in ("nl", "en") else "nl",
        ontvanger=Ontvanger(
            parse_rol(abonnee.rol),
            abonnee.gemeente,
            abonnees.follows(session, id),
            parse_voorkeuren(abonnee.voorkeuren),
            abonnee.aangemaakt,
        ),
    )

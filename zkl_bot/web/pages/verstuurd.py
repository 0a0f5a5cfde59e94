"""What the buttons under a reminder in chat do, for who gets mail: once more tomorrow, and done."""

import re
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session
from starlette.exceptions import HTTPException

from zkl_bot.dienst import Inkomend
from zkl_bot.kennis.model import Id
from zkl_bot.kennis.rol import parse_rol
from zkl_bot.schedule.regels.ontvanger import Ontvanger
from zkl_bot.store import outbox_lezen
from zkl_bot.store.tables import Abonnee
from zkl_bot.texts.bericht import Bericht, Knop
from zkl_bot.web.omgeving import Omgeving

TERUG = timedelta(days=60)
"""How long a reminder is listed."""
MEESTE = 10
_KNOP = re.compile(r"h:[0-9]{1,15}:(?:morgen|gereed(?::[a-z0-9~-]{1,40})?)|od:[0-9]{1,5}")
"""The buttons of a chat that work here too: those under a reminder, and what their answers have."""


@dataclass(frozen=True, slots=True)
class Verstuurd:
    """A reminder that was sent, by its number in the outbox; `gereed`: it can be marked as done."""

    id: int
    gebeurtenis: Id
    titel: str
    gereed: bool


def lately(opened: Session, abonnee: Abonnee, omgeving: Omgeving) -> list[Verstuurd]:
    """What somebody was reminded of lately that still stands, the newest first."""
    assert abonnee.id is not None
    agenda, regelset = omgeving.agenda(), omgeving.dienst.regelset
    ontvanger = Ontvanger(parse_rol(abonnee.rol), abonnee.gemeente)
    may_finish = ontvanger.rol in ("ambtenaar", "griffie")
    found: list[Verstuurd] = []
    for id, regel, over in outbox_lezen.sent_since(opened, abonnee.id, omgeving.now - TERUG):
        gebeurtenis, rule = agenda.by_id(over), regelset.by_id(regel)
        is_done = regelset.is_done(over, ontvanger)
        if gebeurtenis is None or rule is None or gebeurtenis.status != "gepland" or is_done:
            continue
        titel = gebeurtenis.titel.for_taal("en" if abonnee.taal == "en" else "nl")
        found.append(Verstuurd(id, over, titel, may_finish and rule.knop_gereed))
    return found[:MEESTE]


def buttons(bericht: Bericht) -> list[Knop]:
    """Those of its buttons that work on the page."""
    return [k for row in bericht.knoppen for k in row if k.data and _KNOP.fullmatch(k.data)]


def press(omgeving: Omgeving, abonnee: Abonnee, knop: str) -> tuple[Bericht, ...]:
    """What comes of such a button, as in a chat. Raises HTTPException 400 for any other."""
    if not _KNOP.fullmatch(knop):
        raise HTTPException(400)
    inkomend = Inkomend(kanaal="email", adres=abonnee.adres, knop=knop)
    return omgeving.dienst.reply(inkomend)

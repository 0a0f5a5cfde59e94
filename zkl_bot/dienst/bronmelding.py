"""What importing a source once more brought up is told to the griffie: each thing once a month."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from sqlmodel import Session, col, select

from zkl_bot.intake.opgave import IntakeFault
from zkl_bot.intake.plan import Plan
from zkl_bot.intake.verslag import verschil_of
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.store import abonnees, outbox_vullen
from zkl_bot.store.abonnees import ZONDER_BEZORGING
from zkl_bot.store.planning import MELDING
from zkl_bot.store.tables import Uitgaand
from zkl_bot.texts.vertaling import gettext_for

HERHAAL = timedelta(days=30)
GELDIG = timedelta(days=7)
MEESTE = 10
"""How many things are told at once; the rest comes with the next import."""
LANGSTE = 250
"""Characters of one of them."""


def tell_griffie(
    session: Session, url: str, outcome: Plan | IntakeFault, kennis: Kennis, *, now: datetime
) -> None:
    """Puts what needs somebody's attention in the outbox, for everyone of the griffie.

    That is what vanished, what was left alone because it was changed by hand, what was not
    understood, and a source that cannot be read. Of the address only the host is told: there may
    be a secret in the rest.
    """
    over = f"bron-{sha256(url.encode()).hexdigest()[:16]}"
    told = {regel["nl"] for regel in _told(session, over, now - HERHAAL)}
    regels = [r for r in _regels(outcome, kennis) if r["nl"] not in told][:MEESTE]
    if not regels:
        return
    words = "\n".join(regel["nl"] for regel in regels)
    inhoud = {
        "template": "melding_bron",
        "data": {"host": urlsplit(url).hostname or "?", "regels": regels},
    }
    outbox_vullen.add_many(
        session,
        [
            {"abonnee": a.id, "verstuur_vanaf": now}
            for a in abonnees.with_rol(session)
            if a.rol == "griffie" and a.kanaal not in ZONDER_BEZORGING
        ],
        regel=MELDING,
        gebeurtenis=over,
        sleutel=f"{now:%Y-%m-%d}-{sha256(words.encode()).hexdigest()[:8]}",
        revisie=0,
        vervalt=now + GELDIG,
        inhoud=inhoud,
        now=now,
    )


def _told(session: Session, over: str, since: datetime) -> list[Mapping[str, str]]:
    query = select(Uitgaand.inhoud).where(
        Uitgaand.regel == MELDING,
        Uitgaand.gebeurtenis == over,
        col(Uitgaand.aangemaakt) > since,
    )
    return [regel for inhoud in session.exec(query) for regel in inhoud["data"]["regels"]]


def _regels(outcome: Plan | IntakeFault, kennis: Kennis) -> list[dict[Taal, str]]:
    """Each thing in both languages."""
    if isinstance(outcome, Plan):
        both = [verschil_of(outcome, kennis, taal).waarschuwingen for taal in ("nl", "en")]
        return [{"nl": nl[:LANGSTE], "en": en[:LANGSTE]} for nl, en in zip(*both, strict=True)]

    def fault(taal: Taal) -> str:
        words = gettext_for(taal).gettext("Lezen lukte niet: %(reden)s")
        return (words % {"reden": outcome})[:LANGSTE]

    return [{"nl": fault("nl"), "en": fault("en")}]

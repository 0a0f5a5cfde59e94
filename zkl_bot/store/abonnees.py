"""Who can be reached, and what they follow. No names are kept."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, select, update

from zkl_bot.kennis.model import Id, Taal
from zkl_bot.kennis.rol import Rol
from zkl_bot.store import versies
from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.tables import Abonnee, Sleutel, Uitgaand, Volgt

ZONDER_BEZORGING = ("terminal", "web")
"""Ways to talk with the bot over which nothing can be sent: reminders are not planned for them."""

GEZIEN = timedelta(days=1)
"""How precisely is kept when somebody was last heard of: no more than needed to forget them."""


def hash_of(geheim: str) -> str:
    """What is kept of a secret: its SHA-256, in hexadecimal."""
    return hashlib.sha256(geheim.encode()).hexdigest()


def new_secret() -> str:
    """A fresh unguessable secret (192 bits): letters, digits, - and _, safe in a link."""
    return secrets.token_urlsafe(24)


def find(session: Session, kanaal: str, adres: str) -> Abonnee | None:
    """The abonnee with this address on this channel."""
    query = select(Abonnee).where(Abonnee.kanaal == kanaal, Abonnee.adres == adres)
    return session.exec(query).first()


def by_secret(session: Session, geheim: str) -> Abonnee | None:
    """The abonnee whose preference link, or a link of one of whose mails, holds this secret."""
    key = hash_of(geheim)
    sleutel = session.get(Sleutel, key)
    if sleutel is not None:
        return session.get(Abonnee, sleutel.abonnee)
    return session.exec(select(Abonnee).where(Abonnee.geheim_hash == key)).first()


def add_sleutel(session: Session, abonnee: int, geheim: str, *, now: datetime) -> None:
    """Makes a fresh secret that of the links of one mail; only its hash is kept."""
    insert_new(session, Sleutel(hash=hash_of(geheim), abonnee=abonnee, aangemaakt=now))


def ensure(
    session: Session,
    kanaal: str,
    adres: str,
    *,
    now: datetime,
    soort: str = "persoon",
    taal: Taal = "nl",
) -> Abonnee:
    """The abonnee with this address, made when there is none."""
    abonnee = find(session, kanaal, adres)
    if abonnee is None:
        new = Abonnee(
            kanaal=kanaal, adres=adres, soort=soort, taal=taal, aangemaakt=now, laatst_gezien=now
        )
        insert_new(session, new)
        abonnee = find(session, kanaal, adres)
        assert abonnee is not None
    return abonnee


def seen(session: Session, kanaal: str, adres: str, *, now: datetime) -> None:
    """They let hear of themselves: a pause for being unreachable ends."""
    changed = col(Abonnee.gepauzeerd).is_not(None) | (col(Abonnee.laatst_gezien) < now - GEZIEN)
    session.exec(
        update(Abonnee)
        .where(col(Abonnee.kanaal) == kanaal, col(Abonnee.adres) == adres, changed)
        .values(laatst_gezien=now, gepauzeerd=None)
    )


def pause(session: Session, abonnee: Abonnee, reden: str, *, now: datetime) -> None:
    """Nothing is sent from now on, for this reason ("geblokkeerd")."""
    if abonnee.gepauzeerd is None:
        abonnee.laatst_gezien = now
    abonnee.gepauzeerd = reden
    session.add(abonnee)


def move(session: Session, kanaal: str, oud: str, nieuw: str) -> None:
    """A chat got another address: a group that became a supergroup.

    When the new one is known already, what the old one had goes to it, messages included.
    """
    abonnee, known = find(session, kanaal, oud), find(session, kanaal, nieuw)
    if abonnee is None:
        return
    if known is None:
        abonnee.adres = nieuw
        session.add(abonnee)
    else:
        if known.rol == "publiek":
            known.rol, known.gemeente = abonnee.rol, abonnee.gemeente
            known.voorkeuren = abonnee.voorkeuren | known.voorkeuren
            session.add(known)
        session.flush()
        _hand_over(session, abonnee, known)
        session.delete(abonnee)
        versies.bump(session, versies.ABONNEES)
    session.flush()


def _hand_over(session: Session, oud: Abonnee, nieuw: Abonnee) -> None:
    """What one follows and is to be sent, as far as the other does not have it yet."""
    volgt, uitgaand = aliased(Volgt), aliased(Uitgaand)
    followed = exists().where(
        col(volgt.abonnee) == nieuw.id,
        col(volgt.soort) == Volgt.soort,
        col(volgt.onderwerp) == Volgt.onderwerp,
    )
    planned = exists().where(
        col(uitgaand.abonnee) == nieuw.id,
        col(uitgaand.regel) == Uitgaand.regel,
        col(uitgaand.gebeurtenis) == Uitgaand.gebeurtenis,
        col(uitgaand.sleutel) == Uitgaand.sleutel,
    )
    for statement in (
        update(Volgt).where(col(Volgt.abonnee) == oud.id, ~followed),
        update(Uitgaand).where(col(Uitgaand.abonnee) == oud.id, ~planned),
    ):
        session.exec(statement.values(abonnee=nieuw.id))


def set_rol(session: Session, abonnee: Abonnee, rol: Rol, gemeente: Id | None) -> None:
    """Gives a role, of a municipality or of none."""
    abonnee.rol, abonnee.gemeente = rol, gemeente
    session.add(abonnee)
    versies.bump(session, versies.ABONNEES)


def set_voorkeur(session: Session, abonnee: Abonnee, naam: str, waarde: Any) -> None:
    """Sets one preference; None puts it back to the default."""
    voorkeuren = {n: w for n, w in abonnee.voorkeuren.items() if n != naam}
    abonnee.voorkeuren = voorkeuren if waarde is None else voorkeuren | {naam: waarde}
    session.add(abonnee)
    versies.bump(session, versies.ABONNEES)


def with_rol(session: Session) -> Sequence[Abonnee]:
    """Everyone with a role, the newest first."""
    query = select(Abonnee).where(Abonnee.rol != "publiek").order_by(col(Abonnee.id).desc())
    return session.exec(query).all()


def silent(session: Session, *, before: datetime) -> Sequence[Abonnee]:
    """Who has not been heard of since that moment and gets nothing either.

    That is who cannot be reached any more, and who has neither a role nor follows anything.
    """
    unreachable = col(Abonnee.gepauzeerd).is_not(None)
    follows_nothing = col(Abonnee.id).not_in(select(Volgt.abonnee))
    stranger = (col(Abonnee.rol) == "publiek") & follows_nothing
    query = select(Abonnee).where(col(Abonnee.laatst_gezien) < before, unreachable | stranger)
    return session.exec(query).all()


def follow(session: Session, abonnee: int, soort: str, onderwerp: str, *, now: datetime) -> None:
    """Follows it; once is enough."""
    insert_new(session, Volgt(abonnee=abonnee, soort=soort, onderwerp=onderwerp, aangemaakt=now))
    versies.bump(session, versies.ABONNEES)


def unfollow(session: Session, abonnee: int, soort: str, onderwerp: str) -> None:
    """No longer follows it."""
    session.exec(
        delete(Volgt).where(
            col(Volgt.abonnee) == abonnee,
            col(Volgt.soort) == soort,
            col(Volgt.onderwerp) == onderwerp,
        )
    )
    versies.bump(session, versies.ABONNEES)


def follows(session: Session, abonnee: int) -> frozenset[tuple[str, str]]:
    """What they follow, as (soort, onderwerp)."""
    query = select(Volgt).where(Volgt.abonnee == abonnee)
    return frozenset((v.soort, v.onderwerp) for v in session.exec(query))

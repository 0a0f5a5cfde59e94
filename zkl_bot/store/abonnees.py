"""Who can be reached, and what they follow. No names are kept."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from zkl_bot.kennis.model import Id, Taal
from zkl_bot.kennis.rol import Rol
from zkl_bot.store import versies
from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.tables import Abonnee, Sleutel, Volgt


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


def seen(session: Session, abonnee: Abonnee, *, now: datetime) -> None:
    """They let hear of themselves: a pause for being unreachable ends."""
    abonnee.laatst_gezien = now
    abonnee.gepauzeerd = None
    session.add(abonnee)


def pause(session: Session, abonnee: Abonnee, reden: str) -> None:
    """Nothing is sent from now on, for this reason ("geblokkeerd")."""
    abonnee.gepauzeerd = reden
    session.add(abonnee)


def move(session: Session, kanaal: str, oud: str, nieuw: str) -> None:
    """A chat got another address: a group that became a supergroup."""
    abonnee = find(session, kanaal, oud)
    if abonnee is None:
        return
    if find(session, kanaal, nieuw) is not None:
        session.delete(abonnee)
    else:
        abonnee.adres = nieuw
        session.add(abonnee)
    session.flush()


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


def forget(session: Session, abonnee: Abonnee) -> None:
    """Deletes all that is kept of them: follows, feeds and messages go with the row."""
    session.delete(abonnee)
    session.flush()


def clean_up(session: Session, *, before: datetime) -> None:
    """Deletes who has not been heard of since that moment and gets nothing either.

    That is who cannot be reached any more, and who has neither a role nor follows anything.
    """
    unreachable = col(Abonnee.gepauzeerd).is_not(None)
    follows_nothing = col(Abonnee.id).not_in(select(Volgt.abonnee))
    stranger = (col(Abonnee.rol) == "publiek") & follows_nothing
    session.exec(delete(Abonnee).where(col(Abonnee.laatst_gezien) < before, unreachable | stranger))


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

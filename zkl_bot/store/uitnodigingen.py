"""Invitations: taken once, in time. Only the hash of a code is kept."""

import secrets
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, select, update

from zkl_bot.kennis.model import Id
from zkl_bot.kennis.rol import Rol
from zkl_bot.store import audit
from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.tables import Uitnodiging

DAGEN = 14
"""How long an invitation can be taken, unless said otherwise."""


class Ongeldig(Exception):
    """Raised for a code that is forged, expired or used: all alike, to tell a guesser nothing."""


def new_code() -> str:
    """A fresh code (120 bits), fit for a deep link of Telegram (A-Z, a-z, 0-9, - and _)."""
    return secrets.token_urlsafe(15)


def invite(
    session: Session,
    rol: Rol,
    gemeente: Id | None,
    *,
    wie: str,
    now: datetime,
    dagen: int = DAGEN,
) -> tuple[str, datetime]:
    """A new invitation; gives its code, which is told once, and when it expires."""
    code, vervalt = new_code(), now + timedelta(days=dagen)
    add(session, hash_of(code), rol, gemeente, vervalt=vervalt, wie=wie, now=now)
    return code, vervalt


def add(
    session: Session,
    code_hash: str,
    rol: Rol,
    gemeente: Id | None,
    *,
    vervalt: datetime,
    wie: str,
    now: datetime,
) -> None:
    """Keeps an invitation of which only the hash is known."""
    session.add(
        Uitnodiging(
            code_hash=code_hash,
            rol=rol,
            gemeente=gemeente,
            vervalt=vervalt,
            door=wie,
            aangemaakt=now,
        )
    )
    audit.note(
        session,
        wie=wie,
        wat="uitnodiging gemaakt",
        onderwerp=code_hash[:8],
        now=now,
        na={"rol": rol, "gemeente": gemeente, "vervalt": vervalt.isoformat()},
    )
    session.flush()


def valid(session: Session, code_hash: str, *, now: datetime) -> Uitnodiging | None:
    """The invitation, if it can still be taken."""
    return session.exec(
        select(Uitnodiging).where(
            Uitnodiging.code_hash == code_hash,
            col(Uitnodiging.gebruikt).is_(None),
            col(Uitnodiging.vervalt) > now,
        )
    ).first()


def take(session: Session, code_hash: str, *, now: datetime) -> Uitnodiging:
    """Takes the invitation; of two who try at once one succeeds. Raises Ongeldig."""
    uitnodiging = valid(session, code_hash, now=now)
    taken = session.exec(
        update(Uitnodiging)
        .where(
            col(Uitnodiging.code_hash) == code_hash,
            col(Uitnodiging.gebruikt).is_(None),
            col(Uitnodiging.vervalt) > now,
        )
        .values(gebruikt=now)
        .execution_options(synchronize_session=False)
    )
    if uitnodiging is None or taken.rowcount != 1:
        raise Ongeldig
    return uitnodiging


def withdraw_of(session: Session, abonnee: int, *, now: datetime) -> None:
    """Ends what they made and nobody took yet: they may no longer invite, and not themselves."""
    session.exec(
        update(Uitnodiging)
        .where(
            col(Uitnodiging.door).endswith(f" #{abonnee}", autoescape=True),
            col(Uitnodiging.gebruikt).is_(None),
            col(Uitnodiging.vervalt) > now,
        )
        .values(vervalt=now)
        .execution_options(synchronize_session=False)
    )


def clean_up(session: Session, *, before: datetime) -> None:
    """Deletes what expired before that moment."""
    session.exec(delete(Uitnodiging).where(col(Uitnodiging.vervalt) < before))

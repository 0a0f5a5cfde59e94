"""Personal feeds, found by the hash of their token; and how often feeds are fetched."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.tables import FeedAbonnement, FeedTelling

PER_VRAAG = 500
"""How many hashes one query asks for."""


def add(
    session: Session,
    token_hash: str,
    keuze: dict[str, Any],
    *,
    now: datetime,
    abonnee: int | None = None,
) -> None:
    """Keeps a feed. Of an abonnee there is one: a new one replaces the former."""
    if abonnee is not None:
        session.exec(delete(FeedAbonnement).where(col(FeedAbonnement.abonnee) == abonnee))
    session.add(FeedAbonnement(token_hash=token_hash, abonnee=abonnee, keuze=keuze, aangemaakt=now))
    session.flush()


def find(session: Session, token: str) -> FeedAbonnement | None:
    """The feed of this token, unless it never was or was withdrawn."""
    return session.get(FeedAbonnement, hash_of(token))


def of_hashes(session: Session, hashes: Sequence[str]) -> Sequence[FeedAbonnement]:
    """The feeds of these hashes of tokens, as far as there are any."""
    found: list[FeedAbonnement] = []
    for start in range(0, len(hashes), PER_VRAAG):
        some = hashes[start : start + PER_VRAAG]
        found += session.exec(
            select(FeedAbonnement).where(col(FeedAbonnement.token_hash).in_(some))
        ).all()
    return found


def renew(session: Session, token: str, nieuw_hash: str, *, now: datetime) -> bool:
    """Moves a feed to a new token; the old one is worth nothing any more. False: unknown."""
    feed = find(session, token)
    if feed is None:
        return False
    session.delete(feed)
    session.flush()
    session.add(
        FeedAbonnement(
            token_hash=nieuw_hash, abonnee=feed.abonnee, keuze=feed.keuze, aangemaakt=now
        )
    )
    return True


def withdraw(session: Session, token: str) -> bool:
    """Ends a feed. False when it is unknown."""
    ended = session.exec(
        delete(FeedAbonnement).where(col(FeedAbonnement.token_hash) == hash_of(token))
    )
    return ended.rowcount == 1


def fetched(session: Session, token: str, dag: date) -> None:
    """Keeps the local day on which it was last fetched, no more than that."""
    feed = find(session, token)
    if feed is not None and feed.laatst_opgehaald != dag:
        feed.laatst_opgehaald = dag
        session.add(feed)


def count(session: Session, feed: str, client: str, aantal: int, *, now: datetime) -> None:
    """Adds to the number of fetches of a feed by a kind of client."""
    insert_new(session, FeedTelling(feed=feed, client=client, laatst=now))
    row = session.get_one(FeedTelling, (feed, client), with_for_update=True, populate_existing=True)
    row.aantal, row.laatst = row.aantal + aantal, now
    session.add(row)
    session.flush()


def counts(session: Session) -> Sequence[FeedTelling]:
    """The fetches of every feed, by name and kind of client."""
    query = select(FeedTelling).order_by(col(FeedTelling.feed), col(FeedTelling.client))
    return session.exec(query).all()

"""How often feeds are fetched, written in batches; and since when the facts are what they are."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session, col, update

from zkl_bot.store.feed_abonnementen import count
from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.tables import FeedAbonnement, Versie

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)  # seconds since then fit an INTEGER for long


def write_counts(session: Session, tally: Mapping[tuple[str, str], int], *, now: datetime) -> None:
    """Adds a batch of fetches, counted by feed and kind of client."""
    for (feed, client), aantal in sorted(tally.items()):
        count(session, feed, client, aantal, now=now)


def mark_fetched(session: Session, token_hashes: Iterable[str], dag: date) -> None:
    """Keeps of personal feeds the local day on which they were last fetched, no more."""
    row = FeedAbonnement
    for token_hash in sorted(token_hashes):
        session.exec(
            update(row).where(col(row.token_hash) == token_hash).values(laatst_opgehaald=dag)
        )


def first_seen(session: Session, kenmerk: str, *, now: datetime) -> datetime:
    """When this state of facts and program was first in use, on whichever replica."""
    naam = f"feeds-{kenmerk}"
    insert_new(session, Versie(naam=naam, nummer=int((now - _EPOCH).total_seconds())))
    return _EPOCH + timedelta(seconds=session.get_one(Versie, naam).nummer)

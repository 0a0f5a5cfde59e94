"""Whether secrets exist at all, of whatever kind, by their hashes."""

from collections.abc import Sequence

from sqlalchemy import union_all
from sqlmodel import Session, col, select

from zkl_bot.store.tables import Abonnee, Afmelding, FeedAbonnement, Sleutel, Uitnodiging

PER_VRAAG = 200
"""How many hashes one query asks for; each goes along once for every kind of secret."""

_SOORTEN = (
    Uitnodiging.code_hash,
    Abonnee.geheim_hash,
    Sleutel.hash,
    Afmelding.hash,
    FeedAbonnement.token_hash,
)


def which_exist(session: Session, hashes: Sequence[str]) -> set[str]:
    """Those of these hashes that belong to an invitation, a link or a feed, good or not."""
    found: set[str] = set()
    for start in range(0, len(hashes), PER_VRAAG):
        some = hashes[start : start + PER_VRAAG]
        queries = (select(col(soort)).where(col(soort).in_(some)) for soort in _SOORTEN)
        rows = session.connection().execute(union_all(*queries))
        found.update(str(row[0]) for row in rows)
    return found

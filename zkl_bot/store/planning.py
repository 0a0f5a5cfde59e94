"""Writing what is due into the outbox, for many people at once.

People with the same choices share a profile; what is due is staged once per profile, and one
INSERT … SELECT makes the rows of everybody. Unsent rows follow what moved, and go when they are
no longer due. Doing it again changes nothing.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session

from zkl_bot.kennis.model import Id
from zkl_bot.store.abonnees import ZONDER_BEZORGING
from zkl_bot.store.outbox import BEVESTIGING, UITSTEL

WIJZIGING = "wijziging"
MELDING = "melding"
CORRECTIE = "correctie"
BIJZONDER = (WIJZIGING, BEVESTIGING, MELDING, CORRECTIE)
"""Rules of rows that don't come from herinneringen.yaml: planning leaves them alone."""
_ZONDER = ", ".join(f"'{kanaal}'" for kanaal in ZONDER_BEZORGING)


@dataclass(frozen=True, slots=True)
class Persoon:
    """An abonnee as planning reads them; `voorkeuren` is the JSON text as it is kept."""

    id: int
    rol: str
    gemeente: Id | None
    voorkeuren: str
    sinds: datetime
    volgt: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Klaar:
    """What is due for a profile. Moments in UTC; `nieuw` is false for what was planned before:
    it moves rows that are there, and makes none. `overzicht` is when the digest of its week went
    out: a row that waits since then, for a channel that is away, still goes with the digest.
    """

    regel: Id
    gebeurtenis: Id
    sleutel: str
    revisie: int
    verstuur_vanaf: datetime
    vervalt: datetime
    nieuw: bool
    overzicht: datetime | None = None


def people(session: Session, na: int, aantal: int) -> list[Persoon]:
    """The next people in order of their number, after `na`; empty when there are no more.

    Those who can be sent nothing are left out.
    """
    connection = session.connection()
    mark = _mark(connection)
    found = connection.exec_driver_sql(
        "SELECT id, rol, gemeente, CAST(voorkeuren AS TEXT), aangemaakt FROM abonnee"  # noqa: S608
        f" WHERE id > {mark} AND kanaal NOT IN ({_ZONDER}) ORDER BY id LIMIT {mark}",
        (na, aantal),
    ).all()
    if not found:
        return []
    volgt: dict[int, set[tuple[str, str]]] = {}
    for abonnee, soort, onderwerp in connection.exec_driver_sql(
        "SELECT abonnee, soort, onderwerp FROM volgt"  # noqa: S608
        f" WHERE abonnee BETWEEN {mark} AND {mark}",
        (found[0][0], found[-1][0]),
    ):
        volgt.setdefault(abonnee, set()).add((soort, onderwerp))
    nothing: frozenset[tuple[str, str]] = frozenset()
    return [
        Persoon(
            id,
            rol,
            gemeente,
            voorkeuren,
            _aware(made),
            frozenset(volgt[id]) if id in volgt else nothing,
        )
        for id, rol, gemeente, voorkeuren, made in found
    ]


def read_json(text: str) -> dict[str, Any]:
    """The object a JSON text holds; an empty one for anything else."""
    value = json.loads(text)
    return value if isinstance(value, dict) else {}


def write(
    session: Session,
    profielen: Sequence[tuple[Sequence[int], Sequence[Klaar]]],
    *,
    span: tuple[int, int],
    dagen: tuple[str, str],
    now: datetime,
) -> int:
    """Makes the outbox hold what is due for these people, and nothing else that is unsent.

    Each profile is the numbers of its people and what is due for them. `span` are the first and
    last number of everyone looked at, `dagen` the first and last local day (ISO) that was
    planned: only unsent rows of those people and days are moved or taken away. How many new.
    """
    connection = session.connection()
    _stage(connection, profielen)
    mark = _mark(connection)
    same = (
        "m.regel = outbox.regel AND m.gebeurtenis = outbox.gebeurtenis"
        " AND m.sleutel = outbox.sleutel"
    )
    of_span = f"outbox.stand = 'wachtend' AND outbox.abonnee BETWEEN {mark} AND {mark}"
    if _has_unsent(connection, of_span, span):
        _follow(connection, of_span, same, span, dagen)
    made = connection.exec_driver_sql(
        "INSERT INTO outbox (abonnee, regel, gebeurtenis, sleutel, revisie, verstuur_vanaf,"  # noqa: S608
        " vervalt, stand, pogingen, inhoud, aangemaakt)"
        " SELECT p.abonnee, m.regel, m.gebeurtenis, m.sleutel, m.revisie, m.verstuur_vanaf,"
        f" m.vervalt, 'wachtend', 0, '{{}}', {mark}"
        " FROM plan_persoon p JOIN plan_moment m ON m.profiel = p.profiel"
        " WHERE m.nieuw = 1 ORDER BY p.abonnee ON CONFLICT DO NOTHING",
        (_moment(connection, now),),
    )
    connection.exec_driver_sql("DELETE FROM plan_persoon")
    connection.exec_driver_sql("DELETE FROM plan_moment")
    return int(made.rowcount)


def _has_unsent(connection: Connection, of_span: str, span: tuple[int, int]) -> bool:
    query = f"SELECT 1 FROM outbox WHERE {of_span} LIMIT 1"  # noqa: S608 - our own words
    return connection.exec_driver_sql(query, span).first() is not None


def _follow(
    connection: Connection,
    of_span: str,
    same: str,
    span: tuple[int, int],
    dagen: tuple[str, str],
) -> None:
    """Unsent rows move with what moved, and go when they are no longer due."""
    mark = _mark(connection)
    with_digest = "outbox.verstuur_vanaf = m.overzicht"  # null, and so not true, without a digest
    connection.exec_driver_sql(
        f"UPDATE outbox SET verstuur_vanaf = CASE WHEN {with_digest}"  # noqa: S608
        " THEN outbox.verstuur_vanaf ELSE m.verstuur_vanaf END,"
        " vervalt = m.vervalt, revisie = m.revisie FROM plan_moment m, plan_persoon p"
        f" WHERE {of_span} AND p.abonnee = outbox.abonnee AND m.profiel = p.profiel AND {same}"
        " AND (outbox.vervalt <> m.vervalt OR outbox.revisie <> m.revisie"
        f" OR outbox.verstuur_vanaf <> m.verstuur_vanaf AND ({with_digest}) IS NOT TRUE)",
        span,
    )
    special = ", ".join(f"'{regel}'" for regel in BIJZONDER)
    connection.exec_driver_sql(
        f"DELETE FROM outbox WHERE {of_span} AND outbox.sleutel BETWEEN {mark} AND {mark}"  # noqa: S608
        f" AND outbox.regel NOT IN ({special}) AND outbox.sleutel NOT LIKE '{UITSTEL}%%'"
        " AND NOT EXISTS (SELECT 1 FROM plan_persoon p JOIN plan_moment m"
        f" ON m.profiel = p.profiel WHERE p.abonnee = outbox.abonnee AND {same})",
        (*span, *dagen),
    )


_PERSOON = (
    "CREATE TEMPORARY TABLE IF NOT EXISTS plan_persoon"
    " (abonnee INTEGER PRIMARY KEY, profiel INTEGER)"
)
_MOMENT = (
    "CREATE TEMPORARY TABLE IF NOT EXISTS plan_moment (profiel INTEGER, regel {text},"
    " gebeurtenis {text}, sleutel {text}, revisie INTEGER, verstuur_vanaf {moment},"
    " vervalt {moment}, nieuw INTEGER, overzicht {moment},"
    " PRIMARY KEY (profiel, regel, gebeurtenis, sleutel))"
)


def _stage(
    connection: Connection, profielen: Sequence[tuple[Sequence[int], Sequence[Klaar]]]
) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    types = {"text": "TEXT", "moment": "TEXT" if is_sqlite else "TIMESTAMPTZ"}
    connection.exec_driver_sql(_PERSOON)
    connection.exec_driver_sql(_MOMENT.format(**types))
    persons = ((id, number) for number, (ids, _) in enumerate(profielen) for id in ids)
    moments = (
        (
            number,
            k.regel,
            k.gebeurtenis,
            k.sleutel,
            k.revisie,
            _moment(connection, k.verstuur_vanaf),
            _moment(connection, k.vervalt),
            int(k.nieuw),
            _moment(connection, k.overzicht) if k.overzicht else None,
        )
        for number, (_, klaar) in enumerate(profielen)
        for k in klaar
    )
    _fill(connection, "plan_persoon", 2, persons)
    _fill(connection, "plan_moment", 9, moments)


def _fill(connection: Connection, table: str, width: int, rows: Iterable[tuple[Any, ...]]) -> None:
    """All rows into a staging table, the quickest way each database has."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * width)
        driver.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.name == "sqlite" else "%s"


def _moment(connection: Connection, moment: datetime) -> Any:
    """A moment as the column keeps it: SQLite as text in UTC."""
    return _as_text(moment) if connection.dialect.name == "sqlite" else moment


@lru_cache(maxsize=4096)
def _as_text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _aware(made: Any) -> datetime:
    moment = datetime.fromisoformat(made) if isinstance(made, str) else made
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

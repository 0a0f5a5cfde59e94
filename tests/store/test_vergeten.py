from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlmodel import SQLModel, select

from zkl_bot.store import (
    abonnees,
    audit,
    feed_abonnementen,
    outbox_vullen,
    terugkoppeling,
    uitnodigingen,
    vastleggingen,
)
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import (
    Abonnee,
    Audit,
    Correctie,
    FeedAbonnement,
    Sleutel,
    Uitgaand,
    Uitnodiging,
    Vastlegging,
    Volgt,
)
from zkl_bot.store.vergeten import forget, handelingen


def fill(engine: Engine, nu: datetime) -> list[int]:
    """Twelve people, of whom the first and the last did all there is to do."""
    ids: list[int] = []
    with session(engine) as opened:
        for number in range(12):
            abonnee = abonnees.ensure(opened, "telegram", f"90{number}", now=nu)
            ids.append(abonnee.id or 0)
        for id in (ids[0], ids[-1]):
            wie = f"griffie haarlem #{id}"
            abonnees.follow(opened, id, "alles", "alles", now=nu)
            abonnees.add_sleutel(opened, id, f"geheim-{id}", now=nu)
            feed_abonnementen.add(opened, f"hash-{id}", {}, now=nu, abonnee=id)
            terugkoppeling.note_correctie(opened, "v", "a", f"van {id}", abonnee=id, now=nu)
            uitnodigingen.invite(opened, "raadslid", None, wie=wie, now=nu)
            audit.note(
                opened, wie=f"#{id}", wat="uitnodiging aangenomen", onderwerp=f"#{id}", now=nu
            )
            vastleggingen.add(
                opened,
                vastleggingen.gereed(f"evaluatie-{id}", date(2026, 1, 1), door=wie, now=nu),
            )
            outbox_vullen.add_many(
                opened,
                [{"abonnee": id, "verstuur_vanaf": nu}],
                regel="melding",
                gebeurtenis="x",
                sleutel="y",
                revisie=0,
                vervalt=nu + timedelta(days=1),
                inhoud={},
                now=nu,
            )
    return ids


def names(engine: Engine, table: type[SQLModel], *columns: str) -> list[Any]:
    with reading(engine) as opened:
        return [tuple(getattr(row, c) for c in columns) for row in opened.exec(select(table))]


def test_forget_takes_everything_along_and_nothing_of_others(engine: Engine, nu: datetime) -> None:
    first, *between, last = fill(engine, nu)
    with session(engine) as opened:
        forget(opened, opened.get_one(Abonnee, first), now=nu)
    assert names(engine, Abonnee, "id") == [(id,) for id in (*between, last)]
    for table in (Volgt, FeedAbonnement, Sleutel, Uitgaand):
        assert names(engine, table, "abonnee") == [(last,)]
    assert names(engine, Correctie, "opmerking") == [(f"van {last}",)]
    gone, theirs = "griffie haarlem (gewist)", f"griffie haarlem #{last}"
    assert sorted(names(engine, Uitnodiging, "door")) == [(theirs,), (gone,)]
    assert sorted(names(engine, Vastlegging, "door")) == [(theirs,), (gone,)]
    said = names(engine, Audit, "id", "wie", "onderwerp")
    said = [row[1:] for row in sorted(said)]
    assert [wie for wie, _ in said] == [gone, "(gewist)", gone, theirs, f"#{last}", theirs]
    assert [over for _, over in said if over.startswith(("(", "#"))] == ["(gewist)", f"#{last}"]


def test_handelingen_are_those_of_one_person_only(engine: Engine, nu: datetime) -> None:
    ids = fill(engine, nu)
    with reading(engine) as opened:
        found = [(h.wat, h.wie) for h in handelingen(opened, ids[0])]
    wie = f"griffie haarlem #{ids[0]}"
    assert found == [
        ("gereed vastgelegd", wie),
        ("uitnodiging aangenomen", f"#{ids[0]}"),
        ("uitnodiging gemaakt", wie),
    ]

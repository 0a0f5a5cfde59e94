from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, Table, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from zkl_bot.store import tables
from zkl_bot.store.engine import reading, session
from zkl_bot.store.opdracht import Opdracht

_AUDIT: Table = tables.Audit.__table__  # type: ignore[attr-defined]
_VERSIE: Table = tables.Versie.__table__  # type: ignore[attr-defined]
_NAMEN = ("moment", "wie", "wat", "onderwerp", "voor", "na")


def test_opdracht_keeps_what_sqlalchemy_itself_keeps(engine: Engine, nu: datetime) -> None:
    elders = nu.astimezone(timezone(timedelta(hours=2)))
    values = {
        "moment": elders,
        "wie": "griffie #1",
        "wat": "100% 'x'; :na",
        "onderwerp": "é\n🏛",
        "voor": None,
        "na": {"plaats": "Zaal 1", "acties": ["actie-1"], "geo": None},
    }
    with session(engine) as opened:
        connection = opened.connection()
        connection.execute(insert(_AUDIT), values)
        Opdracht(insert(_AUDIT).inline(), _NAMEN).run(connection, values)
    with reading(engine) as opened:
        whole = select(*(_AUDIT.c[naam] for naam in _NAMEN))
        connection = opened.connection()
        rows = [row._asdict() for row in connection.execute(whole)]
        first = Opdracht(whole, []).run(connection, {})
    assert rows == [values, values]
    assert first == tuple(values.values())


def test_opdracht_fails_as_sqlalchemy_does(engine: Engine) -> None:
    insertion = Opdracht(insert(_VERSIE).inline(), ("naam", "nummer"))
    values = {"naam": "geheim", "nummer": 1}

    def twice() -> None:
        with session(engine) as opened:
            insertion.run(opened.connection(), values)
            insertion.run(opened.connection(), values)

    with pytest.raises(IntegrityError) as raised:
        twice()
    assert raised.value.statement is not None
    assert raised.value.statement.startswith("INSERT INTO versie")
    assert raised.value.params is None
    with reading(engine) as opened:
        assert opened.connection().execute(select(_VERSIE)).all() == []


def test_opdracht_fills_in_anew_each_time_and_gives_back_what_it_returns(engine: Engine) -> None:
    higher = Opdracht(
        update(_VERSIE)
        .where(_VERSIE.c.naam == bindparam("key"))
        .values(nummer=_VERSIE.c.nummer + 3)
        .returning(_VERSIE.c.nummer),
        ("key",),
    )
    gone = Opdracht(delete(_VERSIE).where(_VERSIE.c.naam == bindparam("key")), ("key",))
    with session(engine) as opened:
        connection = opened.connection()
        connection.execute(
            insert(_VERSIE), [{"naam": "a", "nummer": 1}, {"naam": "b", "nummer": 0}]
        )
        found = [higher.run(connection, {"key": key}) for key in ("a", "b", "a", "x")]
        gone.run(connection, {"key": "b"})
        left = connection.execute(select(_VERSIE.c.naam, _VERSIE.c.nummer)).all()
    assert found == [(4,), (3,), (7,), None]
    assert left == [("a", 7)]

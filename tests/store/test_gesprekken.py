from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, text
from sqlmodel import select

from zkl_bot.store import gesprekken
from zkl_bot.store.engine import reading, session
from zkl_bot.store.migrate import migrate
from zkl_bot.store.tables import Gesprek


def test_stand_is_kept_replaced_and_forgotten_when_empty(engine: Engine, nu: datetime) -> None:
    stands: list[dict[str, Any]] = [{"onderwerp": {"id": "actie-9"}}, {"velden": []}, {}]
    for stand in stands:
        with session(engine) as opened:
            gesprekken.save(opened, "telegram:7", stand, now=nu)
        with reading(engine) as opened:
            assert gesprekken.load(opened, "telegram:7") == stand


def test_update_is_new_only_once(engine: Engine, nu: datetime) -> None:
    big = 2**40
    with session(engine) as opened:
        assert not gesprekken.is_seen(opened, big)
        assert gesprekken.first_time(opened, big, now=nu)
    with session(engine) as opened:
        assert gesprekken.is_seen(opened, big)
        assert not gesprekken.first_time(opened, big, now=nu)


def test_dialogue_moves_with_its_chat(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        gesprekken.save(opened, "telegram:-1", {"a": 1}, now=nu)
        gesprekken.move(opened, "telegram:-1", "telegram:-100")
        gesprekken.move(opened, "telegram:-5", "telegram:-500")
    with reading(engine) as opened:
        assert gesprekken.load(opened, "telegram:-100") == {"a": 1}
        assert gesprekken.load(opened, "telegram:-1") == {}


def test_expire_forgets_in_time_and_leaves_the_rest(engine: Engine, nu: datetime) -> None:
    eerder = {"kaart": "actie-9", "sinds": nu.isoformat()}
    half_hour = timedelta(minutes=30)
    with session(engine) as opened:
        gesprekken.save(opened, "alleen", {"eerder": eerder}, now=nu)
        gesprekken.save(opened, "meer", {"eerder": eerder, "teller": 1}, now=nu)
        gesprekken.save(opened, "later", {"eerder": eerder}, now=nu)
        later = eerder | {"sinds": (nu + timedelta(minutes=5)).isoformat()}
        gesprekken.save(opened, "later", {"eerder": later}, now=nu)
    kept = []
    for passed in (half_hour, half_hour + timedelta(seconds=1)):
        with session(engine) as opened:
            gesprekken.expire(opened, now=nu + passed)
        with reading(engine) as opened:
            kept.append({g.chat: g.stand for g in opened.exec(select(Gesprek))})
    assert sorted(kept[0]) == ["alleen", "later", "meer"]
    assert kept[1] == {"meer": {"teller": 1}, "later": {"eerder": later}}


def test_expire_looks_at_what_an_earlier_version_kept(engine: Engine, nu: datetime) -> None:
    migrate(engine, "0002")
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO gesprek (chat, stand, gewijzigd) VALUES ('a', :stand, :nu)"),
            {"stand": '{"gevraagd": {"vraag": "geheim?"}, "teller": 1}', "nu": nu},
        )
    migrate(engine)
    with session(engine) as opened:
        gesprekken.expire(opened, now=nu + timedelta(seconds=1))
        assert gesprekken.load(opened, "a") == {"teller": 1}


def test_clean_up_forgets_what_is_old(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        for chat, ago in (("oud", 40), ("nieuw", 1)):
            gesprekken.save(opened, chat, {"a": 1}, now=nu - timedelta(days=ago))
        gesprekken.first_time(opened, 1, now=nu - timedelta(days=40))
        gesprekken.clean_up(opened, before=nu - timedelta(days=30))
    with reading(engine) as opened:
        assert gesprekken.load(opened, "oud") == {}
        assert gesprekken.load(opened, "nieuw") == {"a": 1}
        assert not gesprekken.is_seen(opened, 1)

from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import select

from zkl_bot.store import abonnees, feed_abonnementen
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import FeedAbonnement, Volgt


def test_ensure_makes_one_of_an_address(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        first = abonnees.ensure(opened, "telegram", "7", now=nu, taal="en")
        again = abonnees.ensure(opened, "telegram", "7", now=nu + timedelta(days=1))
        other = abonnees.ensure(opened, "email", "7", now=nu)
        assert (first.id, first.taal, first.rol) == (again.id, "en", "publiek")
        assert other.id != first.id


def test_follow_twice_is_once_and_can_be_undone(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        id = abonnees.ensure(opened, "telegram", "7", now=nu).id or 0
        for soort, onderwerp in (("actie", "actie-1"), ("actie", "actie-1"), ("alles", "alles")):
            abonnees.follow(opened, id, soort, onderwerp, now=nu)
        assert abonnees.follows(opened, id) == {("actie", "actie-1"), ("alles", "alles")}
        abonnees.unfollow(opened, id, "alles", "alles")
        assert abonnees.follows(opened, id) == {("actie", "actie-1")}


def test_preference_set_to_none_is_gone(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        abonnees.set_voorkeur(opened, abonnees.ensure(opened, "t", "1", now=nu), "tijd", "08:30")
        abonnees.set_voorkeur(opened, abonnees.ensure(opened, "t", "1", now=nu), "stil", [])
    with session(engine) as opened:
        abonnees.set_voorkeur(opened, abonnees.ensure(opened, "t", "1", now=nu), "stil", None)
    with reading(engine) as opened:
        kept = abonnees.find(opened, "t", "1")
        assert kept is not None
        assert kept.voorkeuren == {"tijd": "08:30"}


def test_who_is_heard_again_is_no_longer_paused(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        abonnee = abonnees.ensure(opened, "telegram", "7", now=nu)
        abonnees.pause(opened, abonnee, "geblokkeerd")
        abonnees.seen(opened, abonnee, now=nu + timedelta(days=1))
        assert (abonnee.gepauzeerd, abonnee.laatst_gezien) == (None, nu + timedelta(days=1))


def test_chat_that_moved_keeps_what_it_had(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        old = abonnees.ensure(opened, "telegram", "-1", now=nu, soort="groep")
        abonnees.follow(opened, old.id or 0, "alles", "alles", now=nu)
        abonnees.move(opened, "telegram", "-1", "-100")
        abonnees.move(opened, "telegram", "-5", "-500")
        moved = abonnees.find(opened, "telegram", "-100")
        assert moved is not None
        assert moved.id == old.id
        assert abonnees.find(opened, "telegram", "-1") is None


def test_forget_takes_everything_along(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        abonnee = abonnees.ensure(opened, "telegram", "7", now=nu)
        abonnees.follow(opened, abonnee.id or 0, "alles", "alles", now=nu)
        feed_abonnementen.add(opened, "hash", {}, now=nu, abonnee=abonnee.id)
    with session(engine) as opened:
        kept = abonnees.find(opened, "telegram", "7")
        assert kept is not None
        abonnees.forget(opened, kept)
    with reading(engine) as opened:
        assert opened.exec(select(Volgt)).all() == []
        assert opened.exec(select(FeedAbonnement)).all() == []


def test_secret_is_found_by_its_hash(engine: Engine, nu: datetime) -> None:
    secret = abonnees.new_secret()
    with session(engine) as opened:
        abonnee = abonnees.ensure(opened, "email", "a@b.example", now=nu)
        abonnee.geheim_hash = abonnees.hash_of(secret)
        opened.add(abonnee)
        opened.flush()
        assert abonnees.by_secret(opened, secret) == abonnee
        assert abonnees.by_secret(opened, "anders") is None

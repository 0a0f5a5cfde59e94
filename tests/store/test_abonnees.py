from datetime import datetime, timedelta

from sqlalchemy import Engine

from zkl_bot.store import abonnees
from zkl_bot.store.engine import reading, session


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
    soon = nu + timedelta(seconds=9)
    with session(engine) as opened:
        abonnee = abonnees.ensure(opened, "telegram", "7", now=nu)
        abonnees.pause(opened, abonnee, "geblokkeerd", now=nu)
        opened.flush()
        abonnees.seen(opened, "telegram", "7", now=soon)
        opened.refresh(abonnee)
        assert (abonnee.gepauzeerd, abonnee.laatst_gezien) == (None, soon)


def test_when_somebody_was_heard_is_kept_to_the_day(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        abonnee = abonnees.ensure(opened, "telegram", "7", now=nu)
        opened.flush()
        kept = []
        for later in (timedelta(hours=23), timedelta(hours=25)):
            abonnees.seen(opened, "telegram", "7", now=nu + later)
            opened.refresh(abonnee)
            kept.append(abonnee.laatst_gezien - nu)
    assert kept == [timedelta(0), timedelta(hours=25)]


def test_who_blocks_is_kept_for_the_term_from_then(engine: Engine, nu: datetime) -> None:
    later = nu + timedelta(days=900)
    with session(engine) as opened:
        abonnee = abonnees.ensure(opened, "telegram", "7", now=nu)
        for day in (0, 5):
            abonnees.pause(opened, abonnee, "geblokkeerd", now=later + timedelta(days=day))
        opened.flush()
        assert abonnees.silent(opened, before=later) == []
        assert abonnees.silent(opened, before=later + timedelta(seconds=1)) == [abonnee]


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


def test_secret_is_found_by_its_hash(engine: Engine, nu: datetime) -> None:
    secret = abonnees.new_secret()
    with session(engine) as opened:
        abonnee = abonnees.ensure(opened, "email", "a@b.example", now=nu)
        abonnee.geheim_hash = abonnees.hash_of(secret)
        opened.add(abonnee)
        opened.flush()
        assert abonnees.by_secret(opened, secret) == abonnee
        assert abonnees.by_secret(opened, "anders") is None

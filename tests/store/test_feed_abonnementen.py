from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from zkl_bot.store import abonnees, feed_abonnementen
from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.engine import session


def test_feed_is_found_renewed_and_withdrawn_by_token(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        feed_abonnementen.add(opened, hash_of("oud"), {"gremia": ["pho"]}, now=nu)
        assert feed_abonnementen.renew(opened, "oud", hash_of("nieuw"), now=nu)
        assert not feed_abonnementen.renew(opened, "oud", hash_of("x"), now=nu)
    with session(engine) as opened:
        assert feed_abonnementen.find(opened, "oud") is None
        found = feed_abonnementen.find(opened, "nieuw")
        assert found is not None
        assert found.keuze == {"gremia": ["pho"]}
        feed_abonnementen.fetched(opened, "nieuw", date(2022, 3, 1))
        assert found.laatst_opgehaald == date(2022, 3, 1)
        assert feed_abonnementen.withdraw(opened, "nieuw")
        assert not feed_abonnementen.withdraw(opened, "nieuw")


def test_abonnee_has_one_feed(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        id = abonnees.ensure(opened, "telegram", "7", now=nu).id
        for token in ("een", "twee"):
            feed_abonnementen.add(opened, hash_of(token), {}, now=nu, abonnee=id)
    with session(engine) as opened:
        assert feed_abonnementen.find(opened, "een") is None
        assert feed_abonnementen.find(opened, "twee") is not None


def test_fetches_are_counted_by_feed_and_client(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        for feed, client, aantal in (("pho", "outlook", 2), ("pho", "outlook", 3), ("pho", "x", 1)):
            feed_abonnementen.count(opened, feed, client, aantal, now=nu)
        counted = feed_abonnementen.counts(opened)
    assert [(c.feed, c.client, c.aantal) for c in counted] == [
        ("pho", "outlook", 5),
        ("pho", "x", 1),
    ]


def test_counts_say_when_each_client_last_fetched(engine: Engine, nu: datetime) -> None:
    later = nu + timedelta(hours=3)
    with session(engine) as opened:
        assert list(feed_abonnementen.counts(opened)) == []
        feed_abonnementen.count(opened, "pho", "outlook", 2, now=nu)
        feed_abonnementen.count(opened, "pho", "google", 1, now=nu)
        feed_abonnementen.count(opened, "alles", "apple", 1, now=nu)
    with session(engine) as opened:
        feed_abonnementen.count(opened, "pho", "outlook", 1, now=later)
    with session(engine) as opened:
        counted = [c.model_dump() for c in feed_abonnementen.counts(opened)]
    assert counted == [
        {"feed": "alles", "client": "apple", "aantal": 1, "laatst": nu},
        {"feed": "pho", "client": "google", "aantal": 1, "laatst": nu},
        {"feed": "pho", "client": "outlook", "aantal": 3, "laatst": later},
    ]

from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import select

from zkl_bot.store import abonnees
from zkl_bot.store.engine import reading, session
from zkl_bot.store.opruimen import clean_up
from zkl_bot.store.tables import Abonnee


def test_silent_are_forgotten_unless_they_get_something(engine: Engine, nu: datetime) -> None:
    long_ago, stil = nu - timedelta(days=800), timedelta(days=730)
    with session(engine) as opened:
        for adres in ("stil", "volgt", "rol", "geblokkeerd"):
            abonnees.ensure(opened, "telegram", adres, now=long_ago)
        abonnees.ensure(opened, "telegram", "vers", now=nu)
        volgt = abonnees.ensure(opened, "telegram", "volgt", now=nu)
        abonnees.follow(opened, volgt.id or 0, "alles", "alles", now=nu)
        for adres in ("rol", "geblokkeerd"):
            abonnee = abonnees.ensure(opened, "telegram", adres, now=nu)
            abonnees.set_rol(opened, abonnee, "ambtenaar", "heemstede")
            if adres == "geblokkeerd":
                abonnees.pause(opened, abonnee, "geblokkeerd", now=long_ago)
    with session(engine) as opened:
        clean_up(opened, stil=stil, now=nu)
    with reading(engine) as opened:
        assert {a.adres for a in opened.exec(select(Abonnee))} == {"vers", "volgt", "rol"}

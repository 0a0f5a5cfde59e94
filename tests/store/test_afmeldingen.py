from datetime import datetime, timedelta

from sqlalchemy import Engine

from zkl_bot.store import abonnees, afmeldingen
from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.engine import reading, session
from zkl_bot.store.vergeten import forget


def test_links_of_who_left_stay_known_for_a_while_and_no_others(
    engine: Engine, nu: datetime
) -> None:
    with session(engine) as opened:
        for adres in ("a@example.nl", "b@example.nl"):
            abonnee = abonnees.ensure(opened, "email", adres, now=nu)
            assert abonnee.id is not None
            for link in ("een", "twee"):
                abonnees.add_sleutel(opened, abonnee.id, f"{adres} {link}", now=nu)
        gone = abonnees.find(opened, "email", "a@example.nl")
        assert gone is not None
        afmeldingen.note(opened, gone, now=nu)  # of two at once, one finds it noted
        forget(opened, gone, now=nu)

    def known() -> list[bool]:
        links = [f"{a}@example.nl {link}" for a in ("a", "b") for link in ("een", "twee")]
        with reading(engine) as opened:
            return [afmeldingen.is_known(opened, hash_of(link)) for link in links]

    assert known() == [True, True, False, False]
    with session(engine) as opened:
        afmeldingen.clean_up(opened, before=nu)
    assert known() == [True, True, False, False]
    with session(engine) as opened:
        afmeldingen.clean_up(opened, before=nu + timedelta(seconds=1))
    assert known() == [False] * 4

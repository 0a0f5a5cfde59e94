from datetime import datetime, timedelta

from sqlalchemy import Engine

from zkl_bot.store import terugkoppeling
from zkl_bot.store.engine import session


def test_open_question_is_kept_short_and_for_a_while(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        terugkoppeling.note_open_vraag(opened, "x" * 5000, now=nu)
        terugkoppeling.note_open_vraag(opened, "oud", now=nu - timedelta(days=91))
        terugkoppeling.clean_up(opened, before=nu - timedelta(days=90))
        kept = terugkoppeling.open_vragen(opened, since=nu - timedelta(days=365))
    assert [v.tekst for v in kept] == ["x" * 1000]


def test_correction_is_dealt_with_once(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        terugkoppeling.note_correctie(opened, "v", "a", None, abonnee=None, now=nu)
        (waiting,) = terugkoppeling.correcties(opened)
        assert waiting.id is not None
        done = terugkoppeling.settle_correctie(opened, waiting.id, "dank", now=nu)
        assert done is not None
        assert (done.reactie, done.afgehandeld) == ("dank", nu)
        assert terugkoppeling.settle_correctie(opened, waiting.id, "nog eens", now=nu) is None
        assert terugkoppeling.settle_correctie(opened, 999, None, now=nu) is None
        assert terugkoppeling.correcties(opened) == []

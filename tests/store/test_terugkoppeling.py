from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import select

from zkl_bot.store import abonnees, terugkoppeling
from zkl_bot.store.engine import session
from zkl_bot.store.tables import Correctie


def test_open_question_is_kept_short_and_for_a_while(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        terugkoppeling.note_open_vraag(opened, "x" * 5000, now=nu)
        terugkoppeling.note_open_vraag(opened, "oud", now=nu - timedelta(days=91))
        terugkoppeling.clean_up(opened, before=nu - timedelta(days=90), correcties=nu)
        kept = terugkoppeling.open_vragen(
            opened, since=nu - timedelta(days=365), before=nu + timedelta(seconds=1)
        )
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


def test_correction_filed_twice_is_one_with_what_was_added(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        who = [abonnees.ensure(opened, "t", adres, now=nu).id for adres in ("1", "2")]
        filed = [
            terugkoppeling.note_correctie(opened, vraag, "a", remark, abonnee=abonnee, now=nu)
            for vraag, remark, abonnee in (
                ("v", "eerst", who[0]),
                ("v", None, who[0]),
                ("v", "en ook dit", who[0]),
                ("v", None, who[1]),
                ("w", None, who[0]),
            )
        ]
        kept = [(c.vraag, c.opmerking, c.abonnee) for c in terugkoppeling.correcties(opened)]
    assert [made is not None for made in filed] == [True, False, False, True, True]
    assert kept == [("v", "en ook dit", who[0]), ("v", None, who[1]), ("w", None, who[0])]


def test_correction_is_forgotten_after_its_term(engine: Engine, nu: datetime) -> None:
    def days(number: int) -> datetime:
        return nu - timedelta(days=number)

    with session(engine) as opened:
        for vraag, made, settled in (
            ("vers", 80, 1),
            ("afgehandeld", 100, 91),
            ("vergeten", 366, None),
            ("wacht", 364, None),
        ):
            row = terugkoppeling.note_correctie(
                opened, vraag, "a", None, abonnee=None, now=days(made)
            )
            assert row is not None
            if settled is not None:
                terugkoppeling.settle_correctie(opened, row.id or 0, "r", now=days(settled))
        terugkoppeling.clean_up(opened, before=days(90), correcties=days(365))
        assert [c.vraag for c in opened.exec(select(Correctie))] == ["vers", "wacht"]

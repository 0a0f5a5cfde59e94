from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from zkl_bot.store import audit, vastleggingen, versies
from zkl_bot.store.engine import reading, session
from zkl_bot.store.vastleggingen import AlVastgelegd, gereed, opzegging


def test_notice_is_kept_under_municipality_and_year(engine: Engine, nu: datetime) -> None:
    melding = opzegging("heemstede", date(2022, 2, 1), door="griffie #1", now=nu)
    with session(engine) as opened:
        vastleggingen.add(opened, melding)
    with reading(engine) as opened:
        assert vastleggingen.everything(opened) == (melding,)
        assert versies.current(opened, versies.AGENDA) == 1
        assert [(e.wie, e.wat, e.onderwerp) for e in audit.entries(opened)] == [
            ("griffie #1", "opzegging vastgelegd", "opzegging-2022")
        ]
    assert (melding.id, melding.gebeurtenis) == ("opzegging-heemstede-2022", "opzegging-2022")


def test_second_notice_of_a_year_is_refused_but_not_of_another(
    engine: Engine, nu: datetime
) -> None:
    with session(engine) as opened:
        vastleggingen.add(opened, opzegging("heemstede", date(2022, 2, 1), door="g", now=nu))
        with pytest.raises(AlVastgelegd):
            vastleggingen.add(opened, opzegging("heemstede", date(2022, 3, 1), door="g", now=nu))
        vastleggingen.add(opened, opzegging("zandvoort", date(2022, 2, 1), door="g", now=nu))
        vastleggingen.add(opened, opzegging("heemstede", date(2021, 2, 1), door="g", now=nu))
        assert len(vastleggingen.everything(opened)) == 3


def test_withdrawn_stays_and_can_be_recorded_again(engine: Engine, nu: datetime) -> None:
    later = nu + timedelta(minutes=5)
    first = gereed("evaluatie-2023", date(2022, 3, 1), door="g", now=nu)
    with session(engine) as opened:
        vastleggingen.add(opened, first)
        vastleggingen.withdraw(opened, first.id, wie="g", now=later)
        again = vastleggingen.add(opened, replace(first, aangemaakt=later + timedelta(minutes=1)))
    with reading(engine) as opened:
        assert vastleggingen.everything(opened) == (replace(first, ingetrokken=later), again)
    assert again.id == "gereed-evaluatie-2023-2"


def test_only_what_stands_can_be_withdrawn(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        vastleggingen.add(opened, gereed("x", date(2022, 3, 1), door="g", now=nu))
        vastleggingen.withdraw(opened, "gereed-x", wie="g", now=nu)
        for id in ("gereed-x", "gereed-y"):
            with pytest.raises(KeyError):
                vastleggingen.withdraw(opened, id, wie="g", now=nu)

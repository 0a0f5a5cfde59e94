import asyncio

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from zkl_bot.schedule import bewaking
from zkl_bot.schedule.bewaking import Bewaking


async def _run(waakt: Bewaking, naam: str, fault: BaseException | None) -> None:
    async def job() -> None:
        if fault is not None:
            raise fault

    await waakt.guarded(naam, job)()


def _away() -> OperationalError:
    return OperationalError("SELECT 1", None, Exception("database is locked"))


async def test_a_job_that_fails_is_named_until_it_runs_well() -> None:
    waakt = Bewaking()
    await _run(waakt, "plan", IntegrityError("INSERT", None, Exception("x")))
    await _run(waakt, "reap", ValueError("x"))
    assert waakt.fault() == (
        "Deze taken lukten de laatste keer niet: plan (IntegrityError), reap (ValueError)."
    )
    await _run(waakt, "plan", None)
    await _run(waakt, "reap", None)
    assert waakt.fault() is None


async def test_a_database_that_is_away_counts_as_long_as_it_may_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waakt = Bewaking()
    await _run(waakt, "forget", _away())
    assert waakt.fault() == "Deze taken lukten de laatste keer niet: forget (OperationalError)."
    # A job that runs once an hour does not keep the service from being ready for an hour.
    monkeypatch.setattr(bewaking, "WEG_TELT", 0.0)
    await _run(waakt, "forget", _away())
    assert waakt.fault() is None


async def test_a_job_that_is_broken_off_is_no_fault() -> None:
    waakt = Bewaking()
    await _run(waakt, "plan", asyncio.CancelledError())
    assert waakt.fault() is None

import pytest

from zkl_bot.channels.wacht import Wacht


def _fill(wacht: Wacht, count: int, begin: float, distance: float, took: float = 0.01) -> None:
    for n in range(count):
        at = begin + n * distance
        wacht.depart(at).done(at + took)


def test_too_soon_lets_go_while_there_is_room() -> None:
    wacht = Wacht(29)
    _fill(wacht, 29, 10.0, 0.02)
    assert wacht.too_soon(10.6) == 0.0


def test_too_soon_keeps_any_window_to_the_number() -> None:
    wacht = Wacht(29)
    _fill(wacht, 30, 10.0, 0.02)
    assert wacht.too_soon(10.6) == pytest.approx(10.0 + 1.025 - 10.6)


def test_too_soon_spreads_who_is_late() -> None:
    wacht = Wacht(10)
    wacht.depart(10.0)
    assert wacht.too_soon(10.0) == pytest.approx(1 / 30)
    assert wacht.too_soon(10.05) == 0.0


def test_too_soon_counts_an_exception_from_when_it_may_have_arrived() -> None:
    wacht = Wacht(9)
    wacht.depart(10.0).done(10.21)  # a connection had to be made first
    _fill(wacht, 9, 10.1, 0.1)
    # It may have arrived 200 ms after it left, the one after it surely sooner.
    assert wacht.too_soon(11.0) == pytest.approx(10.1 + 1.025 - 11.0)


def test_too_soon_counts_from_when_a_call_was_written_out() -> None:
    wacht = Wacht(9)
    first = wacht.depart(10.0)
    _fill(wacht, 9, 10.1, 0.02)
    first.op_weg = 10.05
    first.done(10.06)
    assert wacht.too_soon(10.9) == pytest.approx(10.05 + 1.025 - 10.9)


def test_too_soon_counts_what_was_not_written_out_yet_as_leaving_now() -> None:
    wacht = Wacht(9)
    calls = [wacht.depart(10.0 + n * 0.04) for n in range(10)]
    assert wacht.too_soon(20.0) == pytest.approx(1.025)
    for n, call in enumerate(calls):
        call.op_weg = 20.0 + n * 0.01
        call.done(call.op_weg + 0.01)
    assert wacht.too_soon(20.3) == pytest.approx(20.0 + 1.025 - 20.3)


def test_too_soon_counts_what_stays_without_a_reply_as_arriving_now() -> None:
    wacht = Wacht(9)
    for n in range(10):
        wacht.depart(10.0 + n * 0.1).op_weg = 10.0 + n * 0.1
    assert wacht.too_soon(13.0) == pytest.approx(1.025)


def test_too_soon_takes_the_reply_to_a_later_call_as_proof_of_arrival() -> None:
    wacht = Wacht(9)
    wacht.depart(10.0).op_weg = 10.0  # hangs
    _fill(wacht, 9, 10.1, 0.1)
    assert wacht.too_soon(11.0) == pytest.approx(10.1 + 1.025 - 11.0)
    assert wacht.too_soon(11.2) == 0.0


def test_too_soon_takes_a_usual_time_to_reply_as_no_exception() -> None:
    wacht = Wacht(9)
    _fill(wacht, 10, 10.0, 0.09, took=0.5)
    assert wacht.too_soon(10.9) == pytest.approx(10.0 + 1.025 - 10.9)


def test_calls_of_others_count_once_they_have_left() -> None:
    wacht = Wacht(9)
    _fill(wacht, 8, 10.0, 0.1)
    wacht.other(10.85)
    wacht.other(11.5)
    assert wacht.too_soon(10.9) == 0.0
    wacht.other(10.86)
    assert wacht.too_soon(10.9) == pytest.approx(10.0 + 1.025 - 10.9)


def test_wacht_forgets_what_is_long_ago() -> None:
    wacht = Wacht(29)
    _fill(wacht, 200, 10.0, 0.0345)
    wacht.too_soon(17.0)
    assert len(wacht._calls) < 45

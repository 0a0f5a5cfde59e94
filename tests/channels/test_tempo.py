from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from tests.fakes.wandklok import hang
from tests.schedule.bezorg_meting import measure_delivery
from zkl_bot.channels.tempo import Limieten, Tempo
from zkl_bot.store.engine import session
from zkl_bot.store.snelheid import ALLES, Beurt

STRAKS = timedelta(milliseconds=400)


@pytest.fixture
def engine(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """With a clock that stands still, so that a slow machine takes no turns away."""
    hang(monkeypatch)
    return engine


def _reserve(engine: Engine, tempo: Tempo, *chats: str) -> list[Beurt]:
    with session(engine) as opened:
        return tempo.reserve(opened, chats, STRAKS)


def _slow_down(engine: Engine, tempo: Tempo, chat: str, wacht: float) -> None:
    with session(engine) as opened:
        tempo.slow_down(opened, chat, wacht)


def test_a_full_queue_stays_within_the_limit() -> None:
    """Without a pace two of three are refused. How close it comes to the limit is measured in
    bench/; a slow machine lets some arrive too close together.
    """
    _, refused = measure_delivery(90)
    assert refused <= 9


def test_reserve_gives_each_its_turn_in_order(engine: Engine) -> None:
    tempo = Tempo(Limieten(per_seconde=1000, per_chat=1))
    turns = _reserve(engine, tempo, *(str(chat) for chat in range(101)))
    moments = [turn.moment for turn in turns]
    assert all(turn.bezet is None for turn in turns)
    assert moments == sorted(moments)
    assert moments[100] - moments[50] == timedelta(milliseconds=50)


def test_reserve_goes_on_where_it_stopped(engine: Engine) -> None:
    limieten = Limieten(per_seconde=20)
    first = _reserve(engine, Tempo(limieten), *"12345")
    second = _reserve(engine, Tempo(limieten), "6")
    assert second[0].moment - first[4].moment == timedelta(milliseconds=50)


def test_reserve_refuses_what_is_further_away(engine: Engine) -> None:
    turns = _reserve(engine, Tempo(Limieten(per_seconde=10)), *"123456789")
    assert [turn.bezet for turn in turns] == [None] * 5 + [ALLES] * 4


def test_reserve_does_not_let_a_busy_chat_hold_up_others(engine: Engine) -> None:
    turns = _reserve(engine, Tempo(Limieten(per_seconde=1000, per_chat=5)), "1", "1", "2")
    assert [turn.bezet for turn in turns] == [None, Tempo._key("1"), None]
    assert turns[1].wacht == 5


def test_a_group_gets_three_answers_in_a_row_and_never_more_than_twenty_a_minute(
    engine: Engine,
) -> None:
    tempo = Tempo(Limieten(per_seconde=1000))
    with session(engine) as opened:
        turns = tempo.reserve(opened, ["-1"] * 60, timedelta(minutes=10), stoot=True)
    waits = [round(turn.wacht, 2) for turn in turns]
    assert waits[:5] == [0, 1.1, 2.2, 3.4, 6.8]
    assert max(sum(w <= later < w + 60 for later in waits) for w in waits) == 20


def test_reminders_leave_what_goes_in_a_row_in_a_group_to_answers(engine: Engine) -> None:
    tempo = Tempo(Limieten())
    assert [turn.bezet for turn in _reserve(engine, tempo, "-1", "-1")] == [None, Tempo._key("-1")]
    with session(engine) as opened:
        [answer] = tempo.reserve(opened, ["-1"], timedelta(minutes=1), stoot=True)
    assert answer.wacht == 1.1


def test_a_braked_group_gets_no_answers_at_once(engine: Engine) -> None:
    tempo = Tempo(Limieten())
    _slow_down(engine, tempo, "-1", 30)
    with session(engine) as opened:
        [turn] = tempo.reserve(opened, ["-1"], timedelta(minutes=1), stoot=True)
    assert turn.wacht == 30


@pytest.mark.parametrize(
    ("per_groep", "stoot"), [(3.4, 3), (3.3, 2), (3.05, 1), (2.0, 1), (0.0, 1), (12.0, 3)]
)
def test_how_many_answers_a_group_gets_at_once_follows_from_its_pace(
    per_groep: float, stoot: int
) -> None:
    assert Limieten(per_groep=per_groep).stoot_groep == stoot


def test_slow_down_holds_up_everybody(engine: Engine) -> None:
    tempo = Tempo(Limieten())
    _slow_down(engine, tempo, "1", 7)
    assert [turn.bezet for turn in _reserve(engine, tempo, "2")] == [ALLES]


def test_slow_down_of_a_group_holds_up_that_group_only(engine: Engine) -> None:
    tempo = Tempo(Limieten())
    _slow_down(engine, tempo, "-1", 40)
    assert [turn.bezet for turn in _reserve(engine, tempo, "2", "-1")] == [None, Tempo._key("-1")]


def test_slow_down_makes_the_pace_slower_for_a_while(engine: Engine) -> None:
    tempo = Tempo(Limieten(per_seconde=20))
    _slow_down(engine, tempo, "1", 0)
    turns = _reserve(engine, tempo, *"2345")
    assert turns[3].moment - turns[2].moment == timedelta(milliseconds=55)


def test_calls_of_other_processes_count(engine: Engine) -> None:
    ours, theirs = (Tempo(Limieten(per_seconde=1)) for _ in range(2))
    with session(engine) as opened:
        ours.reserve(opened, ["1"], timedelta(minutes=1))
        theirs.reserve(opened, ["2", "3", "4"], timedelta(minutes=1))
        ours.reserve(opened, ["5"], timedelta(minutes=1))
    assert len(ours._anderen) == 3


def test_who_begins_takes_the_last_second_for_used_by_others(engine: Engine) -> None:
    killed, successor = (Tempo(Limieten(per_seconde=10)) for _ in range(2))
    with session(engine) as opened:
        killed.reserve(opened, ["1", "2"], STRAKS)
        successor.reserve(opened, ["3"], STRAKS)
    assert len(successor._anderen) > 2
    assert len(killed._anderen) == 0


def _waits(opened: Session, tempo: Tempo, *chats: str) -> list[float]:
    turns = tempo.reserve(opened, chats, timedelta(minutes=1), stoot=True)
    return [round(turn.wacht, 1) for turn in turns]


def test_answers_of_the_only_process_run_ahead_and_reminders_do_not(engine: Engine) -> None:
    tempo = Tempo(Limieten(per_seconde=1))
    chats = [str(number) for number in range(8)]
    with session(engine) as opened:
        # Who begins does not know yet whether it is the only one.
        assert _waits(opened, tempo, "a", "b") == [0, 1]
        assert _waits(opened, tempo, *chats) == [0, 0, 0, 0, 1, 2, 3, 4]
        [reminder] = tempo.reserve(opened, ["c"], timedelta(minutes=1))
    assert reminder.wacht == 10


def test_answers_of_one_of_two_processes_keep_to_the_pace(engine: Engine) -> None:
    ours, theirs = (Tempo(Limieten(per_seconde=1)) for _ in range(2))
    with session(engine) as opened:
        _waits(opened, ours, "a")
        _waits(opened, theirs, "b")
        assert _waits(opened, ours, "c", "d") == [2, 3]
        assert _waits(opened, ours, "e") == [4]


def test_answers_do_not_run_ahead_while_all_are_braked(engine: Engine) -> None:
    tempo = Tempo(Limieten(per_seconde=1))
    with session(engine) as opened:
        _waits(opened, tempo, "a")
    _slow_down(engine, tempo, "1", 3)
    with session(engine) as opened:
        assert _waits(opened, tempo, "b") == [3]

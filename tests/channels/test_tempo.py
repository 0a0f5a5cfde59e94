from datetime import timedelta

from sqlalchemy import Engine

from tests.schedule.bezorg_meting import measure_delivery
from zkl_bot.channels.tempo import Limieten, Tempo, Wacht
from zkl_bot.store.engine import session
from zkl_bot.store.snelheid import ALLES, SPELING


def test_a_full_queue_stays_within_the_limit() -> None:
    """How close it comes to the limit is measured in bench/."""
    _, refused = measure_delivery(90)
    assert refused <= 2


def test_reserve_gives_each_its_turn_in_order(engine: Engine) -> None:
    tempo = Tempo(engine, Limieten(per_seconde=1000, per_chat=1))
    with session(engine) as opened:
        turns = [tempo.reserve(opened, str(chat)) for chat in range(101)]
    moments = [turn.moment for turn in turns]
    assert all(turn.bezet is None for turn in turns)
    assert moments == sorted(moments)
    # However slow the database: a hundred turns take a hundred intervals, less the slack.
    assert moments[100] - moments[0] >= timedelta(milliseconds=100) - SPELING


def test_reserve_does_not_let_a_busy_chat_hold_up_others(engine: Engine) -> None:
    tempo = Tempo(engine, Limieten(per_seconde=1000, per_chat=5))
    with session(engine) as opened:
        turns = [tempo.reserve(opened, chat) for chat in ("1", "1", "2")]
    assert [turn.bezet for turn in turns] == [None, f"{ALLES}:1", None]
    assert 4 < turns[1].wacht <= 5


def test_slow_down_holds_up_everybody(engine: Engine) -> None:
    tempo = Tempo(engine, Limieten())
    tempo.slow_down("1", 7)
    with session(engine) as opened:
        assert tempo.reserve(opened, "2").bezet == ALLES


def test_slow_down_of_a_group_holds_up_that_group_only(engine: Engine) -> None:
    tempo = Tempo(engine, Limieten())
    tempo.slow_down("-1", 40)
    with session(engine) as opened:
        assert tempo.reserve(opened, "2").bezet is None
        assert tempo.reserve(opened, "-1").bezet == f"{ALLES}:-1"


def test_wacht_counts_a_slow_call_from_when_it_may_have_arrived() -> None:
    wacht = Wacht(3)
    slow, quick, last = (wacht.depart(moment) for moment in (10.0, 10.2, 10.4))
    slow.einde, quick.einde, last.einde = 10.15, 10.21, 10.41
    # The quickest took 10 ms and the first 150: it may have arrived 140 ms after it left.
    assert round(wacht.too_soon(10.5), 2) == 0.65


def test_wacht_lets_go_while_there_is_room() -> None:
    wacht = Wacht(2)
    wacht.depart(10.0)
    assert wacht.too_soon(10.0) == 0.0

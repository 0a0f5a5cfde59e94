import asyncio
from datetime import timedelta
from itertools import pairwise
from time import monotonic

from sqlalchemy import Engine

from zkl_bot.channels.tempo import Limieten, Tempo
from zkl_bot.handlers.tempo import WACHT, GedeeldTempo

TE_LAAT = 0.05
"""Seconds: who goes late by as much makes the time until the next one shorter."""


async def sent(tempo: GedeeldTempo, chat: int, moments: list[tuple[int, float]]) -> None:
    async with tempo.turn(chat):
        moments.append((chat, monotonic()))


async def test_turns_of_one_chat_keep_their_distance_and_others_need_not_wait(
    engine: Engine,
) -> None:
    tempo = GedeeldTempo(engine, Tempo(Limieten(per_seconde=200, per_chat=0.5)))
    moments: list[tuple[int, float]] = []
    await asyncio.gather(*(sent(tempo, chat, moments) for chat in (1, 1, 2, 3)))
    own = [at for chat, at in moments if chat == 1]
    assert own[1] - own[0] >= 0.5 - TE_LAAT
    assert {chat for chat, _ in moments[:3]} == {1, 2, 3}


async def test_quick_answers_in_a_group_go_a_second_apart_and_then_at_its_pace(
    engine: Engine,
) -> None:
    tempo = GedeeldTempo(engine, Tempo(Limieten(per_seconde=200)))
    begin, moments = monotonic(), list[tuple[int, float]]()
    await asyncio.gather(*(sent(tempo, -5, moments) for _ in range(4)))
    waits = [at - begin for _, at in moments]
    assert [later - first >= 1.1 - TE_LAAT for first, later in pairwise(waits)] == [True] * 3
    assert waits[2] < 3.3 < waits[3]


async def test_answers_of_two_replicas_in_one_group_go_a_second_apart(engine: Engine) -> None:
    tempi = [GedeeldTempo(engine, Tempo(Limieten(per_seconde=200))) for _ in range(2)]
    moments: list[tuple[int, float]] = []
    await asyncio.gather(*(sent(tempo, -5, moments) for tempo in tempi))
    (_, first), (_, second) = moments
    assert second - first >= 1.1 - TE_LAAT


async def test_no_second_holds_more_than_the_limit(engine: Engine) -> None:
    tempo = GedeeldTempo(engine, Tempo(Limieten(per_seconde=20, per_chat=0.01)))
    moments: list[tuple[int, float]] = []
    await asyncio.gather(*(sent(tempo, chat, moments) for chat in range(1, 46)))
    times = sorted(at for _, at in moments)
    # One more than the pace, for who is late to catch up.
    assert all(
        later - first >= 1 - TE_LAAT for first, later in zip(times, times[21:], strict=False)
    )


async def test_who_waits_for_a_turn_is_told_at_once_for_how_long(engine: Engine) -> None:
    tempo = GedeeldTempo(engine, Tempo(Limieten(per_seconde=200, per_chat=0.5)))
    told: list[tuple[float, float]] = []
    token = WACHT.set(lambda moment: told.append((monotonic(), moment)))
    try:
        begin = monotonic()
        for _ in range(2):
            async with tempo.turn(1):
                end = monotonic()
    finally:
        WACHT.reset(token)
    heard, moment = told[1]
    assert begin < heard < moment <= end
    assert moment >= begin + 0.5


async def test_slow_down_makes_a_chat_wait(engine: Engine) -> None:
    tempo = GedeeldTempo(engine, Tempo(Limieten(per_seconde=200, per_chat=0.01)))
    begin, moments = monotonic(), list[tuple[int, float]]()
    await tempo.slow_down(-5, timedelta(seconds=0.6))
    await asyncio.gather(sent(tempo, -5, moments), sent(tempo, 6, moments))
    assert [chat for chat, _ in moments] == [6, -5]
    assert moments[1][1] - begin >= 0.6 - TE_LAAT

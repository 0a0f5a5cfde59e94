from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.feeds.voorbeeld import gebeurtenis
from zkl_bot.agenda.agenda import volgorde
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.feeds.regels import Regel, make_regels
from zkl_bot.kennis.periode import dag

ALLE = [
    gebeurtenis(f"raad-{n}", start=start, periode=dag(start.date()))
    for n in range(200)
    for start in [datetime(2022, 1, 1, 18, tzinfo=UTC) + timedelta(days=n // 3)]
]
CLOSE = [g for g in ALLE if make_regels([(g, b"")]).groepen[0].is_closed]


def regel(g: Gebeurtenis) -> Regel:
    return g, g.id.encode()


def in_order(some: list[Gebeurtenis]) -> list[Regel]:
    return [regel(g) for g in sorted(some, key=volgorde)]


def test_some_close_a_group_and_most_do_not() -> None:
    assert 5 < len(CLOSE) < 30


@given(
    st.sets(st.sampled_from(ALLE), max_size=150),
    st.lists(st.sampled_from(ALLE) | st.sampled_from(CLOSE), max_size=20),
)
def test_lines_changed_one_by_one_are_those_made_anew(
    first: set[Gebeurtenis], changes: list[Gebeurtenis]
) -> None:
    known, held = make_regels(in_order([*first])), set(first)
    for g in changes:
        before = known.copy()
        kept = before.flat()
        if g in held:
            known.drop(g)
            held.remove(g)
        else:
            known.put(*regel(g))
            held.add(g)
        assert known == make_regels(in_order([*held]))
        assert len(known) == len(held)
        assert before.flat() == kept


def test_only_the_very_object_is_dropped() -> None:
    regels = make_regels(in_order(ALLE))
    same = gebeurtenis(ALLE[7].id, start=ALLE[7].start, periode=ALLE[7].periode)
    regels.drop(same)
    regels.drop(gebeurtenis("laat", periode=dag(date(2030, 1, 1))))
    assert regels == make_regels(in_order(ALLE))


def test_a_long_run_without_a_close_is_cut_as_well() -> None:
    plain = [g for g in ALLE if g not in CLOSE]
    assert [len(groep.delen) for groep in make_regels(in_order(plain)).groepen] == [
        *[48] * (len(plain) // 48),
        len(plain) % 48,
    ]

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.periode import MAANDEN, NTB, Periode, PeriodeFault, dag, parse_periode

jaren = st.integers(1901, 2198)
dagen = st.dates(date(1901, 1, 1), date(2198, 12, 31))
maanden = st.builds(lambda m, j: f"{m} {j}", st.sampled_from(MAANDEN), jaren)
kwartalen = st.builds(
    lambda r, van, j: f"{r} kwartaal {van}{j}",
    st.sampled_from(["eerste", "tweede", "derde", "vierde", "1e", "4e"]),
    st.sampled_from(["", "van "]),
    jaren,
)
helften = st.builds(
    lambda r, w, j: f"{r} {w} {j}",
    st.sampled_from(["eerste", "tweede"]),
    st.sampled_from(["helft", "halfjaar"]),
    jaren,
)
deelbaar = st.one_of(maanden, kwartalen, helften, jaren.map(str))
woorden = st.one_of(
    deelbaar,
    dagen.map(lambda d: dag(d).label),
    st.builds(
        lambda deel, rest: f"{deel} {rest}",
        st.sampled_from(["begin", "medio", "eind", "in de loop van", "rondom"]),
        deelbaar,
    ),
    dagen.map(lambda d: f"rondom {dag(d).label}"),
    jaren.map(lambda j: f"rondom de gemeenteraadsverkiezingen in {j}"),
    st.just("n.t.b."),
)


@given(woorden)
def test_every_period_ends_after_it_starts(words: str) -> None:
    periode = parse_periode(words)
    if periode.start is None or periode.eind_exclusief is None:
        assert periode == NTB
    else:
        assert periode.start < periode.eind_exclusief
        assert periode.laatste_dag == periode.eind_exclusief - timedelta(days=1)


@given(woorden)
def test_period_reads_back_to_its_words(words: str) -> None:
    periode = parse_periode(words)
    assert periode.label == words
    assert parse_periode(periode.label) == periode


@given(st.lists(woorden, max_size=12), st.randoms())
def test_sorting_is_stable_and_puts_the_undated_last(words: list[str], random: object) -> None:
    periodes = [parse_periode(w) for w in words]
    expected = sorted(periodes, key=lambda p: p.sorteersleutel)
    shuffled = list(periodes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sorted(shuffled, key=lambda p: p.sorteersleutel) == expected
    known = [p.is_bekend for p in expected]
    assert known == sorted(known, reverse=True)


@given(deelbaar)
def test_thirds_fill_the_whole_without_gap_or_overlap(words: str) -> None:
    whole = parse_periode(words)
    begin, medio, eind = (parse_periode(f"{deel} {words}") for deel in ("begin", "medio", "eind"))
    assert (begin.start, eind.eind_exclusief) == (whole.start, whole.eind_exclusief)
    assert begin.eind_exclusief == medio.start
    assert medio.eind_exclusief == eind.start


@pytest.mark.parametrize(
    ("words", "start", "laatste"),
    [
        ("9 juli 2021", date(2021, 7, 9), date(2021, 7, 9)),
        ("september 2021", date(2021, 9, 1), date(2021, 9, 30)),
        ("derde kwartaal van 2022", date(2022, 7, 1), date(2022, 9, 30)),
        ("1e kwartaal 2022", date(2022, 1, 1), date(2022, 3, 31)),
        ("begin derde kwartaal van 2022", date(2022, 7, 1), date(2022, 7, 31)),
        ("medio 2022", date(2022, 5, 1), date(2022, 8, 31)),
        ("begin 2022", date(2022, 1, 1), date(2022, 4, 30)),
        ("eind 2022", date(2022, 9, 1), date(2022, 12, 31)),
        ("eind februari 2024", date(2024, 2, 21), date(2024, 2, 29)),
        ("begin februari 2021", date(2021, 2, 1), date(2021, 2, 10)),
        ("tweede helft 2022", date(2022, 7, 1), date(2022, 12, 31)),
        ("in de loop van 2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("rondom mei 2022", date(2022, 4, 1), date(2022, 6, 30)),
        ("rondom 9 juli 2021", date(2021, 7, 2), date(2021, 7, 16)),
        ("rondom de gemeenteraadsverkiezingen in 2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_words_mean_these_days(words: str, start: date, laatste: date) -> None:
    periode = parse_periode(words)
    assert (periode.start, periode.laatste_dag) == (start, laatste)


@pytest.mark.parametrize(
    "words",
    [
        "", "ooit", "31 februari 2022", "vijfde kwartaal 2022", "medio 9 juli 2021", "2022-03-01",
        "rondom kerst 2022", "1899", "2200", "begin", "derde kwartaal",
    ],
)  # fmt: skip
def test_other_words_are_refused(words: str) -> None:
    with pytest.raises(PeriodeFault):
        parse_periode(words)


def test_period_behind_us_overlapping_and_never_for_the_undated() -> None:
    kwartaal = parse_periode("derde kwartaal 2022")
    assert [kwartaal.ligt_achter(d) for d in (date(2022, 9, 30), date(2022, 10, 1))] == [
        False,
        True,
    ]
    assert kwartaal.overlapt(date(2022, 9, 30), date(2023, 1, 1))
    assert not kwartaal.overlapt(date(2022, 10, 1), date(2023, 1, 1))
    assert not NTB.ligt_achter(date.max)
    assert not NTB.overlapt(date.min, date.max)


def test_period_cannot_end_before_it_starts_or_have_one_date() -> None:
    for start, end in ((date(2022, 1, 1), date(2022, 1, 1)), (date(2022, 1, 1), None)):
        with pytest.raises(ValueError, match="Periode"):
            Periode(start, end, "x", "jaar", "x")


def test_every_moment_of_the_documents_is_in_the_table(kennis: Kennis) -> None:
    for moment in kennis.momenten():
        assert parse_periode(moment.periode.label) == moment.periode


@pytest.mark.parametrize(
    ("words", "nl"),
    [
        ("derde kwartaal van 2022", "het derde kwartaal van 2022"),
        ("het derde kwartaal van 2022", "het derde kwartaal van 2022"),
        ("eerste helft 2022", "de eerste helft 2022"),
        ("eerste halfjaar 2022", "het eerste halfjaar 2022"),
        ("begin derde kwartaal van 2022", "begin derde kwartaal van 2022"),
        ("medio 2022", "medio 2022"),
    ],
)
def test_period_in_a_sentence_has_its_article(words: str, nl: str) -> None:
    assert parse_periode(words).zin_for("nl") == nl

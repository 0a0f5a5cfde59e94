from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tests.agenda.bouwsel import maak
from zkl_bot.agenda.behandeling import treated_by
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.load import SHIPPED, load_kennis

KENNIS = load_kennis(SHIPPED)
ACTIES = [a.id for w in KENNIS.werkplannen for a in w.acties]
GREMIA = [g.id for g in KENNIS.convenant.gremia]


def treated(*bijeenkomsten: Bijeenkomst) -> dict[str, str]:
    return {b: m.id for b, m in treated_by(KENNIS, bijeenkomsten).items()}


def test_meeting_inside_the_period_treats_the_bespreking() -> None:
    assert treated(maak("juni", date(2022, 6, 22), "actie-2")) == {"actie-2-bespreking-1": "juni"}


def test_one_meeting_treats_a_bespreking_of_each_of_its_acties() -> None:
    assert treated(maak("juni", date(2022, 6, 22), "actie-2", "actie-3")) == {
        "actie-2-bespreking-1": "juni",
        "actie-3-bespreking-1": "juni",
    }


def test_shortest_period_comes_first_and_the_next_meeting_takes_the_other() -> None:
    juni = maak("juni", date(2022, 6, 22), "actie-5")
    oktober = maak("oktober", date(2022, 10, 5), "actie-5")
    assert treated(juni, oktober) == {
        "woonakkoord-voortgang-2022": "juni",
        "woonakkoord-nieuwe-raadsleden-2022": "oktober",
    }


def test_shared_bespreking_is_treated_once_by_a_meeting_on_both_acties() -> None:
    juni = maak("juni", date(2022, 6, 22), "actie-5", "actie-6")
    assert treated(juni) == {"woonakkoord-voortgang-2022": "juni"}


def test_meeting_inside_the_period_goes_before_an_earlier_one_outside_it() -> None:
    maart = maak("maart", date(2022, 3, 2), "actie-9")
    augustus = maak("augustus", date(2022, 8, 31), "actie-9")
    assert treated(maart, augustus) == {"actie-9-bespreking-1": "augustus"}


def test_meeting_outside_every_period_takes_the_nearest_free_one() -> None:
    assert treated(maak("laat", date(2023, 2, 1), "actie-4")) == {"actie-4-bespreking-2": "laat"}
    assert treated(maak("vroeg", date(2021, 6, 1), "actie-4")) == {"actie-4-bespreking-1": "vroeg"}


def test_cancelled_meeting_and_one_without_councils_treat_nothing() -> None:
    dag = date(2022, 6, 22)
    assert treated(maak("af", dag, "actie-2", status="geannuleerd")) == {}
    assert treated(maak("pho", dag, "actie-2", gremium="pho", onderwerp="landschap")) == {}


def test_actie_that_does_not_exist_is_no_obstacle() -> None:
    assert treated(maak("juni", date(2022, 6, 22), "actie-77")) == {}


def test_moment_of_an_actie_carries_that_actie_first(kennis: Kennis) -> None:
    acties = {moment.id: found for moment, found in kennis.momenten_met_acties.values()}
    assert acties["actie-9-bespreking-1"] == ("actie-9",)
    assert acties["woonakkoord-voortgang-2022"] == ("actie-5", "actie-6")
    assert acties["evaluatie-2023"] == ()


meetings = st.lists(
    st.builds(
        lambda number, dagen, acties, gremium, status: maak(
            f"b{number}",
            date(2021, 1, 1) + timedelta(days=dagen),
            *acties,
            gremium=gremium,
            status=status,
        ),
        st.integers(0, 10**6),
        st.integers(0, 1500),
        st.lists(st.sampled_from(ACTIES), max_size=4, unique=True),
        st.sampled_from(GREMIA),
        st.sampled_from(["gepland", "gepland", "geannuleerd"]),
    ),
    max_size=8,
    unique_by=lambda b: b.id,
)


@given(meetings, st.randoms())
def test_rule_does_not_depend_on_the_order_of_the_meetings(
    bijeenkomsten: list[Bijeenkomst], random: object
) -> None:
    expected = treated(*bijeenkomsten)
    shuffled = list(bijeenkomsten)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert treated(*shuffled) == expected


@given(meetings)
def test_meeting_treats_at_most_one_bespreking_of_an_actie(
    bijeenkomsten: list[Bijeenkomst],
) -> None:
    acties = {m.id: found for m, found in KENNIS.momenten_met_acties.values()}
    found = treated_by(KENNIS, bijeenkomsten)
    pairs = [(b.id, a) for m, b in found.items() for a in acties[m] if a in b.acties]
    assert len(pairs) == len(set(pairs))
    assert all(set(acties[m]) & set(b.acties) for m, b in found.items())
    assert all(b.status == "gepland" for b in found.values())


@given(meetings)
def test_cancelling_every_meeting_makes_everything_vague_again(
    bijeenkomsten: list[Bijeenkomst],
) -> None:
    assert treated(*(replace(b, status="geannuleerd") for b in bijeenkomsten)) == {}


def test_two_meetings_at_one_moment_are_told_apart_by_id() -> None:
    both = [maak(id, date(2022, 8, 31), "actie-9") for id in ("b", "a")]
    assert [treated(*p) for p in permutations(both)] == [{"actie-9-bespreking-1": "a"}] * 2

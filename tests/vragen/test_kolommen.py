import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.vragen.bouwsel import make_passage
from zkl_bot.vragen.kolommen import Kolommen
from zkl_bot.vragen.passage import Passage

IDS = st.sampled_from(["a", "b", "c", "d"])
SOORTEN = st.frozensets(st.sampled_from(["wie", "wanneer", "hoeveel"]))
PLANNEN = ("plan-1", "plan-2")


@st.composite
def make_passages(draw: st.DrawFn) -> list[Passage]:
    passages = []
    for number in range(draw(st.integers(1, 12))):
        subject = draw(st.none() | IDS)
        above = draw(st.frozensets(IDS, max_size=2))
        partij = draw(st.booleans())
        passages.append(
            make_passage(
                id=f"passage-{number}",
                regel="partij" if partij else draw(st.sampled_from(["feit", "lijst"])),
                soorten=draw(SOORTEN),
                onderwerp=subject,
                familie=above | {subject} if subject else frozenset(),
                werkplan=draw(st.none() | st.sampled_from(PLANNEN)),
                data=(draw(IDS),) if partij else None,
            )
        )
    return passages


def make(passages: list[Passage], met_vormen: frozenset[int] = frozenset()) -> Kolommen:
    known = sorted(n for n in met_vormen if n < len(passages))
    return Kolommen(passages, np.array(known, dtype=np.int64))


@given(make_passages())
def test_kolommen_say_of_each_passage_what_it_says_itself(passages: list[Passage]) -> None:
    kolommen = make(passages)

    assert len(kolommen) == len(passages)
    assert kolommen.voorkeur.tolist() == [p.voorkeur for p in passages]
    for regel, mask in kolommen.regel.items():
        assert mask.tolist() == [p.regel == regel for p in passages]
    for id in "abcd":
        family = [n for n, p in enumerate(passages) if id in p.familie]
        assert kolommen.of_familie(id) == family


@given(make_passages(), SOORTEN)
def test_kolommen_of_soorten_have_one_of_them(
    passages: list[Passage], soorten: frozenset[str]
) -> None:
    expected = [not soorten.isdisjoint(p.soorten) for p in passages]

    assert make(passages).of_soorten([*soorten, "stand"]).tolist() == expected


@given(make_passages(), st.frozensets(IDS))
def test_kolommen_of_partijen_tell_what_one_of_them_does(
    passages: list[Passage], partijen: frozenset[str]
) -> None:
    expected = [n for n, p in enumerate(passages) if p.regel == "partij" and p.data[0] in partijen]

    assert make(passages).of_partijen(partijen) == expected


@given(make_passages(), st.frozensets(IDS))
def test_kolommen_of_andere_partijen_tell_what_none_of_them_does(
    passages: list[Passage], partijen: frozenset[str]
) -> None:
    expected = [
        n for n, p in enumerate(passages) if p.regel == "partij" and p.data[0] not in partijen
    ]

    assert sorted(make(passages).of_andere_partijen(tuple(partijen)).tolist()) == expected


@given(make_passages())
def test_kolommen_per_regel_have_the_value_of_their_rule(passages: list[Passage]) -> None:
    kolommen = make(passages)
    for waarden in ({"partij": 0.5, "wie": 0.25}, {"feit": 0.75}):
        expected = [waarden.get(p.regel, 0.0) for p in passages]
        assert kolommen.per_regel(waarden).tolist() == expected


@given(make_passages())
def test_kolommen_of_werkplan_are_of_it_or_of_none(passages: list[Passage]) -> None:
    kolommen = make(passages)
    for plan in {p.werkplan for p in passages if p.werkplan}:
        expected = [p.werkplan in (None, plan) for p in passages]
        assert kolommen.of_werkplan(plan).tolist() == expected


@given(make_passages(), st.frozensets(st.integers(0, 11)), st.data())
def test_kolommen_inherit_the_nearest_of_the_subject(
    passages: list[Passage], met_vormen: frozenset[int], data: st.DataObject
) -> None:
    size = len(passages)
    near = data.draw(st.lists(st.floats(0, 1, width=16), min_size=size, max_size=size))
    values = np.array(near, dtype=np.float32)
    make(passages, met_vormen).inherit(values, 0.25)
    expected = []
    for number, passage in enumerate(passages):
        kin = [near[n] for n in met_vormen if n < size and passage.onderwerp in passages[n].familie]
        expected.append(near[number] if number in met_vormen else max(kin, default=0.25))

    assert values.tolist() == expected

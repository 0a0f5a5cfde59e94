"""The agenda after one change is the agenda made anew, whatever changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agenda.bouwsel import NU, maak
from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.behandeling import Behandeling
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.agenda.sprong import make_sprong
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.agenda.volgen import make_stap, take_stap
from zkl_bot.kennis.herinneringsregel import Deadline
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.kennis.model import Tekst

_SHIPPED = load_kennis(SHIPPED)
_DEADLINES = (
    Deadline(
        id="stukken",
        aan=True,
        titel=Tekst(nl="Stukken aanleveren", en="Papers in"),
        gremia=("raadsbijeenkomst",),
        weken_ervoor=3,
    ),
    Deadline(id="jaarlijks", aan=True, titel=Tekst(nl="Jaar", en="Year"), op="1 maart"),
)
KENNIS: Kennis = replace(
    _SHIPPED,
    herinneringen=_SHIPPED.herinneringen.model_copy(update={"deadlines": _DEADLINES}),
)
ACTIES = ("actie-2", "actie-5", "actie-6", "onbekend")
DAGEN = (
    date(2022, 6, 22),
    date(2022, 6, 23),
    date(2022, 10, 5),
    date(2021, 6, 1),
    date(2023, 2, 1),
)
RAAD = maak("raad", DAGEN[0], "actie-2")
VASTLEGGINGEN = tuple(
    Vastlegging(
        id=f"gereed-{id}",
        soort="gereed",
        gebeurtenis=id,
        datum=date(2022, 6, 30),
        door="t",
        aangemaakt=datetime(2022, 6, 30, tzinfo=UTC),
    )
    for id in ("b1", "actie-2-bespreking-1")
)


def meetings(
    gremia: Sequence[str], statussen: Sequence[str], *, least: int
) -> st.SearchStrategy[list[Bijeenkomst]]:
    """At least so many meetings, some of them the same one again."""
    one = st.builds(
        lambda id, dag, acties, tijd, plaats, status, gremium: maak(
            id, dag, *acties, tijd=tijd, plaats=plaats, status=status, gremium=gremium
        ),
        st.sampled_from(["b1", "b2", "b3", "b4", "b5", "b6"]),
        st.sampled_from(DAGEN),
        st.lists(st.sampled_from(ACTIES), unique=True, max_size=2),
        st.sampled_from([None, time(9), time(19, 30)]),
        st.sampled_from([None, "Haarlem"]),
        st.sampled_from(statussen),
        st.sampled_from(gremia),
    )
    return st.lists(one, min_size=least, max_size=16)


def sorted_ids(agenda: Agenda, some: Sequence[Gebeurtenis]) -> list[str]:
    """Those of them that stand in the agenda, in its order."""
    ids = {g.id for g in some}
    return [g.id for g in agenda.gebeurtenissen if g.id in ids]


@given(
    meetings(
        ["raadsbijeenkomst", "raadsbijeenkomst-ijmond", "pho"],
        ["gepland", "gepland", "geannuleerd"],
        least=1,
    )
    | meetings(["raadsbijeenkomst"], ["gepland"] * 9 + ["geannuleerd"], least=8)
)
def test_following_a_change_ends_where_making_anew_ends(changes: list[Bijeenkomst]) -> None:
    meetings: dict[str, Bijeenkomst] = {}
    kept: dict[str, Behandeling] = {}

    def built() -> Agenda:
        return build_agenda(KENNIS, meetings.values(), VASTLEGGINGEN, now=NU, behandelingen=kept)

    for number, wanted in enumerate(changes, 1):
        before, oud = built(), meetings.get(wanted.id)
        meetings[wanted.id] = nieuw = replace(wanted, revisie=number)
        stap = make_stap(before, KENNIS, oud, nieuw)
        at = NU + timedelta(hours=number)
        kept |= {id: Behandeling(number, at) for id in stap.behandeld}
        sprong = take_stap(stap, KENNIS, VASTLEGGINGEN, kept)
        after = sprong.naar
        whole = built()
        assert after.gebeurtenissen == whole.gebeurtenissen
        assert [after.by_id(g.id) for g in whole.gebeurtenissen] == [*whole.gebeurtenissen]
        found = make_sprong(before, after)
        assert [g.id for g in found.erbij] == sorted_ids(after, sprong.erbij)
        assert [g.id for g in found.weg] == sorted_ids(before, sprong.weg)


@pytest.mark.parametrize(
    ("nieuw", "behandeld"),
    [
        (replace(RAAD, plaats="Velsen"), {"actie-2-bespreking-1": "raad"}),
        (maak("raad", DAGEN[0], "actie-2", tijd=time(20)), {"actie-2-bespreking-1": "raad"}),
        (replace(RAAD, status="geannuleerd"), {"actie-2-bespreking-1": None}),
        (replace(RAAD, gremium="pho"), {"actie-2-bespreking-1": None}),
        (
            maak("raad", DAGEN[0], "actie-5"),
            {"actie-2-bespreking-1": None, "woonakkoord-voortgang-2022": "raad"},
        ),
        (maak("pho", DAGEN[0], gremium="pho"), {}),
    ],
)
def test_a_step_concerns_only_its_own_besprekingen(
    nieuw: Bijeenkomst, behandeld: dict[str, str | None]
) -> None:
    agenda = build_agenda(KENNIS, [RAAD], VASTLEGGINGEN, now=NU)
    oud = RAAD if nieuw.id == RAAD.id else None
    stap = make_stap(agenda, KENNIS, oud, nieuw)
    assert {id: g.id if g else None for id, g in stap.behandeld.items()} == behandeld


def test_a_meeting_that_goes_leaves_its_bespreking_to_the_next() -> None:
    next_one = maak("volgende", DAGEN[1], "actie-2")
    agenda = build_agenda(KENNIS, [RAAD, next_one], VASTLEGGINGEN, now=NU)
    stap = make_stap(agenda, KENNIS, RAAD, replace(RAAD, status="geannuleerd"))
    assert [(g.id, g.behandelt) for g in stap.anders] == [("volgende", ("actie-2-bespreking-1",))]

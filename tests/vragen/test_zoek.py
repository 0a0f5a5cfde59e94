from copy import copy
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.kolommen import Kolommen
from zkl_bot.vragen.vondst import Vervolg, Vondst
from zkl_bot.vragen.vraagbaak import Vraagbaak
from zkl_bot.vragen.zoek import KANDIDATEN, search


def find(vraagbaak: Vraagbaak, vraag: str, vervolg: Vervolg | None = None,
         taal: Taal = "nl", werkplan: str | None = None) -> list[Vondst]:  # fmt: skip
    boek = vraagbaak.boek(taal)
    return search(boek, boek.read(vraag), vervolg, werkplan)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_search_of_any_words_gives_a_few_passages_best_first(
    vraagbaak: Vraagbaak, data: st.DataObject
) -> None:
    words = st.sampled_from([w for w in vraagbaak.boek("nl").index.words if w.isalpha()])
    vraag = " ".join(data.draw(st.lists(words | st.text(max_size=12), max_size=8)))
    found = find(vraagbaak, vraag)
    scores = [round(v.score, 6) for v in found]

    assert scores == sorted(scores, reverse=True)
    assert len({v.passage.id for v in found}) == len(found) <= KANDIDATEN + 1
    assert all(v.tekort >= 0 and v.onbekend >= 0 and v.onbekender >= 0 for v in found)
    assert all(0 <= v.eigen <= 1 for v in found)
    assert find(vraagbaak, vraag) == found


@pytest.mark.parametrize("vraag", ["", "en de het", "?!", "😀"])
def test_search_without_words_that_count_finds_nothing(vraagbaak: Vraagbaak, vraag: str) -> None:
    assert find(vraagbaak, vraag) == []


def test_search_by_number_finds_the_rule_that_is_asked_for(
    vraagbaak: Vraagbaak, kennis: Kennis
) -> None:
    forms: dict[Taal, str] = {"nl": "Wie trekt actie {}?", "en": "Who leads action {}?"}
    for taal, form in forms.items():
        for actie in kennis.acties:
            best = find(vraagbaak, form.format(actie.nummer), taal=taal)[0].passage
            assert best.onderwerp == actie.id
            assert "wie" in best.soorten


def test_search_explains_less_where_a_word_is_unknown(vraagbaak: Vraagbaak) -> None:
    known = find(vraagbaak, "Wie trekt het fietspadennetwerk?")[0]
    unknown = find(vraagbaak, "Wie trekt het fietspadennetwerk van Qaxzo?")[0]

    assert unknown.dekking < known.dekking


def test_search_finds_what_is_asked_for_lacking(vraagbaak: Vraagbaak) -> None:
    """The texts about the regisseur hold no time of day."""
    found = find(vraagbaak, "Hoe laat begint de regisseur?")

    assert all(v.tekort > 0 for v in found if not v.passage.holds("uur"))
    assert any(v.tekort > 0 for v in found)


def test_search_is_nearer_to_the_unknown_for_a_question_written_there(
    vraagbaak: Vraagbaak, kennis: Kennis
) -> None:
    for taal in ("nl", "en"):
        unknown = [t for item in kennis.onbekend for t in item.for_taal(taal)][:40]
        asked = [v.for_taal(taal)[0] for v in kennis.vraagvormen if v.for_taal(taal)]
        known = asked[:200:5]
        near = {
            name: [found[0].onbekender for t in texts if (found := find(vraagbaak, t, taal=taal))]
            for name, texts in (("unknown", unknown), ("known", known))
        }
        assert min(len(values) for values in near.values()) > 20
        low = sorted(near["unknown"])[len(near["unknown"]) // 10]
        assert low > 1
        assert sum(v < low for v in near["known"]) > 0.9 * len(near["known"])


def test_search_of_a_follow_up_goes_on_about_its_subject(vraagbaak: Vraagbaak) -> None:
    vervolg = Vervolg(("actie#7",), "actie-7")
    best = find(vraagbaak, "en wanneer wordt dat besproken?", vervolg)[0]

    assert best.passage.onderwerp == "actie-7"
    assert "wanneer" in best.passage.soorten
    assert best.onbekender == 0.0


def test_search_in_an_edition_finds_only_what_may_answer_about_it(
    vraagbaak: Vraagbaak, kennis: Kennis
) -> None:
    """As if actie 7 were of another work plan."""
    boek = copy(vraagbaak.boek("nl"))
    boek.passages = tuple(
        replace(p, werkplan="ander") if "actie-7" in p.familie else p for p in boek.passages
    )
    boek.kolommen = Kolommen(boek.passages, boek.met_vormen)
    read = boek.read("Wie trekt actie 7?")
    found = {plan: search(boek, read, None, plan) for plan in ("ander", kennis.werkplan.bron)}

    assert found["ander"][0].passage.onderwerp == "actie-7"
    for plan, vondsten in found.items():
        assert vondsten
        assert all(v.passage.is_of(plan) for v in vondsten)


def test_words_that_nobody_asks_for_a_fact_with_are_strange(vraagbaak: Vraagbaak) -> None:
    boek = vraagbaak.boek("nl")
    plain, odd = (
        search(boek, boek.read(f"In welk {thing} was de conferentie van de provincie?"))[0]
        for thing in ("huis", "zwembad")
    )

    assert plain.passage.id == odd.passage.id == "recept-conferentie-plaats"
    assert plain.vreemd < odd.vreemd


@pytest.mark.parametrize(
    ("vraag", "feit"),
    [("actie 4 geld", "actie-4-rmt-geld"), ("actie 1 geld", "actie-1-financier")],
)
def test_of_a_number_and_a_kind_that_kind_of_fact_is_told(
    vraagbaak: Vraagbaak, vraag: str, feit: str
) -> None:
    boek = vraagbaak.boek("nl")

    assert search(boek, boek.read(vraag))[0].passage.id == feit

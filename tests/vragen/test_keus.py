from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vragen.bouwsel import make_passage, make_vondst
from tests.vragen.conftest import NU
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.vragen import keus
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.keus import NAAST_MAX, SAMEN_MAX, SAMEN_TEKENS
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.vondst import Vondst
from zkl_bot.vragen.vraagbaak import Vraagbaak
from zkl_bot.vragen.wereld import Vorm, Wereld
from zkl_bot.vragen.zoek import search

VRAAG = "Vertel over de samenwerking in de regio"


def passage(vraagbaak: Vraagbaak, id: str) -> Passage:
    boek = vraagbaak.boek("nl")
    return boek.passages[boek.by_id[id]]


def word(
    vraagbaak: Vraagbaak, found: list[Vondst], vraag: str = VRAAG, taal: Taal = "nl"
) -> tuple[str, Vorm]:
    boek = vraagbaak.boek(taal)
    return keus.word(boek, boek.read(vraag), found, Wereld(vraagbaak.kennis, NU))


def told(vraagbaak: Vraagbaak, found: list[Vondst], vorm: Vorm) -> list[Passage]:
    """The facts that an answer tells, in its order; of two with one text the one found."""
    parts = vorm.data["delen"] if vorm.template == "samen" else ((vorm.template, vorm.data),)
    passages = (*vraagbaak.boek("nl").passages, *(v.passage for v in reversed(found)))
    facts = {p.data.tekst: p for p in passages if p.regel == "feit"}
    return [facts[tekst] for _, data in parts for tekst in data.get("feiten", ()) if tekst in facts]


def is_who_or_when_elsewhere(kennis: Kennis, told: Passage, best: Passage) -> bool:
    """Whether it tells who or when of an actie of another hoofdopgave than the answer."""
    acties = {a.id: a.hoofdopgave for plan in kennis.werkplannen for a in plan.acties}
    own, other = ({acties[id] for id in p.familie & acties.keys()} for p in (best, told))
    return bool(own and other and own != other and told.soorten & {"wie", "wanneer"})


@st.composite
def make_found(draw: st.DrawFn, vraagbaak: Vraagbaak, regel: str) -> list[Vondst]:
    """Facts of the acties with invented scores, behind a passage of the rule `regel`."""
    passages = [p for p in vraagbaak.boek("nl").passages if p.familie]
    leads = st.sampled_from([p for p in passages if p.regel == regel])
    facts = [p for p in passages if p.regel == "feit" and "actie-" in p.id]
    bound = [p for p in facts if p.soorten & {"wie", "wanneer"}]
    others = st.lists(
        st.sampled_from(facts) | st.sampled_from(bound), min_size=1, max_size=12, unique=True
    )
    best = draw(leads)
    scores = st.floats(0.5, 1.0)
    rest = [
        make_vondst(p, dekking=draw(st.floats(0, 1)), score=draw(scores))
        for p in draw(others)
        if p != best
    ]
    return [make_vondst(best, score=1.0), *sorted(rest, key=lambda v: -v.score)]


PROEF = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@PROEF
@given(st.data())
def test_facts_together_are_few_short_and_of_no_who_or_when_elsewhere(
    vraagbaak: Vraagbaak, kennis: Kennis, data: st.DataObject
) -> None:
    found = data.draw(make_found(vraagbaak, "feit"))
    best = found[0].passage
    regel, vorm = word(vraagbaak, found)
    facts = told(vraagbaak, found, vorm)

    assert regel == "feit"
    assert facts[0] == best
    assert len(vorm.data["feiten"]) == len(facts) <= SAMEN_MAX
    assert len(facts) == 1 or sum(fact.tekens for fact in facts) <= SAMEN_TEKENS
    # What tells the same was left out, but its source may say so too.
    assert set(vorm.bronnen) >= {bron for fact in facts for bron in fact.bronnen}
    for fact in facts[1:]:
        assert not is_who_or_when_elsewhere(kennis, fact, best), (best.id, fact.id)
        assert not fact.holds("open")


@PROEF
@given(st.data(), st.sampled_from(["wie", "begrip", "lijst", "verschil"]))
def test_facts_beside_a_table_are_few_and_of_no_who_or_when_elsewhere(
    vraagbaak: Vraagbaak, kennis: Kennis, data: st.DataObject, regel: str
) -> None:
    found = data.draw(make_found(vraagbaak, regel))
    best = found[0].passage
    led, vorm = word(vraagbaak, found)
    facts = told(vraagbaak, found, vorm)

    assert led == regel
    assert len(facts) <= NAAST_MAX
    assert vorm.bronnen
    assert {bron for fact in facts for bron in fact.bronnen} <= set(vorm.bronnen)
    for fact in facts:
        assert not is_who_or_when_elsewhere(kennis, fact, best), (best.id, fact.id)


def test_a_fact_as_good_of_the_same_actie_comes_along(vraagbaak: Vraagbaak) -> None:
    names = ("actie-9-inhoud", "actie-9-wanneer", "actie-7-wanneer")
    what, when, other = (passage(vraagbaak, name) for name in names)
    found = [make_vondst(what), make_vondst(other, score=0.99), make_vondst(when, score=0.98)]

    assert told(vraagbaak, found, word(vraagbaak, found)[1]) == [what, when]


def test_who_leads_the_other_actie_of_a_hoofdopgave_stays_away(vraagbaak: Vraagbaak) -> None:
    best, other = (passage(vraagbaak, name) for name in ("actie-7-wanneer", "actie-8-wanneer"))
    found = [make_vondst(best), make_vondst(other, score=0.99)]

    assert told(vraagbaak, found, word(vraagbaak, found)[1]) == [best]


def test_a_name_of_another_subject_stays_away_from_a_fact_that_lacks_the_one_asked_for(
    vraagbaak: Vraagbaak,
) -> None:
    best, other = (
        make_vondst(passage(vraagbaak, id), tekort=tekort, score=score)
        for id, tekort, score in (("collegebericht-vijf-afdelingen", 0.4, 1.0),
                                  ("kader-gateway-onderzoek", 0.0, 0.9))
    )  # fmt: skip
    _, vorm = word(vraagbaak, [best, other])

    assert other.passage not in told(vraagbaak, [best, other], vorm)


@pytest.mark.parametrize(("score", "dekking"), [(0.1, 0.8), (1.0, 0.01)])
def test_a_fact_far_behind_or_hardly_covered_stays_away(
    vraagbaak: Vraagbaak, score: float, dekking: float
) -> None:
    best, other = (passage(vraagbaak, name) for name in ("actie-9-inhoud", "actie-9-wanneer"))
    found = [make_vondst(best), make_vondst(other, score=score, dekking=dekking)]

    assert told(vraagbaak, found, word(vraagbaak, found)[1]) == [best]


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_a_moment_that_is_told_otherwise_elsewhere_brings_the_other_side(
    vraagbaak: Vraagbaak, taal: Taal
) -> None:
    """However far behind the contradiction is."""
    passages = vraagbaak.boek(taal).passages
    moments = [p for p in passages if p.regel == "feit" and "wanneer" in p.soorten]
    checked = set()
    for verschil in passages:
        places = {(bron.bron, bron.paragraaf) for bron in verschil.bronnen}
        for moment in moments:
            if (
                verschil.regel == "verschil"
                and verschil.holds("tijd")
                and verschil.onderwerp == moment.onderwerp
                and any((bron.bron, bron.paragraaf) in places for bron in moment.bronnen)
            ):
                found = [make_vondst(moment), make_vondst(verschil, score=0.0, dekking=0.0)]
                regel, vorm = word(vraagbaak, found, taal=taal)
                assert (regel, vorm.data["verschil"]) == ("feit", verschil.data.tekst)
                assert vorm.bronnen == (*moment.bronnen, *verschil.bronnen)
                checked.add(moment.id)

    assert {"actie-7-wanneer", "actie-9-wanneer", "opzegging-ingang"} <= checked


def test_a_contradiction_about_something_else_stays_away(vraagbaak: Vraagbaak) -> None:
    best = passage(vraagbaak, "actie-9-inhoud")
    other = passage(vraagbaak, "onduidelijk-actie-7-bespreking-tekst-tabel")
    found = [make_vondst(best), make_vondst(other, score=0.2, dekking=0.2)]

    assert "verschil" not in word(vraagbaak, found)[1].data


def test_several_acties_get_one_part_each_of_the_same_rule(vraagbaak: Vraagbaak) -> None:
    found = [make_vondst(passage(vraagbaak, f"wie-actie-{n}")) for n in (7, 9)]
    regel, vorm = word(vraagbaak, found, "Wie trekt actie 9 en 7?")

    assert (regel, vorm.template) == ("wie", "samen")
    assert [name for name, _ in vorm.data["delen"]] == ["wie", "wie"]
    assert vorm.onderwerp == "actie-9"
    assert set(vorm.bronnen) == {bron for v in found for bron in v.passage.bronnen}


def test_who_does_something_is_told_by_who_leads_it(vraagbaak: Vraagbaak) -> None:
    fact = make_vondst(passage(vraagbaak, "actie-9-inhoud"))
    lead = make_vondst(passage(vraagbaak, "wie-actie-9"), score=0.5)

    assert word(vraagbaak, [fact, lead], "Wie doet het fietspadennetwerk?")[0] == "wie"
    assert word(vraagbaak, [fact, lead], "Wat is het fietspadennetwerk?")[0] == "feit"
    assert word(vraagbaak, [fact], "Wie doet het fietspadennetwerk?")[0] == "feit"


@pytest.mark.parametrize(
    "vraag", ["Wie trekt het?", "actie 9", "Wat is het nationaal park en het strand?"]
)
def test_a_question_that_says_what_it_means_leaves_no_choice(
    vraagbaak: Vraagbaak, vraag: str
) -> None:
    boek = vraagbaak.boek("nl")
    read = boek.read(vraag)

    assert keus.choices(boek, read, search(boek, read)) == ()


def test_a_name_that_two_subjects_share_leaves_the_choice(vraagbaak: Vraagbaak) -> None:
    boek = vraagbaak.boek("nl")
    shared = {
        word: [id for id in boek.find_onderwerpen((word,)) if not boek.is_begrip(id)]
        for word in boek.index.words
        if word.isalpha()
    }
    name, ids = next((word, ids) for word, ids in shared.items() if len(ids) > 1)
    first = {id: next(p for p in boek.passages if p.onderwerp == id) for id in ids}
    near = [make_vondst(p) for p in first.values()]
    far = [near[0], *(make_vondst(v.passage, score=0.1) for v in near[1:])]

    assert set(keus.choices(boek, boek.read(name), near)) == set(ids)
    assert keus.choices(boek, boek.read(name), far) == ()


def test_when_something_of_an_actie_is_comes_before_when_the_councils_discuss_it(
    vraagbaak: Vraagbaak,
) -> None:
    antwoord = vraagbaak.answer("de Impulsregeling, tot wanneer kun je daar terecht", now=NU)
    assert antwoord.data["feiten"][0].nl.startswith("De Impulsregeling klimaatadaptatie gaat in")


def test_in_doubt_only_what_is_near_or_of_the_same_subject_is_told(vraagbaak: Vraagbaak) -> None:
    best, same, near, far = (
        make_vondst(make_passage(id, onderwerp=onderwerp), score=score)
        for id, onderwerp, score in (
            ("best", "park", 1.0), ("same", "park", 0.4), ("near", "fiets", 0.75),
            ("far", "wonen", 0.6),
        )
    )  # fmt: skip

    vraag = vraagbaak.boek("nl").read("wat is er met het park?")
    assert keus.only_near(vraag, [best, near, far, same]) == [best, near, same]


@pytest.mark.parametrize(
    ("tekst", "ids"),
    [
        ("wat is er met het park?", ["ons", "hun", "dag"]),
        ("welk bedrag kost het park?", ["ons", "dag"]),
        ("op welke dag is het park aan de beurt?", ["ons", "hun"]),
        ("welke partijen zijn er allemaal bij het park?", ["ons", "hun", "dag", "rij"]),
    ],
)
def test_in_doubt_no_datum_of_something_else_and_no_whole_list_is_told(
    vraagbaak: Vraagbaak, tekst: str, ids: list[str]
) -> None:
    found = [
        make_vondst(make_passage("ons", tekst="Het park kost 3 miljoen euro.")),
        make_vondst(make_passage("hun", tekst="De weg kost 4 miljoen euro."), eigen=0.3),
        make_vondst(make_passage("dag", tekst="De weg is er op 3 mei 2022."), eigen=0.3),
        make_vondst(make_passage("rij", regel="lijst", tekst="Wegen en paden."), eigen=0.3),
    ]
    near = keus.only_near(vraagbaak.boek("nl").read(tekst), found)

    assert [vondst.passage.id for vondst in near] == ids


def test_in_doubt_the_datum_of_what_nothing_else_comes_near_to_is_told(
    vraagbaak: Vraagbaak,
) -> None:
    vraag = vraagbaak.boek("nl").read("welk bedrag kost het park?")
    best = make_vondst(
        make_passage("hun", onderwerp="weg", tekst="De weg kost 4 miljoen."), score=1.5, eigen=0.3
    )
    other, near = (
        make_vondst(make_passage("ons", onderwerp="park", tekst="Het park is groen."), score=score)
        for score in (0.3, 1.3)
    )

    assert [v.passage.id for v in keus.only_near(vraag, [best, other])] == ["hun"]
    assert [v.passage.id for v in keus.only_near(vraag, [best, near])] == ["ons"]


def test_a_gemeente_that_is_asked_for_is_told_rather_than_what_another_party_does(
    vraagbaak: Vraagbaak,
) -> None:
    asked = "welke gemeente doet bij het nationaal park de coördinatie"

    assert vraagbaak.answer(asked, now=NU).uitleg.regel == "wie"
    assert vraagbaak.answer("wat doet het nationaal park", now=NU).uitleg.regel == "partij"


def test_in_doubt_no_web_address_of_something_else_is_told(vraagbaak: Vraagbaak) -> None:
    vraag = vraagbaak.boek("nl").read("wat is de website van het park?")
    ours, theirs = (
        make_vondst(make_passage(id, tekst=f"De site is www.{id}.nl."), eigen=eigen)
        for id, eigen in (("park", 0.6), ("weg", 0.3))
    )

    assert keus.only_near(vraag, [ours, theirs]) == [ours]


def test_what_is_told_beside_a_long_answer_keeps_it_fit_for_a_phone(
    vraagbaak: Vraagbaak, words: Callable[[Antwoord], str]
) -> None:
    vraag = "Hoofdstuk 8 zegt dat 1 gemeente ambtelijk en bestuurlijk trekt. Geldt dat voor alle 9?"
    told = words(vraagbaak.answer(vraag, now=NU))

    assert "stresstest: Bloemendaal bestuurlijk, Haarlem voor nu ambtelijk" in told
    assert len(told) <= 1200

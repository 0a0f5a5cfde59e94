import pickle

import pytest

from tests.vragen.conftest import NU
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.texts.plain import to_plain
from zkl_bot.texts.render import Renderer
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.boek import Boek, read_bundels
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.registry import REGELS
from zkl_bot.vragen.vraagbaak import Vraagbaak
from zkl_bot.vragen.wereld import Wereld
from zkl_bot.vragen.zoek import search

TALEN: tuple[Taal, ...] = ("nl", "en")


@pytest.mark.parametrize("taal", TALEN)
def test_boek_holds_every_fact_once_and_by_its_id(
    vraagbaak: Vraagbaak, kennis: Kennis, taal: Taal
) -> None:
    boek = vraagbaak.boek(taal)
    facts = [p.id for p in boek.passages if p.regel == "feit"]

    assert facts == [feit.id for _, feit in kennis.feiten()]
    assert {p.regel for p in boek.passages} == REGELS.keys()
    assert [boek.by_id[p.id] for p in boek.passages] == list(range(len(boek.passages)))


@pytest.mark.parametrize("taal", TALEN)
def test_boek_every_passage_has_a_place_and_words_to_find_it_by(
    vraagbaak: Vraagbaak, taal: Taal
) -> None:
    boek = vraagbaak.boek(taal)

    words = {int(n) for word in boek.index.words for n in boek.index.having([word])}

    assert [p.id for p in boek.passages if not p.bronnen] == []
    assert words == set(range(len(boek.passages)))


@pytest.mark.parametrize("taal", TALEN)
def test_boek_bags_are_of_facts_and_of_what_has_ways_of_asking(
    vraagbaak: Vraagbaak, kennis: Kennis, taal: Taal
) -> None:
    boek = vraagbaak.boek(taal)
    asked = {vorm.feit for vorm in kennis.vraagvormen}
    expected = [n for n, p in enumerate(boek.passages) if p.regel == "feit" or p.id in asked]
    unknown = sum(len(item.for_taal(taal)) for item in kennis.onbekend)

    assert boek.met_vormen.tolist() == expected
    assert boek.vormen.aantal == len(expected) + unknown


def test_bundels_hold_the_ways_of_asking_the_text_and_the_trefwoorden(
    vraagbaak: Vraagbaak, kennis: Kennis
) -> None:
    passages = [p for p in vraagbaak.boek("nl").passages if p.regel in ("feit", "wie")]
    bundels = read_bundels(kennis, passages, {p.id: {"naam": 1.0} for p in passages}, "nl")
    for number, passage in enumerate(passages):
        if passage.regel != "feit":
            assert number not in bundels
            continue
        forms = [f for v in kennis.vraagvormen if v.feit == passage.id for f in v.all_of_taal("nl")]
        own = (passage.tekst, *passage.data.trefwoorden)
        assert bundels[number] == (*forms, *own, *(() if forms else ("naam",)))


def test_boek_names_subjects_terms_and_sources(vraagbaak: Vraagbaak) -> None:
    boek = vraagbaak.boek("nl")
    words = boek.read("het collegebericht en het convenant").woorden

    assert words == ("collegebericht", "convenant")
    assert boek.find_onderwerpen(words) == {
        "collegebericht": 1, "convenant": 1, "begrip-bestuursconvenant": 1,
    }  # fmt: skip
    assert boek.is_begrip("begrip-bestuursconvenant")
    assert not boek.is_begrip("convenant")
    assert boek.find_bronnen(words) == {"collegebericht-2020-10-14", "bestuursconvenant"}
    assert boek.find_onderwerpen(()) == {}
    assert boek.find_bronnen(()) == frozenset()


@pytest.mark.parametrize(
    ("taal", "vraag", "partijen"),
    [
        ("nl", "doet de provincie Noord-Holland mee?", ("provincie-noord-holland",)),
        ("nl", "Haarlem en Zandvoort", ("haarlem", "zandvoort")),
        ("en", "Does Heemstede join?", ("heemstede",)),
        ("nl", "Parijs", ()),
    ],
)
def test_boek_finds_parties_by_the_longest_name(
    vraagbaak: Vraagbaak, taal: Taal, vraag: str, partijen: tuple[str, ...]
) -> None:
    assert vraagbaak.boek(taal).read(vraag).partijen == partijen


def test_boek_that_was_kept_answers_the_same(vraagbaak: Vraagbaak) -> None:
    boek = vraagbaak.boek("nl")
    kept: Boek = pickle.loads(pickle.dumps(boek))
    for vraag in ("Wie trekt actie 9?", "Hoeveel woningen komen er bij?"):
        found, same = (
            [(v.passage.id, v.score, v.dekking, v.vreemd) for v in search(b, b.read(vraag))]
            for b in (boek, kept)
        )
        assert same == found


@pytest.mark.parametrize("taal", TALEN)
def test_boek_every_passage_says_something_by_itself(
    vraagbaak: Vraagbaak, renderer: Renderer, taal: Taal
) -> None:
    boek, wereld = vraagbaak.boek(taal), Wereld(vraagbaak.kennis, NU)
    vraag = boek.read("?")

    def told(passage: Passage) -> str:
        vorm = REGELS[passage.regel].word([passage], vraag, wereld)
        # Without its places, which are there even if it says nothing.
        antwoord = Antwoord("hulp", vorm.template, vorm.data, taal=taal)
        return to_plain(renderer.antwoord(antwoord, taal).html).strip()

    assert [p.id for p in boek.passages if not told(p)] == []

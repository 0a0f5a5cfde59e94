from functools import partial

import pytest

from tests.vragen.conftest import NU
from zkl_bot.kennis.model import Taal
from zkl_bot.kennis.vraagvormen import Vraagvorm, Vragen
from zkl_bot.vragen.oordeel import Oordeel, Oordelen
from zkl_bot.vragen.vormen import Vormen
from zkl_bot.vragen.vraagbaak import Vraagbaak
from zkl_bot.vragen.zakken import read_zakken

FEIT = "opzegging-schriftelijk"
VORM = Vraagvorm(
    feit=FEIT,
    ja=Vragen(
        nl=("Moet opzeggen schriftelijk?", "Moet het niet per brief?"),
        en=("Must leaving be in writing?",),
    ),
    nee=Vragen(
        nl=("Mag je mondeling opzeggen?", "Is een telefoontje genoeg om op te zeggen?"),
        en=("Can you leave by telephone?",),
    ),
)
ALLE = [*VORM.ja.nl, *VORM.nee.nl, *VORM.ja.en, *VORM.nee.en, "Wie trekt actie 9?"]


def say(vraagbaak: Vraagbaak, vraag: str, taal: Taal = "nl", feit: str = FEIT) -> Oordeel:
    vormen = Vormen(read_zakken([(tekst,) for tekst in ALLE]), taal)
    read = vraagbaak.boek(taal).read(vraag)
    return Oordelen([VORM], taal).find(vormen, read, feit, "", lambda tekst: frozenset())


@pytest.mark.parametrize(
    ("taal", "vraag", "oordeel"),
    [
        ("nl", "Moet opzeggen schriftelijk?", "ja"),
        ("nl", "mag opzeggen mondeling", "nee"),
        ("nl", "is een telefoontje genoeg?", "nee"),
        ("en", "Must leaving be in writing?", "ja"),
        ("en", "can we leave by telephone?", "nee"),
        ("nl", "Klopt het dat het niet per brief moet?", "ja"),
    ],
)
def test_oordeel_is_that_of_the_nearest_question_with_a_known_answer(
    vraagbaak: Vraagbaak, taal: Taal, vraag: str, oordeel: Oordeel
) -> None:
    assert say(vraagbaak, vraag, taal) == oordeel


@pytest.mark.parametrize(
    "vraag",
    [
        "Hoe moet opzeggen?",
        "Mag je niet mondeling opzeggen?",
        "Is het fietspad klaar?",
        "Moet opzeggen mondeling of schriftelijk?",
        "Moet opzeggen niet schriftelijk?",
        "Moet het niet per brief?",
    ],
)
def test_oordeel_is_not_given_where_it_is_not_sure(vraagbaak: Vraagbaak, vraag: str) -> None:
    assert say(vraagbaak, vraag) == ""


def test_oordeel_of_a_fact_without_known_questions_is_not_given(vraagbaak: Vraagbaak) -> None:
    assert say(vraagbaak, "Moet opzeggen schriftelijk?", feit="actie-9-trekker") == ""


def test_an_answer_to_a_question_with_a_known_answer_begins_with_it(
    vraagbaak: Vraagbaak,
) -> None:
    """Where the fact leads, and says the same to the question as was written down."""
    said: dict[tuple[str, Oordeel], int] = {}
    for vorm in vraagbaak.kennis.vraagvormen:
        cases: tuple[tuple[Oordeel, tuple[str, ...]], ...] = (
            ("ja", vorm.ja.nl[:1]),
            ("nee", vorm.nee.nl[:1]),
        )
        for oordeel, vragen in cases:
            for vraag in vragen:
                antwoord = vraagbaak.answer(vraag, now=NU)
                told = antwoord.data.get("oordeel", "")
                if told in ("ja", "nee") and antwoord.uitleg.dichtbij[0][0] == vorm.feit:
                    said[(oordeel, told)] = said.get((oordeel, told), 0) + 1

    assert set(said) == {("ja", "ja"), ("nee", "nee")}


def judge(vraagbaak: Vraagbaak, vraag: str, *, ja: str, nee: str, tekst: str) -> Oordeel:
    """Of a fact with one way of asking for either, among the parties of the region."""
    boek = vraagbaak.boek("nl")
    vorm = Vraagvorm(feit=FEIT, ja=Vragen(nl=(ja,), en=()), nee=Vragen(nl=(nee,), en=()))
    vormen = Vormen(read_zakken([(text,) for text in (ja, nee, *ALLE)]), "nl")
    deelnemers = [g.id for g in vraagbaak.kennis.gemeenten]
    return Oordelen([vorm], "nl", deelnemers).find(
        vormen,
        boek.read(vraag),
        FEIT,
        tekst,
        lambda text: frozenset(boek.read(text).partijen),
    )


def test_oordeel_about_one_party_is_not_that_about_another(vraagbaak: Vraagbaak) -> None:
    ask = partial(
        judge,
        vraagbaak,
        ja="Blijven Heemstede en Bloemendaal zelfstandig?",
        nee="Gaan de twee op in een grotere stad?",
        tekst="Heemstede en Bloemendaal blijven zelfstandig.",
    )

    assert ask("blijven heemstede en bloemendaal zelfstandig") == "ja"
    assert ask("blijft heemstede zelfstandig") == "ja"
    assert ask("blijven haarlem en zandvoort zelfstandig") == ""


def test_oordeel_about_any_municipality_is_that_about_each(vraagbaak: Vraagbaak) -> None:
    ask = partial(
        judge,
        vraagbaak,
        ja="Mag een gemeente zonder toestemming vertrekken?",
        nee="Heeft Haarlem een veto als een gemeente wil vertrekken?",
        tekst="Wie vertrekt, vraagt niemand om toestemming.",
    )

    assert ask("mag zandvoort zonder toestemming vertrekken") == "ja"
    assert ask("heeft bloemendaal een veto als een gemeente wil vertrekken") == "nee"
    assert ask("mag velsen zonder toestemming vertrekken") == ""

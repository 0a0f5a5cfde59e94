import pytest

from tests.vragen.bouwsel import make_passage
from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.eis import EISEN, ZELF_GETELD, find_lack, find_uncounted, find_unnamed
from zkl_bot.vragen.kenmerken import KENMERKEN
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.vraagbaak import Vraagbaak


def lack(vraagbaak: Vraagbaak, vraag: str, passage: Passage, taal: Taal = "nl") -> float:
    read = vraagbaak.boek(taal).read(vraag)
    return find_lack(passage, read, [EISEN[s] for s in read.soorten if s in EISEN])


def test_eisen_ask_for_what_can_be_seen() -> None:
    assert {eis.kenmerk for eis in EISEN.values()} <= KENMERKEN
    assert {soort: eis.soort for soort, eis in EISEN.items()} == {soort: soort for soort in EISEN}
    assert all(0 < eis.verlies < 1 for eis in EISEN.values())


@pytest.mark.parametrize(
    ("taal", "vraag", "wel", "niet"),
    [
        ("nl", "Hoeveel leden?", "Het zijn er 12.", "Het zijn de leden."),
        ("en", "How many members?", "There are 12.", "They are members."),
        ("nl", "Wanneer?", "In juni 2022.", "Bij de leden."),
        ("en", "When is it?", "In June.", "With members."),
        ("nl", "Wie doet het?", "De provincie.", "Later."),
        ("en", "Who does it?", "The province.", "Later."),
        ("nl", "Hoe heet het plan?", "Het heet Groei.", "Het is groen."),
        ("en", "What is the name of it?", "It is called Growth.", "It is green."),
        ("nl", "Wat vindt het college?", "Het college vindt het goed.", "Het college is groot."),
        ("en", "What is the opinion of it?", "It thinks so.", "It is large."),
        ("nl", "Wat is er besloten?", "Het is aangenomen.", "Het is groen."),
        ("en", "What was decided?", "It was adopted.", "It is green."),
        ("nl", "Hoe laat is het?", "In juni, om 19.30.", "In juni."),
        ("en", "What time is it?", "In June, at 19:30.", "In June."),
        ("nl", "Waar was het?", "Het was in Haarlem.", "Het was mooi."),
        ("en", "Where was it?", "It was in Haarlem.", "It was nice."),
        ("nl", "Welk percentage haalt het?", "Het haalt 30%.", "Het haalt 30 huizen."),
        ("en", "What percentage is it?", "It is 30%.", "There are 30."),
        ("nl", "In welk kwartaal?", "In het derde kwartaal.", "In 2022."),
        ("nl", "Hoe breed wordt het?", "Het wordt 3 meter.", "Het komt op 3 plekken."),
        ("en", "How fast is it?", "It takes 20 minutes.", "It is the A9."),
        ("nl", "Aan welke leverancier?", 'Aan "Groei".', "Aan een ander."),
        ("nl", "Wie vertegenwoordigt de raad?", "Dat is Jan de Wit.", "Dat zijn twee raadsleden."),
        ("nl", "Hoeveel van de 300 huizen?", "Van de 300 zijn er 20.", "Er komen 300 huizen."),
        ("en", "Which outside agency?", "It is called Growth.", "It is an outside agency."),
        ("en", "Did they accept it?", "It was adopted.", "It was on the agenda."),
        ("nl", "Wat is het budget?", "Het is 3 miljoen euro.", "Er is subsidie voor."),
    ],
)
def test_lack_is_of_what_is_asked_for(
    vraagbaak: Vraagbaak, taal: Taal, vraag: str, wel: str, niet: str
) -> None:
    assert lack(vraagbaak, vraag, make_passage(tekst=wel), taal) == 0.0
    assert lack(vraagbaak, vraag, make_passage(tekst=niet), taal) > 0.0


def test_lack_is_nothing_where_the_passage_is_made_for_that_question(vraagbaak: Vraagbaak) -> None:
    made_for = make_passage(tekst="Groen.", soorten=frozenset({"hoeveel"}))

    assert lack(vraagbaak, "Hoeveel leden?", made_for) == 0.0


def test_lack_is_nothing_where_nothing_of_a_kind_is_asked(vraagbaak: Vraagbaak) -> None:
    assert lack(vraagbaak, "Vertel over de duinen", make_passage(tekst="Groen.")) == 0.0


def test_lack_is_the_worst_of_what_is_asked_for(vraagbaak: Vraagbaak) -> None:
    without = make_passage(tekst="Groen.")
    both = lack(vraagbaak, "Wie beslist en hoeveel leden zijn er?", without)

    assert both == max(EISEN["wie"].verlies, EISEN["hoeveel"].verlies)


def test_lack_is_less_where_the_text_says_that_the_source_does_not_tell(
    vraagbaak: Vraagbaak,
) -> None:
    silent = lack(vraagbaak, "Hoeveel leden?", make_passage(tekst="Het plan zegt het niet."))

    assert 0.0 < silent < lack(vraagbaak, "Hoeveel leden?", make_passage(tekst="Groen."))


def test_lack_is_nothing_for_a_contradiction_that_is_asked_for(vraagbaak: Vraagbaak) -> None:
    both_sides = make_passage(regel="verschil", tekst="Groen.")

    assert lack(vraagbaak, "Hoeveel leden zijn het nou echt?", both_sides) == 0.0
    assert lack(vraagbaak, "Hoeveel leden zijn het?", both_sides) > 0.0


def test_uncounted_is_a_number_of_something_else(vraagbaak: Vraagbaak) -> None:
    boek = vraagbaak.boek("nl")
    counts = make_passage(tekst="Er komen 300 woningen bij.")
    other = make_passage(tekst="Er zijn 4 partijen en die willen allemaal graag betere woningen.")
    silent = make_passage(tekst="Over woningen zegt het plan niet hoeveel.")

    assert find_uncounted(boek, counts, "woningen", 1.0) == 0.0
    assert find_uncounted(boek, other, "woningen", 1.0) > 0.0
    assert find_uncounted(boek, counts, "woningen", 0.0) > 0.0
    assert find_uncounted(boek, silent, "woningen", 0.0) == 0.0


def test_uncounted_is_a_fact_made_for_a_number_of_what_only_looks_like_it(
    vraagbaak: Vraagbaak,
) -> None:
    boek = vraagbaak.boek("nl")
    made_for = make_passage(tekst="Zes afdelingen.", soorten=frozenset({"hoeveel"}))

    assert find_uncounted(boek, made_for, "ambtenaren", ZELF_GETELD - 0.1) > 0.0
    assert find_uncounted(boek, made_for, "ambtenaren", ZELF_GETELD) == 0.0


def test_unnamed_is_what_nobody_calls_so(vraagbaak: Vraagbaak) -> None:
    boek = vraagbaak.boek("nl")
    where = boek.by_id["recept-conferentie-plaats"]
    asked = boek.read("In welke zaal was de conferentie?")

    assert find_unnamed(boek, asked, where, 0.0) > 0.0
    assert find_unnamed(boek, asked, where, 1.0) == 0.0
    assert find_unnamed(boek, boek.read("Wat was de plek ervan?"), where, 0.0) == 0.0

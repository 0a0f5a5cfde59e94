import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.soort import Soort, find_soorten, find_zacht, is_bewering, is_ja_nee
from zkl_bot.vragen.woorden import fold

VRAGEN: tuple[tuple[Taal, str, frozenset[Soort]], ...] = (
    ("nl", "Wie trekt actie 9?", frozenset({"wie"})),
    ("en", "Who leads action 9?", frozenset({"wie"})),
    ("nl", "Wanneer komt het strand op tafel?", frozenset({"wanneer"})),
    ("en", "When is the beach discussed?", frozenset({"wanneer"})),
    ("nl", "Hoeveel woningen komen er?", frozenset({"hoeveel"})),
    ("en", "How many homes are added?", frozenset({"hoeveel", "hoe"})),
    ("nl", "Waarom is er een convenant?", frozenset({"waarom"})),
    ("en", "Why is there a covenant?", frozenset({"waarom"})),
    ("nl", "Wat betekent MRA?", frozenset({"definitie"})),
    ("en", "What does MRA stand for?", frozenset({"definitie"})),
    ("nl", "Hoe laat is de vergadering?", frozenset({"uur", "wanneer", "hoe"})),
    ("en", "What time is the meeting?", frozenset({"uur", "wanneer"})),
    ("nl", "Welke gemeente trekt actie 2?", frozenset({"gemeente", "partij", "lijst"})),
    ("en", "Which municipality is action 2 of?", frozenset({"gemeente", "partij", "lijst"})),
    ("nl", "Wat vindt de raad ervan?", frozenset({"mening"})),
    ("en", "What is the opinion of the council?", frozenset({"mening"})),
    ("nl", "Hoe heet het bureau?", frozenset({"naam", "hoe"})),
    ("en", "What is the name of the agency?", frozenset({"naam"})),
    ("nl", "In welk artikel staat dat?", frozenset({"waar"})),
    ("en", "In which article is that?", frozenset({"waar", "lijst"})),
    ("nl", "Kloppen die twee met elkaar?", frozenset({"verschil"})),
    ("en", "Do they contradict each other?", frozenset({"verschil"})),
    ("nl", "Welk percentage is groen?", frozenset({"procent", "hoeveel"})),
    ("en", "What percentage is green?", frozenset({"procent", "hoeveel"})),
    ("nl", "In welk kwartaal is dat?", frozenset({"kwartaal", "wanneer"})),
    ("en", "Which quarter is that in?", frozenset({"kwartaal", "wanneer", "lijst"})),
    ("nl", "Hoe breed wordt het pad?", frozenset({"maat", "hoe"})),
    ("en", "How wide is the path?", frozenset({"maat", "hoe"})),
    ("nl", "Waar werd dat gehouden?", frozenset({"plaats"})),
    ("nl", "Waar en op welke dag was het?", frozenset({"plaats", "dag", "wanneer", "lijst"})),
    ("nl", "Welke plek was het decor?", frozenset({"plaats", "lijst"})),
    ("nl", "Moeten zij het goed vinden?", frozenset({"wat"})),
    ("nl", "Noem de negen acties even", frozenset({"alle", "lijst", "opsomming"})),
    ("en", "List the nine actions", frozenset({"alle", "lijst"})),
    ("nl", "Vertel over de zee", frozenset({"wat"})),
    ("nl", "Wie doet de 30 procent sociale huur?", frozenset({"wie"})),
    ("nl", "Het park wanneer op de agenda?", frozenset({"wanneer"})),
    ("nl", "Wat is het bespreekmoment van het park?", frozenset({"wanneer"})),
    ("en", "Tell about the sea", frozenset({"wat"})),
    ("nl", "HOV, nooit van gehoord", frozenset({"definitie"})),
    ("nl", "Wat zijn wij kwijt aan de samenwerking?", frozenset({"bedrag", "lijst"})),
    ("nl", "De website van de raad?", frozenset({"webadres"})),
    ("en", "The website of the council?", frozenset({"webadres"})),
    ("nl", "Heeft de raad al ja gezegd?", frozenset({"besluit"})),
)
STAND: tuple[tuple[Taal, str, bool], ...] = (
    ("nl", "Is het fietspad inmiddels klaar?", True),
    ("nl", "Is het fietspad al klaar?", True),
    ("nl", "Hoe staat het met actie 9?", True),
    ("nl", "Wat is de stand van zaken bij actie 9?", True),
    ("nl", "is de evaluatie al geweest?", True),
    ("nl", "Is het woonakkoord na 2025 verlengd?", True),
    ("nl", "evaluatie convenant al geëvalueerd?", True),
    ("nl", "Wat had de provincie vóór de conferentie al gedaan?", False),
    ("nl", "Hoe ver is de woningbouw?", True),
    ("en", "What did the stress test find?", True),
    ("nl", "Wie is de huidige regisseur?", True),
    ("nl", "Wat is er uiteindelijk besloten, of is het uiteindelijk mislukt?", True),
    ("nl", "Wanneer moet het fietspad klaar zijn?", False),
    ("nl", "Wie trekt actie 9?", False),
    ("nl", "Waar staat het?", False),
    ("en", "Is the cycle path finished by now?", True),
    ("en", "Is the cycle path already finished?", True),
    ("en", "Who is currently in charge?", True),
    ("en", "Has the covenant been evaluated yet?", True),
    ("en", "Has the evaluation already taken place?", True),
    ("en", "How many homes have been built so far?", True),
    ("en", "What did the study conclude?", True),
    ("en", "When should the cycle path be finished?", False),
    ("en", "Who leads action 9?", False),
)


@pytest.mark.parametrize(("taal", "vraag", "soorten"), VRAGEN)
def test_soort_is_read_from_the_small_words(
    taal: Taal, vraag: str, soorten: frozenset[Soort]
) -> None:
    assert find_soorten(fold(vraag), taal) == soorten


@pytest.mark.parametrize(("taal", "vraag", "is_stand"), STAND)
def test_soort_stand_asks_how_things_are_now(taal: Taal, vraag: str, is_stand: bool) -> None:
    assert ("stand" in find_soorten(fold(vraag), taal)) is is_stand


@given(st.text(max_size=120), st.sampled_from(["nl", "en"]))
def test_soort_wat_is_what_has_no_other(tekst: str, taal: Taal) -> None:
    found = find_soorten(fold(tekst), taal)

    assert found
    assert "wat" not in found or found == {"wat"}


@pytest.mark.parametrize(
    ("taal", "vraag", "ja_nee"),
    [
        ("nl", "Trekt Haarlem actie 1?", True),
        ("nl", "En is dat al besloten?", True),
        ("nl", "Haarlem trekt actie 1 toch?", True),
        ("nl", "Wie trekt actie 1?", False),
        ("nl", "Hoeveel woningen komen er?", False),
        ("en", "Does Haarlem lead action 1?", True),
        ("en", "Haarlem leads action 1, right?", True),
        ("en", "Who leads action 1?", False),
        ("en", "How many homes are added?", False),
    ],
)
def test_ja_nee_is_asked_by_the_verb_first_or_a_tag(taal: Taal, vraag: str, ja_nee: bool) -> None:
    assert is_ja_nee(fold(vraag), taal) is ja_nee


@pytest.mark.parametrize(
    ("taal", "vraag", "bewering"),
    [
        ("nl", "Waarom trekt Zandvoort actie 9?", True),
        ("nl", "Zandvoort trekt actie 9 toch?", True),
        ("nl", "Wie trekt actie 9?", False),
        ("en", "Why does Zandvoort lead action 9?", True),
        ("en", "Who leads action 9?", False),
    ],
)
def test_bewering_takes_something_for_granted(taal: Taal, vraag: str, bewering: bool) -> None:
    assert is_bewering(fold(vraag), taal) is bewering


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_zacht_kinds_follow_from_what_a_question_names(taal: Taal) -> None:
    leads = {"nl": "leidt haarlem dat", "en": "is haarlem leading that"}[taal]
    done = {"nl": "is dat al geweest", "en": "is that already over"}[taal]

    assert find_zacht(leads, taal, partij=True, getal=False) == {"wie"}
    assert find_zacht(leads, taal, partij=False, getal=False) == frozenset()
    assert find_zacht(done, taal, partij=False, getal=False) == {"wanneer"}
    why = {"nl": f"waarom {done}", "en": f"why {done}"}[taal]
    assert find_zacht(why, taal, partij=False, getal=False) == frozenset()
    chairs = {"nl": "waarom zit haarlem dat overleg voor?", "en": "why does haarlem chair that"}[
        taal
    ]
    assert find_zacht(chairs, taal, partij=False, getal=False) == {"wie"}
    assert find_zacht(leads, taal, partij=True, getal=True) == {"wie", "hoeveel"}

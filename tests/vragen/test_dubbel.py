from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vragen.conftest import NU
from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.dubbel import split_dubbel
from zkl_bot.vragen.vraagbaak import Vraagbaak

Words = Callable[[Antwoord], str]


@pytest.mark.parametrize(
    ("taal", "vraag", "twee"),
    [
        ("nl", "Waar en op welke dag was het feest?",
         ("Waar was het feest?", "op welke dag was het feest?")),
        ("nl", "waar en hoe laat is het feest", ("waar is het feest", "hoe laat is het feest")),
        ("nl", "het feest, wie en wanneer is dat",
         ("het feest, wie is dat", "het feest, wanneer is dat")),
        ("nl", "Wie trekt het feest, en met wie samen?", ("Wie trekt het feest", "met wie samen?")),
        ("nl", "Kan Velsen meedoen en wat is daarvoor nodig?",
         ("Kan Velsen meedoen", "wat is daarvoor nodig?")),
        ("en", "Who leads the party and when is it?", ("Who leads the party", "when is it?")),
        ("en", "Where and when was the party?", ("Where was the party?", "when was the party?")),
    ],
)  # fmt: skip
def test_two_questions_in_one_are_parted(taal: Taal, vraag: str, twee: tuple[str, str]) -> None:
    assert split_dubbel(vraag, taal) == twee


@pytest.mark.parametrize(
    ("taal", "vraag"),
    [
        ("nl", "Wie trekt het feest?"),
        ("nl", "En wanneer?"),
        ("nl", "Wat doen Haarlem en Zandvoort samen?"),
        ("nl", "Eruit: tot en met welk jaar loopt de rekening?"),
        ("nl", "De tabel zegt n.t.b., maar wat zegt de tekst?"),
        ("en", "What do Haarlem and Zandvoort do together?"),
    ],
)
def test_one_question_is_left_whole(taal: Taal, vraag: str) -> None:
    assert split_dubbel(vraag, taal) is None


@given(st.text(max_size=200), st.sampled_from(["nl", "en"]))
def test_parts_of_any_text_say_something(tekst: str, taal: Taal) -> None:
    parts = split_dubbel(tekst, taal)

    assert parts is None or all(part.strip() for part in parts)


@pytest.mark.parametrize(
    ("vraag", "delen"),
    [
        ("wat is MRA en wat is PHO", ("Metropoolregio Amsterdam", "Portefeuillehoudersoverleg")),
        ("waar en wanneer was de conferentie sterke gemeenten", ("provinciehuis", "26 oktober")),
        ("wie trekt het fietsnetwerk en wie het nationaal park", ("actie 9", "actie 2")),
        ("hoeveel koppelkansen en hoeveel vraagstukken in h8", ("acht", "zeven")),
        ("Who leads action 9 and when is it discussed?", ("Haarlem", "third quarter")),
    ],
)
def test_both_questions_are_answered(
    vraagbaak: Vraagbaak, words: Words, vraag: str, delen: tuple[str, ...]
) -> None:
    antwoord = vraagbaak.answer(vraag, now=NU)
    told = words(antwoord)

    assert antwoord.kind == "antwoord"
    assert [deel for deel in delen if deel not in told] == []


def test_a_second_question_that_nobody_answers_leaves_the_whole_to_the_search(
    vraagbaak: Vraagbaak,
) -> None:
    antwoord = vraagbaak.answer("Wie trekt actie 9 en wie speelt er piano?", now=NU)

    assert antwoord.uitleg.regel != "dubbel"

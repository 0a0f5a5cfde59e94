import pytest

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.suggestie import make_suggesties

NEGEN: dict[Taal, tuple[str, str, str]] = {
    "nl": ("Wie trekt actie 9?", "Wanneer wordt actie 9 besproken?", "Wat houdt actie 9 in?"),
    "en": ("Who leads action 9?", "When is action 9 discussed?", "What is action 9 about?"),
}
OVERIG: dict[Taal, tuple[str, str, str]] = {
    "nl": (
        "Welke acties zijn er?",
        "Hoe zeg je het convenant op?",
        "Wanneer wordt het convenant geëvalueerd?",
    ),
    "en": (
        "Which actions are there?",
        "How do you leave the covenant?",
        "When is the covenant evaluated?",
    ),
}


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_suggesties_about_an_actie_leave_out_what_was_just_told(kennis: Kennis, taal: Taal) -> None:
    who, when, what = NEGEN[taal]

    assert make_suggesties(kennis, taal, "actie-9", "feit") == (who, when, what)
    assert make_suggesties(kennis, taal, "actie-9", "wie") == (when, what)
    assert make_suggesties(kennis, taal, "actie-9", "wanneer") == (who, what)
    assert make_suggesties(kennis, taal, "actie-9", "actie") == (who, when)


def test_suggesties_about_a_part_are_about_its_actie(kennis: Kennis) -> None:
    assert make_suggesties(kennis, "nl", "actie-5-2a", "feit")[0] == "Wie trekt actie 5?"


def test_suggesties_ask_no_moment_of_an_actie_that_is_not_discussed(kennis: Kennis) -> None:
    assert make_suggesties(kennis, "nl", "actie-1", "feit") == (
        "Wie trekt actie 1?",
        "Wat houdt actie 1 in?",
    )


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize("onderwerp", [None, "regisseur", "nergens"])
def test_suggesties_about_all_else_lead_to_what_is_asked_most(
    kennis: Kennis, taal: Taal, onderwerp: str | None
) -> None:
    actions, _, evaluation = OVERIG[taal]

    assert make_suggesties(kennis, taal, onderwerp, "onbekend") == OVERIG[taal]
    assert make_suggesties(kennis, taal, onderwerp, "opzegging") == (actions, evaluation)
    assert make_suggesties(kennis, taal, "opzegging", "opzegging") == (evaluation, actions)

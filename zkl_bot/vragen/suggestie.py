"""Questions to offer next: forms of question that the rules answer by construction."""

from collections.abc import Iterator

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Taal
from zkl_bot.kennis.werkplan import Actie

_VORMEN: dict[str, dict[Taal, str]] = {
    "wie": {"nl": "Wie trekt actie {}?", "en": "Who leads action {}?"},
    "wanneer": {
        "nl": "Wanneer wordt actie {} besproken?",
        "en": "When is action {} discussed?",
    },
    "actie": {"nl": "Wat houdt actie {} in?", "en": "What is action {} about?"},
    "begrip": {"nl": "Wat is {}?", "en": "What is {}?"},
    "acties": {"nl": "Welke acties zijn er?", "en": "Which actions are there?"},
    "opzeggen": {"nl": "Hoe zeg je het convenant op?", "en": "How do you leave the covenant?"},
    "evaluatie": {
        "nl": "Wanneer wordt het convenant geëvalueerd?",
        "en": "When is the covenant evaluated?",
    },
}
MAX_SUGGESTIES = 3


def make_suggesties(
    kennis: Kennis, taal: Taal, onderwerp: Id | None, regel: str
) -> tuple[str, ...]:
    """Up to three next questions about a subject, other than the one just answered."""
    found = [text for name, text in _forms(kennis, taal, onderwerp) if name != regel]
    return tuple(dict.fromkeys(found))[:MAX_SUGGESTIES]


def _forms(kennis: Kennis, taal: Taal, onderwerp: Id | None) -> Iterator[tuple[str, str]]:
    if actie := kennis.actie_of(onderwerp):
        yield from _of_actie(kennis, actie, taal)
        return
    if onderwerp and onderwerp.startswith("opzegging"):
        yield "evaluatie", _VORMEN["evaluatie"][taal]
    yield "acties", _VORMEN["acties"][taal]
    yield "opzegging", _VORMEN["opzeggen"][taal]
    yield "evaluatie", _VORMEN["evaluatie"][taal]


def _of_actie(kennis: Kennis, actie: Actie, taal: Taal) -> Iterator[tuple[str, str]]:
    werkplan = kennis.werkplan_of(actie.id)
    number = str(actie.nummer)
    if werkplan is not kennis.werkplan:
        van = "van het" if taal == "nl" else "of the"
        plan = "werkplan" if taal == "nl" else "work plan"
        number = f"{number} {van} {plan} {werkplan.jaren}"
    for name in ("wie", "wanneer", "actie"):
        if name != "wanneer" or actie.besprekingen:
            yield name, _VORMEN[name][taal].format(number)

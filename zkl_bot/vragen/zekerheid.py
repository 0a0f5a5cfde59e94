"""How sure it is that what was found answers the question.

A weighing of signs, from 0 (the sources surely don't tell) to 1. Some signs tell how well what was
found fits; others are the kind of question and of answer, and the question's own words: "website"
or "eerlijk" stands in more questions that no source answers than in others. The weights are in
`zekerheid.json`; `python -m bench.zekerheid` fits them to questions with a known answer and
questions that no source answers, and tells how they do on each writer's by a fit to the others.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log

from zkl_bot.vragen.patroon import Wending
from zkl_bot.vragen.termen import stem
from zkl_bot.vragen.vondst import Vondst
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.woorden import split_folded

GENOEG = 0.75
"""From here it is an answer. Well above the half: what is told as an answer and is none does more
harm than an answer that is told with a reservation."""
NABIJ = 0.03
"""From here it is worth showing, as what the sources do tell about it."""
MINST = 0.28
"""The part of a question that must be explained before there is anything to show."""

VOORSPRONG_MEEST = 1.0
ONBEKENDER_MINST = 0.2
_PRECIES = Wending(r"\b(precie(s|ze)|exacte?|exactly|precisely)\b")
"""Who asks for more than the gist asks for what the sources seldom tell."""
GEVRAAGD_GEGEVEN = frozenset(
    {"hoeveel", "naam", "bedrag", "uur", "mening", "besluit", "dag", "duur", "persoon", "plaats"}
    | {"procent", "kwartaal", "maat", "webadres", "frequentie"}
)
"""Kinds of question that ask for one datum, which a fact about just that may well lack."""
HELEMAAL = 0.95
"""From how well it is covered the question holds no more than what was found is about."""
NIEUW = "regel wie"
"""What a rule is taken for that is newer than the weights: a table, as most rules tell."""


@cache
def read_gewichten() -> dict[str, dict[str, float]]:
    """What each sign counts, and what each thing that is there or not. Others count nothing."""
    text = files("zkl_bot.vragen").joinpath("zekerheid.json").read_text("utf-8")
    found: dict[str, dict[str, float]] = json.loads(text)
    return found


def read_tekens(vraag: Vraag, gevonden: Sequence[Vondst]) -> Iterator[tuple[str, float]]:
    """The signs by which the first of `gevonden` answers a question or not, by their names."""
    best = gevonden[0]
    lead = best.score - gevonden[1].score if len(gevonden) > 1 else best.score
    yield "begin", 1.0
    yield "dekking", best.dekking
    yield "eigen", best.eigen
    yield "onbekend", best.onbekend
    yield "onbekender", log(best.onbekender + ONBEKENDER_MINST)
    yield "vermoeden", best.vermoeden
    yield "tekort", best.tekort
    yield "vreemd", best.vreemd
    yield "voorsprong", min(lead, VOORSPRONG_MEEST)
    yield "woorden", len(vraag.woorden)
    yield "lengte", vraag.lengte
    yield "ja_nee", vraag.ja_nee
    yield "kern", bool(vraag.kern)
    yield "precies", _PRECIES.is_in(vraag.tekst)
    yield "gegeven", bool(vraag.soorten & GEVRAAGD_GEGEVEN - best.passage.soorten)


def read_kenmerken(vraag: Vraag, best: Vondst) -> Iterator[str]:
    """What is there or not: kinds of question and of answer, and the question's own words."""
    yield f"regel {best.passage.regel}"
    for soort in vraag.soorten:
        yield f"vraagt {soort}"
        if soort not in best.passage.soorten:
            yield f"mist {soort}"
    for woord in dict.fromkeys(split_folded(vraag.tekst)):
        if woord.isalpha():
            yield f"{vraag.taal} {stem(woord, vraag.taal)}"


def estimate(vraag: Vraag, gevonden: Sequence[Vondst]) -> float:
    """How sure it is that the first of `gevonden` answers the question, 0 to 1."""
    if not gevonden:
        return 0.0
    best = gevonden[0]
    if best.benoemd:
        return 1.0
    if best.dekking + best.tekort < MINST:
        return 0.0
    gewichten = read_gewichten()
    tekens, kenmerken = gewichten["tekens"], gewichten["kenmerken"]
    weighed = sum(tekens[name] * value for name, value in read_tekens(vraag, gevonden))
    weighed += sum(kenmerken.get(name, 0.0) for name in read_kenmerken(vraag, best))
    if f"regel {best.passage.regel}" not in kenmerken:
        weighed += kenmerken[NIEUW]
    sure = 1.0 / (1.0 + exp(-weighed))
    if best.passage.regel == "partij" and best.dekking >= HELEMAAL and not best.vreemd:
        # All that this party does there: of just what is named there is no more to tell.
        sure = max(sure, GENOEG)
    return sure

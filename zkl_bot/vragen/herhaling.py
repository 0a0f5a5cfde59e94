"""Saying a thing once: sentences of an answer that tell nothing new are left out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from zkl_bot.kennis.model import Taal, Tekst
from zkl_bot.vragen.lexicon import STOP
from zkl_bot.vragen.wereld import Vorm
from zkl_bot.vragen.woorden import split, stems

NIEUW = 0.12
"""The share of the words of a sentence that must be new for it to be worth its place."""
_ONTKENNING = frozenset({"niet", "geen", "nooit", "nergens", "not", "no", "never"})
"""Small words that turn a sentence around."""


def without_repetition(vorm: Vorm, taal: Taal) -> Vorm:
    """The same answer, without the facts whose words were all said before them in it."""
    if vorm.template == "samen":
        said: frozenset[str] = frozenset()
        delen = []
        for template, data in vorm.data["delen"]:
            thinned, said = _thin(data, said, taal)
            if thinned.get("feiten") or not data.get("feiten") or template != "feiten":
                delen.append((template, thinned))
        return replace(vorm, data={**vorm.data, "delen": tuple(delen)})
    if len(vorm.data.get("feiten", ())) + ("begrip" in vorm.data) < 2:
        return vorm
    return replace(vorm, data=_thin(vorm.data, frozenset(), taal)[0])


def prepare(feiten: Iterable[Tekst], taal: Taal) -> None:
    """Does now for the sentences of facts what the first answers with them would wait for."""
    for feit in feiten:
        _words(feit, taal)


def _thin(
    data: Mapping[str, Any], said: frozenset[str], taal: Taal
) -> tuple[Mapping[str, Any], frozenset[str]]:
    if begrip := data.get("begrip"):
        said |= _words(begrip.betekenis, taal) if begrip.betekenis else frozenset()
        said |= _words(begrip.titel, taal)
    if "feiten" not in data:
        return data, said
    kept = []
    for feit in data["feiten"]:
        words = _words(getattr(feit, "tekst", feit), taal)
        if not said or len(words - said) > NIEUW * len(words):
            kept.append(feit)
            said |= words
    return {**data, "feiten": tuple(kept)}, said


@cache
def _words(tekst: Tekst, taal: Taal) -> frozenset[str]:
    """The words that carry a sentence, each by its first stem. Cached: sentences are few."""
    small = STOP[taal] - _ONTKENNING
    words = (word for word in split(tekst.for_taal(taal)) if word not in small)
    return frozenset((stems(word, taal) or (word,))[0] for word in words)

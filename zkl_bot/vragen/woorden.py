"""From text to comparable words: folded, split, numbers in one form, stemmed.

Two stemmers for Dutch, since they miss different things: Kraaij-Pohlmann (`dutch`) sees through
"gebouwd" and "woningen", Porter's (`dutch_porter`) keeps apart what the other throws together.
Words that share a stem of either are taken for the same word.
"""

import re
import unicodedata
from functools import lru_cache

import Stemmer

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.lexicon import NUMMERS, STERK

MAX_TEKENS = 600
"""What is read of a question; nobody asks in more, and time stays bounded."""
TEKSTEN = 128
"""Of how many texts is remembered how they fold and split: several look at one question."""

WOORD = r"[a-z0-9]+(?:[&.,][a-z0-9]+)*%?"
"""A word of a folded text."""
_WORD = re.compile(WOORD)
_THOUSANDS = re.compile(r"^\d{1,3}(?:[.,]\d{3})+$")
_ORDINAL = re.compile(r"^(\d+)(?:e|de|ste|st|nd|rd|th)$")
_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)|['’`´](?=[stnkm]\b)")
_HYPHENATED = re.compile(r"[a-z]+(?:-[a-z]+)+")
_CAPITALS = re.compile(r"\b[A-Z]{2,4}\b")
_DUBBEL, _ENKEL = re.compile(r"([aeou])\1"), r"\1"
_ELISION = re.compile(r"\bt/m\b")

# Their own memory of words (the 0) would only double ours.
_STEMMERS: dict[Taal, tuple[Stemmer.Stemmer, ...]] = {
    "nl": (Stemmer.Stemmer("dutch", 0), Stemmer.Stemmer("dutch_porter", 0)),
    "en": (Stemmer.Stemmer("english", 0),),
}


def clean(tekst: str) -> str:
    """The first part of a text without control, format and private characters, on one line."""
    tekst = unicodedata.normalize("NFKC", tekst[:MAX_TEKENS])
    if not tekst.isascii():
        tekst = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in tekst)
    return " ".join(tekst.split())


@lru_cache(maxsize=TEKSTEN)
def fold(tekst: str) -> str:
    """Lower case, without accents or apostrophes inside words."""
    tekst = tekst.lower()
    if not tekst.isascii():
        tekst = unicodedata.normalize("NFD", tekst)
        tekst = "".join(c for c in tekst if not unicodedata.combining(c))
    if "'" in tekst or not tekst.isascii() or "`" in tekst:
        tekst = _APOSTROPHE.sub("", tekst)
    return _ELISION.sub("tm", tekst) if "t/m" in tekst else tekst


def _number(woord: str) -> str:
    """Number words and ordinals as digits, thousands without points, decimals with one."""
    if woord in NUMMERS:
        return NUMMERS[woord]
    if woord[0].isdigit():
        woord = woord.rstrip("%")
        if _THOUSANDS.match(woord):
            return woord.replace(".", "").replace(",", "")
        if match := _ORDINAL.match(woord):
            return f"{match[1]}e"
        return woord.replace(",", ".")
    return woord.rstrip("%").replace(",", ".")


def split(tekst: str) -> tuple[str, ...]:
    """The words of a text, folded, in order; hyphens split, "B&W" and "7.1" stay whole."""
    return split_folded(fold(tekst))


@lru_cache(maxsize=TEKSTEN)
def split_folded(gevouwen: str) -> tuple[str, ...]:
    """The words of a text that was folded before."""
    woorden: list[str] = []
    for woord in _WORD.findall(gevouwen):
        if woord.isalpha():
            woorden.append(NUMMERS.get(woord, woord))
        elif "." in woord and not woord[0].isdigit():
            parts = woord.split(".")
            # "i.s.m" and "n.t.b" are one word, "klaar.dan" is a missing space.
            woorden += [_number("".join(parts))] if len(parts[0]) == 1 else map(_number, parts)
        elif "," in woord and not woord[0].isdigit():
            woorden += map(_number, woord.split(","))
        else:
            woorden.append(_number(woord))
    return tuple(woorden)


def joined(gevouwen: str) -> list[str]:
    """The words with hyphens of a folded text in one piece: "doe-agenda" gives doeagenda."""
    if "-" not in gevouwen:
        return []
    return [found.replace("-", "") for found in _HYPHENATED.findall(gevouwen)]


def acroniemen(tekst: str, stop: frozenset[str]) -> list[str]:
    """Capitals that would pass for a small word ("ZE"), marked so that they are none."""
    if tekst.isupper():
        return []
    return [f"{word.lower()}^" for word in _CAPITALS.findall(tekst) if word.lower() in stop]


@lru_cache(maxsize=4096)
def stems(woord: str, taal: Taal) -> tuple[str, ...]:
    """The stems of a folded word, each marked so that stems never equal words."""
    if len(woord) < 3 or woord[0].isdigit():
        return ()
    base = STERK.get(woord, woord)
    found = {
        f"{i}:{_DUBBEL.sub(_ENKEL, stemmer.stemWord(base))}"
        for i, stemmer in enumerate(_STEMMERS[taal])
    }
    return tuple(sorted(found))

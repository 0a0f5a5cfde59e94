"""Times as people type them: "19.30", "van 10:00 tot 11:30 uur", "8 uur 's avonds", "7:30 pm"."""

import re
from dataclasses import dataclass
from datetime import time

from zkl_bot.gesprek.getypt import Getypt

_UUR = r"(?:uur|u|h|[ap]m)\b"
_TIJD = re.compile(
    rf"\b([01]?\d|2[0-3])(?:[.:uh]([0-5]\d)(?::[0-5]\d)?(?: ?{_UUR}|\b)|(?: ?{_UUR})"
    rf"|(?=\s*(?:-|tot\b)\s*(?:1?\d|2[0-4]) ?{_UUR}))"
    r"(?: '?s (?:middags|avonds)\b)?"
)
_MIDDAG = re.compile(r"pm$|middags$|avonds$")
_MIDDERNACHT = re.compile(r"\b24(?:[.:u]00(?: ?uur\b|\b)| ?uur\b)")
"""The end of a day, which no time of that day is: only of use as an end."""
_IN_WOORDEN = re.compile(
    r"\b(?:half|kwart (?:over|voor)|half past|quarter (?:past|to)) [a-z]{3,}\b(?: uur)?"
)
"""A time as it is said: morning or evening is not in it, so that is asked."""
_ONMOGELIJK = re.compile(
    rf"(?<![\d.:])(?:\d{{1,3}}:\d{{2,3}}|\d{{2,3}}:\d)(?::\d{{1,2}})?(?: ?{_UUR})?(?![\d:])"
    rf"|\b\d{{1,3}}(?:[.u]\d{{1,3}})? ?{_UUR}|\b\d{{1,3}}u\d{{1,3}}\b"
)
"""What is meant as a time, wherever it stands; when it is none, it is an impossible one."""
_MET_PUNT = re.compile(r"\d{1,3}\.\d{1,3}(?![\d.])")
"""The same where a time is expected: further on it may be the number of a room."""
_VANAF = re.compile(r"\s*,?\s*(?:(?:om|van|vanaf|at|from)\b)?\s*")
_TOT = re.compile(
    r"\s*(?:-|(?:tot|t/m|en|to|until|till|and)\b)?\s*(?:(?:ongeveer|circa|about)\b)?\s*"
)
"""Between a day and a begin, and between a begin and an end."""
_RUIMTE = re.compile(r"\b(?:zaal|kamer|ruimte|lokaal|room)\s+$")


@dataclass(frozen=True, slots=True)
class Tijden:
    """Begin and end, as far as they were typed.

    `onmogelijk` is what was typed as a time and is none; then neither is taken.
    """

    begin: time | None = None
    eind: time | None = None
    onmogelijk: str | None = None


GEEN_TIJD = Tijden()


def read_tijden(tekst: str) -> Tijden:
    """The times in a text that is about nothing else, as in "19.30-21.30"."""
    words = Getypt(tekst)
    if re.fullmatch(r"[01]?\d|2[0-3]", words.left):
        return Tijden(time(int(words.left)))
    if re.fullmatch(r"\d{1,3}", words.left):
        return Tijden(onmogelijk=words.typed)
    return take_tijden(words)


def is_tijd(tekst: str) -> bool:
    """Whether somebody typed a time, possible or not, and nothing else."""
    words = Getypt(tekst)
    found = take_tijden(words)
    return found != GEEN_TIJD and not words.voor and not words.na


def take_tijden(words: Getypt) -> Tijden:
    """Takes the times out of what was typed."""
    if match := _IN_WOORDEN.search(words.left):
        words.take(*match.span())
    begin = _first(words, 0)
    if begin:
        words.take(*begin.span())
    eind = _end(words, begin.end()) if begin else None
    if eind:
        words.take(*eind.span())
    if onmogelijk := _take_impossible(words, begin, eind):
        return Tijden(onmogelijk=onmogelijk)
    return Tijden(_time(begin), _time(eind))


def _first(words: Getypt, here: int) -> re.Match[str] | None:
    """The first time from here on, the numbers of rooms passed by."""
    found = _TIJD.finditer(words.left, here)
    return next((m for m in found if not _RUIMTE.search(words.left, 0, m.start())), None)


def _end(words: Getypt, begin: int) -> re.Match[str] | None:
    """The second time: joined to the first that ends at `begin`, or else plainly a time."""
    joint = _TOT.match(words.left, begin)
    here = joint.end() if joint else begin
    if found := _MIDDERNACHT.match(words.left, here) or _TIJD.match(words.left, here):
        return found
    later = _first(words, here)
    return later if later and not re.fullmatch(r"\d+\.\d+", later[0]) else None


def _take_impossible(
    words: Getypt, begin: re.Match[str] | None, eind: re.Match[str] | None
) -> str | None:
    for found in _ONMOGELIJK.finditer(words.left):
        if not _TIJD.fullmatch(found[0]):
            return words.take(*found.span())
    if eind is None:
        joint = (_TOT if begin else _VANAF).match(words.left, words.last)
        found_there = _MET_PUNT.match(words.left, joint.end()) if joint else None
        if found_there and (begin is None or (joint and joint[0].strip())):
            return words.take(*found_there.span())
    return None


def _time(found: re.Match[str] | None) -> time | None:
    if found is None:
        return None
    if found.re is _MIDDERNACHT:
        return time()
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[0].endswith("am") and hour == 12:
        hour = 0
    elif _MIDDAG.search(found[0]) and hour < 12:
        hour += 12
    return time(hour, minute)

"""What a text holds: numbers, times, money, somebody who acts, a name, an opinion."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from zkl_bot.vragen.woorden import split

_LOS = re.compile(r"[^\W_]+")
_JAAR = re.compile(r"\b(19|20)\d\d\b")
_UUR = re.compile(r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2} uur\b")
_NAMEN = re.compile(r"[a-z,] [A-Z][a-zA-Z]+")
_OPEN = re.compile(
    r"\b(staat|staan|zegt|zeggen|noemt|noemen|legt|leggen)\b.{0,24}\b(niet|geen|nergens)\b"
    r"|\bdo(es)? not (say|name|tell|explain|mention|state)\b|\bnot (said|stated|named)\b"
)
_VERWIJZING = re.compile(
    r"\b(acties?|actions?|hoofdstuk|chapter|punt|point|kans|vraagstuk|lijn|line) \d+\w?"
    r"|§\d+(\.\d)?|\b(19|20)\d\d\b|natura 2000|n2000|co2"
)


@dataclass(frozen=True, slots=True)
class _Woordenlijst:
    """Words, and beginnings and ends of words."""

    heel: frozenset[str]
    begin: tuple[str, ...]
    eind: tuple[str, ...]

    @classmethod
    def read(cls, woorden: str) -> "_Woordenlijst":
        """From words such as "geld*" (a beginning), "*overleg" (an end) and "euro"."""
        words = woorden.split()
        return cls(
            frozenset(word for word in words if "*" not in word),
            tuple(word[:-1] for word in words if word.endswith("*")),
            tuple(word[1:] for word in words if word.startswith("*")),
        )

    def __call__(self, tekst: str) -> bool:
        words = _words(tekst)
        return (
            not self.heel.isdisjoint(words)
            or any(word.startswith(self.begin) for word in words)
            or any(word.endswith(self.eind) for word in words)
        )


@lru_cache(maxsize=4)
def _words(tekst: str) -> frozenset[str]:
    return frozenset(_LOS.findall(tekst.lower()))


_GETAL = _Woordenlijst.read(
    "eenmaal tweemaal jaarlijks periodiek aantal frequentie helft once twice yearly annual* "
    "number half één elk"
)
_TIJD = _Woordenlijst.read(
    "jaarlijks kwartaal januari februari maart april juni juli augustus september oktober november "
    "december onbepaalde planning jaar maand* vroeg* tijdig vooraf snel quarter january february "
    "march june july august october year* month* early soon before periodiek frequentie frequency "
    "eerst daarna verkiezing* election* termijn term straks"
)
_GELD = _Woordenlijst.read(
    "euro miljoen miljard geld* budget* middelen subsidie* kosten financi* betaal* betalen million "
    "billion money fund* grant* cost costs subsid* pay* financ* bijdrage contribution claim*"
)
_ACTOR = _Woordenlijst.read(
    "gemeente* raad raden raadsleden college* burgemeester* provincie portefeuillehouder* "
    "secretaris* regisseur griffie* bureau ministerie rijk kabinet regio* *commissie *overleg "
    "team* partijen deelnemers corporaties ondernem* municipalit* council* mayor* province "
    "ministry cabinet executive* committee region parties bestuurders ambtenaren medewerkers "
    "inwoners residents staff people professionals"
)
_NAAM = _Woordenlijst.read("heet heten naam noemt noemen noemde genaamd called name names named")
_MENING = _Woordenlijst.read(
    "vind* oordeel advi* mening zegt zei raadt wil* voor eens constateert think thinks opinion "
    "says advises wants"
)
_BESLUIT = _Woordenlijst.read(
    "beslui* besloot besloten beslis* aangenomen vastgesteld aangehouden kiest gekozen vast "
    "onbeslist decid* decision* adopted deferred"
)


def _has_getal(tekst: str) -> bool:
    """Whether a text holds a number that does not only name something."""
    plain = _VERWIJZING.sub(" ", tekst.lower())
    return any(token[0].isdigit() for token in split(plain)) or _GETAL(plain)


_TOETSEN: dict[str, Callable[[str], object]] = {
    "getal": _has_getal,
    "tijd": lambda tekst: _TIJD(tekst) or _JAAR.search(tekst) or "n.t.b." in tekst,
    "geld": lambda tekst: _GELD(tekst) or "€" in tekst,
    "actor": lambda tekst: _ACTOR(tekst) or _NAMEN.search(tekst),
    "naam": lambda tekst: _NAAM(tekst) or any(mark in tekst for mark in '"“‘'),
    "mening": _MENING,
    "besluit": _BESLUIT,
    "open": lambda tekst: _OPEN.search(tekst.lower()),
    "uur": _UUR.search,
    "partijnaam": lambda tekst: False,
    "rij": lambda tekst: tekst.count(",") >= 2,
}
"""Per kenmerk, how it shows in a text: "open" is that the source does not tell, "rij" a list;
"partijnaam", the name of a party, is known to who knows the parties (see `bouwer`)."""
KENMERKEN = frozenset(_TOETSEN)


@cache
def has_kenmerk(kenmerk: str, tekst: str) -> bool:
    """Whether a text holds a kenmerk. Cached: texts are few, and asked about again and again.

    Raises KeyError for an unknown one.
    """
    return bool(_TOETSEN[kenmerk](tekst))


@cache
def near_getal(tekst: str) -> frozenset[str]:
    """The words within three of a number, numbers that only name something aside."""
    tokens = split(_VERWIJZING.sub(" ", tekst.lower()))
    return frozenset(
        tokens[near]
        for index, token in enumerate(tokens)
        if token[0].isdigit()
        for near in range(max(0, index - 3), min(len(tokens), index + 4))
        if near != index
    )

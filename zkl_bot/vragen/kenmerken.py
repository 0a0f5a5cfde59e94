"""What a text holds: numbers, times, money, somebody who acts, a name, an opinion."""

import re
from functools import cache

from zkl_bot.vragen.woorden import split

_GETAL = re.compile(r"\d|\b(twee|drie|vier|vijf|zes|zeven|acht|negen|tien|honderd|eenmaal|tweemaal|"
                    r"jaarlijks|periodiek|aantal|frequentie|helft|two|three|four|five|six|seven|"
                    r"eight|nine|ten|hundred|once|twice|yearly|annual\w*|number|half|één|"
                    r"elk jaar)\b")  # fmt: skip
_TIJD = re.compile(r"\b(19|20)\d\d\b|\b(jaarlijks|kwartaal|januari|februari|maart|april|juni|juli|"
                   r"augustus|september|oktober|november|december|onbepaalde|planning|n\.t\.b\.|"
                   r"jaar|maanden?|vroeg\w*|tijdig|vooraf|zo snel|snel mogelijk|quarter|january|"
                   r"february|march|june|july|august|october|year\w*|month\w*|early|soon|before|"
                   r"periodiek|frequentie|frequency|eerst|daarna|verkiezing\w*|election\w*|"
                   r"termijn|term|straks|nog niet|not yet)\b")  # fmt: skip
_GELD = re.compile(r"\b(euro|miljoen|miljard|geld\w*|budget\w*|middelen|subsidie\w*|kosten|"
                   r"financi\w*|betaal\w*|betalen|million|billion|money|fund\w*|grant\w*|costs?|"
                   r"subsid\w*|pay\w*|financ\w*|bijdrage|contribution|claim\w*)\b|€")  # fmt: skip
_ACTOR = re.compile(r"\b(gemeente\w*|raad|raden|raadsleden|college\w*|burgemeester\w*|provincie|"
                    r"portefeuillehouder\w*|secretaris\w*|regisseur|griffie\w*|bureau|ministerie|"
                    r"rijk|kabinet|regio\w*|\w*commissie\w*|\w*overleg\w*|team\w*|partijen|"
                    r"deelnemers|"
                    r"corporaties|ondernem\w*|municipalit\w*|council\w*|mayor\w*|province|"
                    r"ministry|cabinet|executive\w*|committee|region|parties|bestuurders|"
                    r"ambtenaren|medewerkers|inwoners|residents|staff|people|professionals)\b"
                    r"|(?<=[a-z,] )[A-Z][a-zA-Z]+")  # fmt: skip


_NAAM = re.compile(r"\b(heet|heten|naam|noemt|noemen|noemde|genaamd|called|names?|named)\b|[\"“‘]")
_MENING = re.compile(r"\b(vind\w*|oordeel|advi\w+|mening|zegt|zei|raadt|wil|voor|eens|constateert|"
                     r"thinks?|opinion|says|advises|wants)\b")  # fmt: skip
_UUR = re.compile(r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2} uur\b")
_OPEN = re.compile(r"\b(staat|staan|zegt|zeggen|noemt|noemen|legt|leggen)\b.{0,24}\b(niet|geen|"
                   r"nergens)\b"
                   r"|\bdo(es)? not (say|name|tell|explain|mention|state)\b|\bnot (said|stated|"
                   r"named)\b")  # fmt: skip
_BESLUIT = re.compile(r"\b(beslui\w*|besloot|besloten|beslis\w*|aangenomen|vastgesteld|aangehouden|"
                      r"kiest|gekozen|vast|onbeslist|decid\w*|decision\w*|adopted|"
                      r"deferred)\b")  # fmt: skip
_VERWIJZING = re.compile(r"\b(acties?|actions?|hoofdstuk|chapter|punt|point|kans|vraagstuk|lijn|"
                         r"line)"
                         r" \d+\w?|§\d+(\.\d)?|\b(19|20)\d\d\b|natura 2000|n2000|co2")  # fmt: skip


def _has_getal(tekst: str) -> bool | None:
    """Whether a text holds a number, in digits or in words."""
    return any(token[0].isdigit() for token in split(tekst)) or bool(_GETAL.search(tekst)) or None


@cache
def kenmerken(tekst: str) -> frozenset[str]:
    """What a text holds: a number, a time, money, somebody who acts."""
    lower = tekst.lower()
    return frozenset(
        name
        for name, found in (
            ("getal", _has_getal(_VERWIJZING.sub(" ", lower))),
            ("tijd", _TIJD.search(lower)),
            ("geld", _GELD.search(lower)),
            ("actor", _ACTOR.search(tekst)),
            ("naam", _NAAM.search(tekst)),
            ("mening", _MENING.search(lower)),
            ("besluit", _BESLUIT.search(lower)),
            ("open", _OPEN.search(lower)),
            ("uur", _UUR.search(lower)),
            ("rij", tekst.count(",") >= 2 or None),
        )
        if found
    )


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

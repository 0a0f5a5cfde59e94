"""Numbers in a question that name something: "actie 9", "5.1", "punt 2c", "hoofdstuk 7"."""

import re
from collections.abc import Sequence

_TUSSEN = frozenset({"nr", "nummer", "en", "and", "number"})
"""Between the kind and the number: "actie nr 9", "acties 5 en 6"."""
_SOORTEN = {
    **dict.fromkeys(
        ("actie", "acties", "action", "actions", "nr", "nummer", "number", "no"), "actie"
    ),
    "kans": "kans", "koppelkans": "kans", "kansen": "kans", "opportunity": "kans",
    "vraagstuk": "vraagstuk", "dilemma": "vraagstuk", "dilemmas": "vraagstuk", "issue": "vraagstuk",
    "punt": "punt", "onderdeel": "punt", "item": "punt", "point": "punt", "sub": "punt",
    "onderpunt": "punt", "subpunt": "punt", "hoofdopgave": "hoofdopgave", "opgave": "hoofdopgave",
    "hoofdstuk": "§", "h": "§", "paragraaf": "§", "par": "§", "chapter": "§", "section": "§",
}  # fmt: skip
_PUNT = re.compile(r"^\d[a-df-z]$")
_H = re.compile(r"^h(\d)$")
_SECTIE = re.compile(r"^[1-9]\.[1-9]$")
_SECTIE_DEEL = re.compile(r"^([1-9]\.[1-9])([a-z])$")
_BEDRAG = frozenset({"miljard", "miljoen", "mld", "mln", "euro", "billion", "million", "euros"})


def refer(tokens: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Numbers that name something ("actie 9", "5.1", "punt 2c"), the other words, bare numbers."""
    refs: list[str] = []
    rest: list[str] = []
    bare: list[str] = []
    kind = previous = ""
    for index, word in enumerate(tokens):
        if word in _SOORTEN:
            kind = _SOORTEN[word]
            rest.append(word)
        elif word.isalpha():
            # Most words are: what follows is about numbers.
            if len(word) == 1 and kind == "punt" and previous in _SOORTEN:
                refs.append(f"punt#{word}")
            else:
                rest.append(word)
            if word not in _TUSSEN:
                kind = ""
        elif kind and _is_small(word) and (previous in _SOORTEN or previous in _TUSSEN):
            refs.append(_name(kind, word))
        else:
            following = tokens[index + 1] if index + 1 < len(tokens) else ""
            if found := _refer_by_itself(word, following):
                refs += found
            else:
                rest.append(word)
                bare += (word,) if _is_small(word) else ()
            kind = ""
        previous = word
    return refs, rest, bare


def _is_small(woord: str) -> bool:
    return woord.isdigit() and len(woord) <= 2


def _name(soort: str, nummer: str) -> str:
    return f"§{nummer}" if soort == "§" else f"{soort}#{nummer}"


def _refer_by_itself(woord: str, volgende: str) -> tuple[str, ...]:
    """What a word with a number names, whatever came before it: "5.1", "2c", "h7", "9e (actie)"."""
    if _SECTIE.match(woord) and volgende not in _BEDRAG:
        return (f"§{woord}",)
    if match := _SECTIE_DEEL.match(woord):
        return f"§{match[1]}", f"punt#{match[2]}"
    if match := _H.match(woord):
        return (f"§{match[1]}",)
    if _PUNT.match(woord):
        return (f"punt#{woord}",)
    if woord.endswith("e") and woord[:-1].isdigit() and volgende in _SOORTEN:
        return (_name(_SOORTEN[volgende], woord[:-1]),)
    return ()

"""A question, read: its language, its words that count, its numbers, its kind."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from zkl_bot.kennis.model import Id, Taal
from zkl_bot.vragen.aanloop import without_aanloop
from zkl_bot.vragen.lexicon import CHAT, LICHT, SCHEIDBAAR, STOP
from zkl_bot.vragen.patroon import Zeefpatroon
from zkl_bot.vragen.soort import Soort, find_soorten, find_zacht, is_bewering, is_ja_nee
from zkl_bot.vragen.synoniemen import Zinsdelen, find_zinsdelen
from zkl_bot.vragen.verwijzing import refer
from zkl_bot.vragen.woorden import acroniemen, clean, fold, split, split_folded

_HOEVEEL = {
    "nl": Zeefpatroon(
        r"\bhoeveel\b|\bhoe (?:groot|hoog) (?:is|zijn|wordt)\b|"
        r"\bwelk(?:e)? (?:percentage|aandeel)\b"
    ),
    "en": Zeefpatroon(r"\bhow (?:many|much)\b|\bhow (?:large|big|high) (?:is|are)\b"),
}
_KERN = {
    "nl": Zeefpatroon(
        r"\bwelke? (\w+)|\b(?:wat|wie) (?:is|was|zijn|waren|wordt|werd|worden|werden) "
        r"(?:(?:in|bij|van|namens|vanuit|voor) (?:\w+ ){1,3}?)?(?:de|het|t|een|n|onze) (\w+)"
        r"|^\W*(\w+) (?:van|bij|op|tijdens) (?:de|het|t|onze|die|dat) [\w ]+\W*$"
    ),
    "en": Zeefpatroon(
        r"\b(?:what|who)(?:s| is| was| are| were) (?:the|an?|our) (\w+)|\b(?:which|what) (\w+)"
    ),
}
_TERM = {
    "nl": Zeefpatroon(
        r"\bstaa(?:t|n) (?:de |het )?(\w+(?: \w+)?) (?:eigenlijk |ook )?voor\b|"
        r"\bbetekent (?:de |het )?(\w+)|\b(\w+) betekent\b|"
        r"\b(?:betekenis|afkorting) (?:van )?(?:de |het )?(\w+)|"
        r"^\W*(\w+)[,:]? (?:waar|wat) (?:staat|betekent|was|is) (?:dat|da|het|die)\b"
    ),
    "en": Zeefpatroon(
        r"\bdo(?:es)? (?:the )?(\w+(?: \w+)?) (?:stand for|mean)\b|"
        r"\bmeaning of (?:the )?(\w+)|\b(\w+) stands? for\b"
    ),
}
_MET_EIS: frozenset[Soort] = frozenset({
    "partij", "persoon", "gemeente", "wanneer", "waar", "procent", "kwartaal", "dag",
})  # fmt: skip
"""Kinds by which it is known what an answer must hold."""
_CHAT = Zeefpatroon(rf"(?<!\w)({'|'.join(map(re.escape, CHAT))})(?!\w)")
_LIDWOORDEN = frozenset({"het", "de", "een", "t", "we", "wij", "zij", "ze", "u", "the"})
KORTSTE_SAMENSTELLING = 9


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question. `woorden` are those that count, in order, each once; `tekst` is folded."""

    origineel: str
    tekst: str
    taal: Taal
    woorden: tuple[str, ...]
    verwijzingen: tuple[str, ...]
    soorten: frozenset[Soort]
    partijen: tuple[Id, ...]
    ja_nee: bool
    bewering: bool
    zacht: frozenset[Soort]
    """Kinds that fit beside `soorten`, without being asked for in so many words."""
    partijwoorden: frozenset[str]
    """The words that name parties."""
    lengte: int
    """How many words it has in all."""
    los: tuple[str, ...] = ()
    """Bare small numbers, which may name a thing of the kind the last question named."""
    focus: str = ""
    """What a question about a number counts."""
    kern: str = ""
    """The very thing that is asked for: in "wat was de opkomst bij …" the turnout."""
    term: tuple[str, ...] = ()
    """The words of the name whose meaning is asked for: in "waar staat rmt voor" that one."""

    def heeft(self, *soorten: Soort) -> bool:
        """Whether it may be a question of one of these kinds."""
        return not self.soorten.isdisjoint(soorten)

    def holds_only(self, woorden: Collection[str]) -> bool:
        """Whether it has no words but these, small ones and numbers."""
        stop = STOP[self.taal]
        words = filter(str.isalpha, split_folded(self.tekst))
        return all(word in woorden or word in stop for word in words)


def _join(tokens: list[str], known: Callable[[str], bool], stop: frozenset[str]) -> list[str]:
    """Neighbours that the sources write as one word: doe agenda, woning bouw."""
    result: list[str] = []
    skip = False
    for word, following in zip(tokens, [*tokens[1:], ""], strict=False):
        if skip:
            skip = False
        elif (
            len(following) > 2 and known(word + following) and len(word + following) > 5
            and following.isalpha() and word.isalpha()
            and not (word in stop and following in stop)
        ):  # fmt: skip
            result.append(word + following)
            skip = True
        else:
            result.append(word)
    return result


def _halves(words: list[str], known: Callable[[str], bool]) -> list[str]:
    """Compounds the sources don't have, as the two words they are made of if they have those."""
    result: list[str] = []
    for word in words:
        pair: tuple[str, ...] = (word,)
        if len(word) >= KORTSTE_SAMENSTELLING and word.isalpha() and not known(word):
            for cut in range(len(word) - 4, 3, -1):
                first, second = word[:cut], word[cut:]
                link = first[:-1] if first[-1] == "s" and len(first) > 4 else first
                if known(second) and (known(first) or known(link)):
                    pair = (first if known(first) else link, second)
                    break
        result += pair
    return result


def _phrases(tokens: list[str], zinsdelen: Zinsdelen) -> list[str]:
    """Groups of words that mean one thing, each replaced by the name of its synonyms."""
    result = list(tokens)
    for start, size, name in reversed(find_zinsdelen(tokens, zinsdelen)):
        result[start : start + size] = [name]
    return result


def _find_focus(tekst: str, taal: Taal, woorden: list[str]) -> str:
    """What a question about a number counts: the first word that counts after "hoeveel"."""
    match = _HOEVEEL[taal].search(tekst)
    if not match:
        return ""
    tokens = split(tekst[match.end() :])[:4]
    for token, following in zip(tokens, (*tokens[1:4], ""), strict=False):
        if token in LICHT[taal]:
            return ""
        if token in woorden and not token[0].isdigit():
            # "Hoeveel zegde het Rijk toe": a verb, which counts nothing.
            return "" if following in _LIDWOORDEN else token
    return ""


def _find_kern(tekst: str, taal: Taal, woorden: list[str]) -> str:
    """The noun of the thing that a question asks for, when it names one."""
    match = _KERN[taal].search(tekst)
    if not match:
        return ""
    word = next(iter(split(next(filter(None, match.groups())))), "")
    return word if word in woorden and word.isalpha() and word not in LICHT[taal] else ""


def _find_term(tekst: str, taal: Taal, woorden: list[str]) -> tuple[str, ...]:
    """The words of the name that a question asks the meaning of, when it counts as a whole."""
    match = _TERM[taal].search(tekst)
    words = tuple(split(next(filter(None, match.groups())))) if match else ()
    return words if all(word in woorden for word in words) else ()


def read_vraag(
    origineel: str,
    taal: Taal,
    known: Callable[[str], bool],
    zinsdelen: Zinsdelen,
    find_partijen: Callable[[list[str]], Mapping[Id, tuple[str, ...]]],
) -> Vraag:
    """Reads a question. `known` says which words the sources have, `zinsdelen` which of their
    synonyms are several words.
    """
    text = without_aanloop(clean(origineel), taal)
    folded = _CHAT.sub(lambda match: CHAT[match[0]], fold(text))
    tokens = split_folded(folded)
    refs, rest, bare = refer(tokens)
    partijen = find_partijen(rest)
    bewering = is_bewering(folded, taal)
    soorten = find_soorten(folded, taal)
    number = any(token.isdigit() for token in rest)
    stop = STOP[taal]
    words = _phrases(_halves(_join(rest, known, stop), known), zinsdelen)
    content = [w for w in words if w not in stop and (len(w) > 1 or w.isdigit())]
    content += acroniemen(text, stop)
    content += [verb for verb in SCHEIDBAAR.search(folded) if verb not in content]
    return Vraag(
        origineel=text,
        tekst=folded,
        taal=taal,
        woorden=tuple(dict.fromkeys([*refs, *content])),
        verwijzingen=tuple(refs),
        soorten=soorten,
        partijen=tuple(partijen),
        zacht=find_zacht(
            folded,
            taal,
            partij=bool(partijen) or "partij" in soorten,
            getal=number and bewering,
        ),
        partijwoorden=frozenset(word for words in partijen.values() for word in words),
        ja_nee=is_ja_nee(folded, taal),
        bewering=bewering,
        lengte=len(tokens),
        los=tuple(bare),
        focus=_find_focus(folded, taal, content),
        kern="" if soorten & _MET_EIS else _find_kern(folded, taal, content),
        term=_find_term(folded, taal, content),
    )

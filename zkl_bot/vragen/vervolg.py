"""Follow-ups: a question that leans on the one before it, completed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zkl_bot.kennis.model import Id
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.editie import find_editie
from zkl_bot.vragen.eerder import MAX_EERDER, Eerder
from zkl_bot.vragen.patroon import Wending
from zkl_bot.vragen.vondst import EIGEN_GRENS, Vervolg, Vondst
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.woorden import clean
from zkl_bot.vragen.zoek import GENOEG, search

ONBEKEND = "?"
KORT = 5
"""How many words a follow-up has at most that only names what the same is asked of."""
LANGSTE_GETAL = 4
"""Digits of a number that is carried along, for years; what is longer may be somebody's."""

LANG, LANG_DAN = 12, 16
"""How many words one has at most that begins with "en", and one that says "dan" besides."""

_DAN = Wending(r"\b(dan|then)\b")
_EN = Wending(r"^\W*(en|and|what about|how about)\b")
_WIJST_TERUG = Wending(
    r"^\W*(maar|but|of|dus|oh|ok|oke)\b|"
    r"\b(die|dat|dit|deze|daar\w*|hij|zij|ze|het|er|ervan|erbij|daarbij|hun|it|that|this|they|"
    r"them|those|these|there|its|their)\b"
)
_WIJST_VAST_TERUG = Wending(
    r"\b(daar(van|over|voor|bij|mee|in|aan|op|uit|toe)|er(van|over|voor|bij|mee)|hier(van|over|voor)|"
    r"about (that|it)|of (that|it)|for (that|it))\b|"
    r"\b(daar|er) (\w+ ){1,4}(van|over|voor|bij|mee|aan|op|toe)\b"
)
_WIJST_AAN = Wending(r"\b(die|dat|deze|dit|that|this|it|those|them)( (dan|eigenlijk))?\W*$")
"""What a question asks about, is what was told of: "wanneer bespreken de raden dat?"."""
_VRAAGT_ZELF = Wending(
    r"\b(wat|hoe) (doet|doen|deed|deden|was|waren|werd|werkt|gaat|moet|moeten|mag|mogen|kan|kunnen|"
    r"gebeurt)\b|\b(what|how) (do|does|did|was|were|can|must|should|may|happens)\b|"
    r"^\W*(en |and )?(als|stel dat|if)\b"
)
"""Asks for something of its own, however little it says: "wat doen die dan?"."""
_GEEN_NAAM = frozenset({
    "mee", "meedoen", "meedoet", "samen", "samenwerken", "meewerken",
    "involved", "part", "join", "joins", "together",
})  # fmt: skip
"""Words of who asks for others beside what was told: they name no other subject."""
_ZONDER_EIGEN_SOORT = frozenset({"wat", "hoe", "lijst", "definitie"})
_OVER_HETZELFDE = frozenset({"waar"})
"""Asks of the very thing that was told: "waar staat dat?"."""


def complete(boek: Boek, vraag: Vraag, eerder: Eerder | None) -> tuple[Vraag, Vervolg | None]:
    """A question with what it takes from those before it; as it is when it stands alone."""
    if eerder is None or not _leans_back(boek, vraag):
        return vraag, None
    refs = list(vraag.verwijzingen)
    if not refs and vraag.los and eerder.verwijzingen and "#" in eerder.verwijzingen[-1]:
        kind = eerder.verwijzingen[-1].partition("#")[0]
        refs = [f"{kind}#{number}" for number in vraag.los]
    onderwerp, passage = eerder.onderwerp, eerder.passage
    carried = [word for words in eerder.woorden for word in words]
    if vraag.partijwoorden.issuperset(vraag.woorden) and _is_of_a_party(boek, passage):
        # "En Heemstede?" asks of that one all that was told of another.
        others = {word for words in boek.find_partijen(carried).values() for word in words}
        rest = tuple(dict.fromkeys(word for word in carried if word not in others))
        return replace(vraag, zacht=vraag.zacht | {"wie"}), Vervolg(rest, None)
    own = [word for word in vraag.woorden if word not in _GEEN_NAAM]
    if refs or (boek.find_onderwerpen(own) and not _WIJST_AAN.is_in(vraag.tekst)):
        # It names its own subject: only the kind of question and the other words are taken.
        onderwerp, passage = None, ""
        carried = [word for word in carried if "#" not in word and not word.startswith("§")]
    elif _turns_away(boek, vraag, onderwerp):
        names = boek.titelwoorden.get(onderwerp or "", ())
        carried = [word for word in carried if word not in names]
        onderwerp, passage = None, ""
    own_kind = not vraag.soorten <= _ZONDER_EIGEN_SOORT or _VRAAGT_ZELF.is_in(vraag.tekst)
    if own_kind and not vraag.soorten <= _OVER_HETZELFDE:
        # It asks for something else than what was told.
        passage = ""
    completed = replace(
        vraag,
        woorden=tuple(dict.fromkeys([*refs, *vraag.woorden])),
        verwijzingen=tuple(refs),
        soorten=vraag.soorten if own_kind else eerder.soorten or vraag.soorten,
        ja_nee=vraag.ja_nee and not _EN.is_in(vraag.tekst),
    )
    vast = _WIJST_AAN.is_in(vraag.tekst)
    same = vast and vraag.soorten <= _OVER_HETZELFDE
    return completed, Vervolg(tuple(dict.fromkeys(carried)), onderwerp, passage, vast, same)


def _is_of_a_party(boek: Boek, passage: str) -> bool:
    """Whether a passage tells all that a party does."""
    return passage in boek.by_id and boek.passages[boek.by_id[passage]].regel == "partij"


def _turns_away(boek: Boek, vraag: Vraag, onderwerp: Id | None) -> bool:
    """Whether "en het park?" asks the same of something else: nothing that is told of the subject
    holds a word of it.
    """
    if onderwerp is None or not _EN.is_in(vraag.tekst) or vraag.lengte > KORT:
        return False
    words = [w for w in vraag.woorden if w not in _GEEN_NAAM and boek.index.neighbours(w).woorden]
    about = boek.kolommen.of_familie(onderwerp)
    return bool(words and about) and not (boek.index.match(words)[:, about] > EIGEN_GRENS).any()


def recall(boek: Boek, context: Sequence[str]) -> Eerder | None:
    """What the questions of `context`, the oldest first, leave behind."""
    eerder: Eerder | None = None
    for text in context[-MAX_EERDER:]:
        vraag, vervolg = complete(boek, boek.read(clean(text)), eerder)
        found = search(boek, vraag, vervolg, find_editie(boek.kennis, vraag))
        eerder = remember(vraag, vervolg, eerder, found)
    return eerder


def remember(
    vraag: Vraag,
    vervolg: Vervolg | None,
    eerder: Eerder | None,
    found: Sequence[Vondst],
    onderwerp: Id | None = None,
) -> Eerder:
    """What a question, completed, leaves behind; `onderwerp` is what it was about when that is
    not for what was `found` to say.
    """
    before = eerder.woorden if eerder and vervolg else ()
    if vervolg:
        # What it did not take along itself, the next one does not take along either.
        taken = frozenset(vervolg.woorden)
        before = tuple(tuple(w for w in words if w in taken) for words in before)
    passage = ""
    if onderwerp is None and found and found[0].dekking >= GENOEG:
        onderwerp, passage = found[0].passage.onderwerp, found[0].passage.id
    return Eerder(
        (vraag.woorden, *before)[:MAX_EERDER],
        vraag.verwijzingen or (eerder.verwijzingen if eerder and vervolg else ()),
        vraag.soorten,
        onderwerp,
        passage,
    )


def for_keeping(boek: Boek, eerder: Eerder) -> Eerder:
    """The same with words of the sources and the word lists only: nothing personal is kept.

    A word with a typing error becomes the word it was taken for. Of a name that the sources don't
    have, or a number too long for a year, is kept only that there was such a word: it is what
    makes the bot say that it does not know.
    """
    words = tuple(tuple(_of_the_sources(boek, each)) for each in eerder.woorden)
    return replace(eerder, woorden=words)


def _of_the_sources(boek: Boek, woorden: Iterable[str]) -> Iterator[str]:
    for number, word in enumerate(woorden):
        buren = boek.index.neighbours(word)
        is_reference = "#" in word or word.startswith("§")
        is_year = word.isdigit() and len(word) <= LANGSTE_GETAL
        if is_reference or is_year or (buren.bekend and not word.isdigit()):
            yield word
        elif buren.woorden and word.isalpha():
            yield boek.index.words[buren.woorden[0][0]]
        else:
            yield f"{ONBEKEND}{number}"


def _leans_back(boek: Boek, vraag: Vraag) -> bool:
    """Whether a question says that it goes on, or says too little by itself."""
    if _EN.is_in(vraag.tekst):
        return vraag.lengte <= (LANG_DAN if _DAN.is_in(vraag.tekst) else LANG)
    if vraag.lengte <= 9 and any(
        back.is_in(vraag.tekst) for back in (_WIJST_VAST_TERUG, _WIJST_AAN)
    ):
        return True
    named = boek.find_onderwerpen(vraag.woorden)
    heavy = [word for word in vraag.woorden if boek.index.neighbours(word).gewicht > 0.3]
    if len(heavy) <= 1 and vraag.lengte <= 7:
        return not (named and heavy and vraag.lengte > 3)
    return _WIJST_TERUG.is_in(vraag.tekst) and not named and len(heavy) <= 4

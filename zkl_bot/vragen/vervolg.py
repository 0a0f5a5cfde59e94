"""Follow-ups: a question that leans on the one before it, completed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from zkl_bot.kennis.model import Id
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.editie import find_editie
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.woorden import clean
from zkl_bot.vragen.zoek import GENOEG, Vervolg, search

MAX_CONTEXT = 3
"""How many questions back are looked at: what is longer ago is not meant."""

_EN = re.compile(r"^\W*(en|and|what about|how about)\b")
_WIJST_TERUG = re.compile(
    r"^\W*(maar|but|of|dus|oh|ok|oke)\b|"
    r"\b(die|dat|dit|deze|daar\w*|hij|zij|ze|het|er|ervan|erbij|daarbij|hun|it|that|this|they|"
    r"them|those|these|there|its|their)\b"
)
_ZONDER_EIGEN_SOORT = frozenset({"wat", "hoe", "lijst", "definitie"})


def complete(
    boek: Boek, vraag: Vraag, context: Sequence[str], onderwerp: Id | None
) -> tuple[Vraag, Vervolg | None]:
    """A question with what it takes from those before it; as it is when it stands alone.

    `context` are the earlier questions, oldest first; `onderwerp` is what the last answer was
    about.
    """
    if not (context or onderwerp) or not _leans_back(boek, vraag):
        return vraag, None
    if not context:
        return vraag, Vervolg(boek.titelwoorden.get(onderwerp or "", ()), onderwerp)
    context = context[-MAX_CONTEXT:]
    before, earlier = complete(boek, boek.read(clean(context[-1])), context[:-1], None)
    passage = ""
    if onderwerp is None:
        found = search(boek, before, earlier, find_editie(boek.kennis, before))
        if found and found[0].dekking >= GENOEG:
            onderwerp, passage = found[0].passage.onderwerp, found[0].passage.id
    refs = list(vraag.verwijzingen)
    if not refs and vraag.los and before.verwijzingen and "#" in before.verwijzingen[-1]:
        kind = before.verwijzingen[-1].partition("#")[0]
        refs = [f"{kind}#{number}" for number in vraag.los]
    carried = [*before.woorden, *(earlier.woorden if earlier else ())]
    if refs or boek.find_onderwerpen(vraag.woorden):
        # It names its own subject: only the kind of question and the other words are taken.
        onderwerp, passage = None, ""
        carried = [word for word in carried if "#" not in word and not word.startswith("§")]
    completed = replace(
        vraag,
        woorden=tuple(dict.fromkeys([*refs, *vraag.woorden])),
        verwijzingen=tuple(refs),
        soorten=before.soorten if vraag.soorten <= _ZONDER_EIGEN_SOORT else vraag.soorten,
        ja_nee=vraag.ja_nee and not _EN.search(vraag.tekst),
    )
    return completed, Vervolg(tuple(dict.fromkeys(carried)), onderwerp, passage)


def _leans_back(boek: Boek, vraag: Vraag) -> bool:
    """Whether a question says that it goes on, or says too little by itself."""
    if _EN.search(vraag.tekst):
        return vraag.lengte <= 12
    named = boek.find_onderwerpen(vraag.woorden)
    heavy = [word for word in vraag.woorden if boek.index.neighbours(word).gewicht > 0.3]
    if len(heavy) <= 1 and vraag.lengte <= 7:
        return not (named and heavy and vraag.lengte > 3)
    return bool(_WIJST_TERUG.search(vraag.tekst)) and not named and len(heavy) <= 4

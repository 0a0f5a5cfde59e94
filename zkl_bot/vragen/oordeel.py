"""Whether a fact says yes or no to a question.

A fact does not know what is asked of it, so it cannot tell by itself. Questions whose answer was
written down beside the fact can: the question is compared with those, and nothing is said unless
it is much nearer to the ones than to the others.
"""

from collections.abc import Callable, Iterable
from typing import Literal

from zkl_bot.kennis.model import Id, Taal
from zkl_bot.kennis.vraagvormen import Vraagvorm
from zkl_bot.vragen.patroon import Wending
from zkl_bot.vragen.vormen import Vormen
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.woorden import fold, split_folded

Oordeel = Literal["", "ja", "nee"]

DICHTBIJ, VERSCHIL = 0.55, 0.18
"""How near a question must be to one with a known answer, and how much nearer than to one with
the other."""
_ONTKENNING: dict[Taal, frozenset[str]] = {
    "nl": frozenset({"niet", "geen", "nooit", "nergens", "niemand", "niets", "niks"}),
    "en": frozenset({"not", "no", "never", "nobody", "nothing", "none"}),
}
_BIJZIN: dict[Taal, frozenset[str]] = {
    "nl": frozenset({"als", "die", "dat", "omdat", "wanneer", "zolang", "indien", "wie", "om"}),
    "en": frozenset({"if", "that", "which", "who", "when", "because", "unless", "while"}),
}
_WENDINGEN: dict[Taal, tuple[tuple[frozenset[str], tuple[str, ...]], ...]] = {
    "nl": (
        (_ONTKENNING["nl"] | {"zonder"}, ()),
        (frozenset(["elk", "elke", "volledig", "helemaal", "heel", "altijd"]), ("alle", "ieder")),
        (frozenset(["alleen", "enkel", "uitsluitend", "slechts", "maar"]), ()),
    ),
    "en": (
        (_ONTKENNING["en"] | {"without"}, ()),
        (frozenset(["all", "every", "each", "fully", "entirely", "always"]), ()),
        (frozenset(["only", "just", "solely", "merely"]), ()),
    ),
}  # fmt: skip
"""Small words, and what they begin with, that turn an answer about: "Moet het?" and "Moet het
niet?" are not alike."""
_AL_HET = "al het"
_KEUZE = {
    "nl": Wending(r"\bof\b(?! (niet|nee|geen)\b)"),
    "en": Wending(r"\bor\b(?! (not|no)\b)"),
}


class Oordelen:
    """Per fact the questions to which it says yes, and those to which it says no."""

    def __init__(self, vraagvormen: Iterable[Vraagvorm], taal: Taal,
                 deelnemers: Iterable[Id] = ()) -> None:  # fmt: skip
        self._taal: Taal = taal
        self._deelnemers = frozenset(deelnemers)
        self._ja: dict[Id, tuple[str, ...]] = {}
        self._nee: dict[Id, tuple[str, ...]] = {}
        for vorm in vraagvormen:
            for known, vragen in ((self._ja, vorm.ja), (self._nee, vorm.nee)):
                if texts := vragen.for_taal(taal):
                    known[vorm.feit] = (*known.get(vorm.feit, ()), *texts)

    def find(
        self,
        vormen: Vormen,
        vraag: Vraag,
        feit: Id,
        tekst: str,
        find_partijen: Callable[[str], frozenset[Id]],
    ) -> Oordeel:
        """What a fact says to a question that asks for yes or no; "" where that is not sure.

        `tekst` is what the fact says; `find_partijen` tells which parties a folded text names.
        """
        ja, nee = self._ja.get(feit, ()), self._nee.get(feit, ())
        if not vraag.ja_nee or not (ja and nee) or _KEUZE[self._taal].is_in(vraag.tekst):
            return ""
        if is_ontkend(vraag.tekst, self._taal):
            return ""
        turn = _find_wending(vraag.tekst, self._taal)
        asked, told = frozenset(vraag.partijen), find_partijen(fold(tekst))

        def is_alike(other: str) -> bool:
            # What holds for one party need not hold for another, unless it holds for all alike.
            folded = fold(other)
            named = find_partijen(folded)
            alike = asked <= named or (
                asked | named <= self._deelnemers and told.isdisjoint(asked | named)
            )
            return alike and _find_wending(folded, self._taal) == turn

        yes, no = (
            vormen.find_nearest(vraag.origineel, filter(is_alike, texts)) for texts in (ja, nee)
        )
        if max(yes, no) < DICHTBIJ or abs(yes - no) < VERSCHIL:
            return ""
        return "ja" if yes > no else "nee"


def is_ontkend(gevouwen: str, taal: Taal) -> bool:
    """Whether a question asks, by its main clause, if something is not so.

    "Doet PWN niet mee?" is answered by the fact: "nee" may be heard as that it does not, and "ja"
    as that it does. In "klopt het dat er geen budget is" and "als je niet betaalt" it is clear.
    """
    words = split_folded(gevouwen)
    return not _ONTKENNING[taal].isdisjoint(words) and _BIJZIN[taal].isdisjoint(words)


def _find_wending(gevouwen: str, taal: Taal) -> tuple[object, ...]:
    """What of a question turns its answer about: denials, "all", "only", and its numbers."""
    words = split_folded(gevouwen)
    turns = [
        not whole.isdisjoint(words) or any(word.startswith(begin) for word in words if begin)
        for whole, begin in _WENDINGEN[taal]
    ]
    turns[1] = turns[1] or f" {_AL_HET} " in f" {gevouwen} "
    return (frozenset(word for word in words if word[0].isdigit()), *turns)

"""How sure it is that what was found answers the question.

A weighing of a few signs, from 0 (the sources surely don't tell) to 1. The weights were fitted to
questions with a known answer and questions that no source answers, each writer's judged by a fit
to those of the others. A word that is neither in the fact nor in the ways of asking for it tells
most of what stands close to the sources but is not in them; with it a quarter fewer of those are
taken for answered than before, at the same number of answers that are in doubt and need not be.
"""

from collections.abc import Sequence
from math import exp, log

from zkl_bot.vragen.patroon import Wending
from zkl_bot.vragen.soort import Soort
from zkl_bot.vragen.vondst import Vondst
from zkl_bot.vragen.vraag import Vraag

GENOEG = 0.55
"""From here it is an answer. A little above the half: what is told as an answer and is none does
more harm than an answer that is told with a reservation."""
NABIJ = 0.03
"""From here it is worth showing, as what the sources do tell about it."""
MINST = 0.28
"""The part of a question that must be explained before there is anything to show."""

BEGIN = 1.31
DEKKING, VOORSPRONG, VOORSPRONG_MEEST = 2.53, 0.29, 1.0
ONBEKEND, ONBEKENDER, TEKORT, WOORDEN = -4.7, -2.11, -5.63, 0.36
JA_NEE, WAAROM, GEGEVEN, KERN, VREEMD, PRECIES = -0.62, 1.81, -1.48, -1.19, -0.99, -1.5
ONBEKENDER_MINST = 0.2
_PRECIES = Wending(r"\b(precie(s|ze)|exacte?|exactly|precisely)\b")
"""Who asks for more than the gist asks for what the sources seldom tell."""
GEVRAAGD_GEGEVEN = frozenset(
    {"hoeveel", "naam", "bedrag", "uur", "mening", "besluit", "dag", "duur", "persoon", "plaats"}
    | {"procent", "kwartaal", "maat"}
)
"""Kinds of question that ask for one datum, which a fact about just that may well lack."""
GEGEVENS: tuple[Soort, ...] = ("bedrag", "dag", "procent", "persoon")
"""Kinds of datum that is taken for the answer wherever it stands."""
ZELF_GENOEMD = 0.5
"""How much of the question must stand in a fact's own text, for its datum to be of that."""
GEMIST, TWIJFEL = 0.3, GENOEG - 0.05
"""From what lack one datum that is asked for is missed, and how sure the rest then is at most."""


def estimate(vraag: Vraag, gevonden: Sequence[Vondst]) -> float:
    """How sure it is that the first of `gevonden` answers the question, 0 to 1."""
    if not gevonden:
        return 0.0
    best = gevonden[0]
    if best.benoemd:
        return 1.0
    if best.dekking + best.tekort < MINST:
        return 0.0
    lead = best.score - gevonden[1].score if len(gevonden) > 1 else best.score
    weighed = (
        BEGIN
        + DEKKING * best.dekking
        + ONBEKEND * best.onbekend
        + ONBEKENDER * log(best.onbekender + ONBEKENDER_MINST)
        + TEKORT * best.tekort
        + VOORSPRONG * min(lead, VOORSPRONG_MEEST)
        + WOORDEN * len(vraag.woorden)
        + JA_NEE * vraag.ja_nee
        + WAAROM * vraag.heeft("waarom")
        + KERN * bool(vraag.kern)
        + PRECIES * _PRECIES.is_in(vraag.tekst)
        + VREEMD * best.vreemd
        + GEGEVEN * bool(vraag.soorten & GEVRAAGD_GEGEVEN - best.passage.soorten)
    )
    sure = 1.0 / (1.0 + exp(-weighed))
    # However much it is about just that: what is asked for is not in it.
    asks = bool(vraag.kern or vraag.soorten & GEVRAAGD_GEGEVEN)
    lacks = best.tekort >= GEMIST and asks
    return min(sure, TWIJFEL) if lacks or is_of_something_else(vraag, best) else sure


def is_of_something_else(vraag: Vraag, vondst: Vondst) -> bool:
    """Whether it holds a datum as is asked for, but says too little of what was asked to be that
    of the same.
    """
    return vondst.eigen < ZELF_GENOEMD and any(
        vraag.heeft(kind) and vondst.passage.holds(kind) for kind in GEGEVENS
    )

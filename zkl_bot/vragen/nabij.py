"""How near a question is to the ways in which passages are asked for, as a whole."""

from dataclasses import dataclass

import numpy as np

from zkl_bot.kennis.model import Id
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.rijen import Gewichten
from zkl_bot.vragen.vondst import Vervolg
from zkl_bot.vragen.vraag import Vraag

NABIJ = 0.25
"""The part of the nearest's that is near."""
VORM_GEVRAAGD, VORM_NIET_GEVRAAGD = 1.0, 0.4
"""The part of the nearest's that a passage gets for which no ways of asking can be written down,
where the question asks for its kind and where it does not."""
ELDERS = 0.8
"""What is left of that when no fact of its subject is near."""
ONBEKEND_MINST = 0.05
"""Keeps a question that is near to nothing at all from being infinitely nearer."""


@dataclass(frozen=True, slots=True)
class Nabij:
    """How near a question is to how each passage is asked for, and how many times nearer to a
    question that the sources don't answer.
    """

    waarden: Gewichten
    onbekend: float
    onbekender: float
    vermoeden: float
    """How much likelier its words are in such questions than in ways of asking for facts."""


def compare(boek: Boek, vraag: Vraag, vervolg: Vervolg | None, werkplan: Id | None) -> Nabij:
    """How near a question is to the passages, of the edition that is asked about."""
    tekst = vraag.origineel
    if vervolg:
        # What stands for a word that was not kept must stay a word that nobody knows.
        tekst += "".join(f" {w.replace('?', 'qqqqqqqqq')}" for w in vervolg.woorden)
    bags = boek.vormen.compare(tekst)
    facts = len(boek.met_vormen)
    near: Gewichten = np.zeros(len(boek.passages), dtype=np.float32)
    near[boek.met_vormen] = bags[:facts]
    if werkplan:
        near[~boek.kolommen.of_werkplan(werkplan)] = 0.0
    known = float(near.max())
    unknown = float(bags[facts:].max(initial=0.0))
    near[near < NABIJ * known] = 0.0
    boek.kolommen.inherit(near, known * ELDERS)
    if vraag.verwijzingen:
        # It may be asked for in the same words, but be about another number.
        about = np.zeros(len(near), dtype=np.bool_)
        about[boek.index.having(vraag.verwijzingen)] = True
        near[~about] = 0.0
    # A follow-up is half a question: what it is near to says nothing.
    unknown = 0.0 if vervolg else unknown
    suspicion = boek.vormen.suspect(vraag.origineel)
    return Nabij(near, unknown, unknown / (known + ONBEKEND_MINST), suspicion)


def without_forms(passage: Passage, vraag: Vraag) -> float:
    """The part of the nearest's that a passage gets: tables, terms and contradictions are no
    facts, so nobody wrote down how to ask for them.
    """
    if passage.regel == "feit":
        return 0.0
    asked = passage.soorten & (vraag.soorten | vraag.zacht) - {"wat"}
    return VORM_GEVRAAGD if asked else VORM_NIET_GEVRAAGD

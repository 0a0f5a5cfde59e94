"""From a question to the passages that answer it best, each with its score."""

from dataclasses import dataclass
from heapq import nlargest

from zkl_bot.kennis.model import Id
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.eis import EISEN, find_lack, find_uncounted
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.vraag import Vraag

GENOEG = 0.48
"""The part of a question that must be explained; below it the sources don't tell."""
SOORT_BONUS, ZACHT_BONUS, WAT_BONUS = 0.12, 0.12, 0.03
PARTIJ_MIS, PARTIJ_BONUS, PARTIJ_ANDERS = 0.05, 0.1, 0.4
ALGEMEEN = frozenset({"wat", "hoe", "lijst", "definitie"})
NAAM_ALLEEN = {"begrip": 0.24, "actie": 0.22, "lijst": 0.2}
"""For what tells of a whole subject, when its name is all that is asked."""
KERN_BONUS = 0.2
"""For an actie when its number is all that is asked."""
RIJ_BONUS, ALLE_BONUS = 0.05, 0.15


NAAM_BONUS, BOVEN_BONUS = 0.05, 0.02
BRON_BONUS = 0.06
EIGEN_BONUS = 0.06
VERVOLG_BONUS, ZELFDE_BONUS = 0.12, 0.08
VERVOLG_GEWICHT = 0.35
"""What the words of the question before count in a follow-up."""
ALLEEN_OP_VRAAG = {"wie": 0.3, "wanneer": 0.2, "partij": 0.2, "lijst": 0.08}
"""Rules whose passages hold many words: what they lose when not asked for."""
NOEMT, NIET_GENOEMD = 0.26, 0.25
"""Who leads something is only asked when a word of some weight names it."""
ZONDER_PARTIJ = 0.2
KANDIDATEN = 60
VORM_SCORE, VORM_DEKKING = 0.9, 0.6
"""What being asked like this counts for the rank and for being explained."""
VORM_GEVRAAGD, VORM_NIET_GEVRAAGD = 1.0, 0.4
"""The part of the nearest's that a passage gets for which no ways of asking can be written down,
where the question asks for its kind and where it does not."""
ELDERS = 0.8
"""What is left of that when no fact of its subject is near."""
VORM_KANDIDATEN = 12
ONBEKEND_VERLIES, ONBEKEND_NABIJ, ONBEKEND_KEER = 0.25, 0.3, 1.6
"""What a passage loses when a question is near to one that the sources don't answer, and that
many times nearer than to any fact."""
RUIS = 0.08
"""Keeps a single light word from being a full explanation."""
EIGEN_GRENS = 0.86
"""Above it a word is in a passage's own text or title, not in what is around it."""


@dataclass(frozen=True, slots=True)
class Vondst:
    """A passage with how much of the question it explains and its rank among the others."""

    passage: Passage
    dekking: float
    score: float


@dataclass(frozen=True, slots=True)
class Vervolg:
    """What a follow-up builds on: the words of the question before, and its subject."""

    woorden: tuple[str, ...]
    onderwerp: Id | None
    passage: str = ""
    """The passage that answered it."""


def search(boek: Boek, vraag: Vraag, vervolg: Vervolg | None = None,
           werkplan: Id | None = None) -> list[Vondst]:  # fmt: skip
    """The best passages, best first. `werkplan` is the edition that is asked about."""
    words = _weigh(boek, vraag, vervolg)
    if not words:
        return []
    matches = boek.index.match([word for word, _, _ in words])
    missed = sum(mis for _, _, mis in words)
    gained: dict[int, float] = {}
    lost: dict[int, float] = {}
    for (_, weight, mis), best in zip(words, matches, strict=True):
        for number, value in best.items():
            gained[number] = gained.get(number, 0.0) + weight * value
            lost[number] = lost.get(number, missed) - mis * value
    focus = boek.index.match([vraag.focus])[0] if vraag.focus else {}
    passages = boek.passages
    named = boek.find_onderwerpen(vraag.woorden)
    bronnen = boek.find_bronnen(vraag.woorden)
    eisen = [EISEN[soort] for soort in vraag.soorten if soort in EISEN]
    vormen, nearest, unknown = _compare(boek, vraag, vervolg, werkplan)
    shares = [
        (gained.get(n, 0.0) / (gained.get(n, 0.0) + max(lost.get(n, missed), 0.0) + RUIS), n)
        for n in _candidates(boek, vraag, werkplan, gained, vormen)
    ]
    subjects = _nearest_by_subject(boek, vormen)
    ranked: list[tuple[float, float, int]] = []
    for share, number in shares:
        passage = passages[number]
        lack = find_lack(passage, vraag, eisen)
        if vraag.focus:
            lack += find_uncounted(boek, passage, vraag.focus, focus.get(number, 0.0))
        if vraag.partijwoorden and "hoeveel" in vraag.soorten:
            lack += 0.0 if vraag.partijwoorden & passage.woorden.keys() else ZONDER_PARTIJ
        bonus = passage.voorkeur + _bonus(passage, vraag, named, bronnen)
        if vervolg and vervolg.onderwerp and vervolg.onderwerp in passage.familie:
            bonus += VERVOLG_BONUS
        if vervolg and vervolg.passage == passage.id:
            bonus += ZELFDE_BONUS
        own = 0.0
        named_here = False
        for index, best in enumerate(matches):
            if best.get(number, 0.0) > EIGEN_GRENS:
                own += words[index][1]
                named_here |= words[index][1] > NOEMT and words[index][0] not in passage.eigen
        if passage.regel == "wie" and not named_here:
            lack += NIET_GENOEMD
        whole = gained.get(number, 0.0) + lost.get(number, missed)
        bonus += EIGEN_BONUS * own / (whole + RUIS)
        near = vormen.get(number) or (
            subjects.get(passage.onderwerp, nearest * ELDERS) * _without_forms(passage, vraag)
        )
        if vraag.verwijzingen and passage.woorden.keys().isdisjoint(vraag.verwijzingen):
            # It may be asked for in the same words, but it is about another number.
            near = 0.0
        lack += unknown
        ranked.append(
            (share - lack + bonus + VORM_SCORE * near, share - lack + VORM_DEKKING * near, number)
        )
    ranked.sort(
        key=lambda r: (
            -round(r[0], 6),
            -len(passages[r[2]].familie),
            passages[r[2]].tekens,
            passages[r[2]].id,
        )
    )
    return [Vondst(passages[n], share, score) for score, share, n in ranked]


def _candidates(
    boek: Boek,
    vraag: Vraag,
    werkplan: Id | None,
    gained: dict[int, float],
    vormen: dict[int, float],
) -> set[int]:
    """The passages that are worth ranking: those that explain most, and those asked for so."""
    passages = boek.passages
    allowed = [n for n in gained if passages[n].is_of(werkplan)] if werkplan else gained
    found = nlargest(KANDIDATEN, allowed, key=gained.__getitem__)
    if len(found) == KANDIDATEN:
        # At the edge many explain as little: there the kind that is asked for decides.
        edge = gained[found[-1]]
        found += [
            n
            for n in allowed
            if gained[n] == edge and not passages[n].soorten.isdisjoint(vraag.soorten)
        ][:KANDIDATEN]
    return {*found, *nlargest(VORM_KANDIDATEN, vormen, key=vormen.__getitem__)}


def _weigh(boek: Boek, vraag: Vraag, vervolg: Vervolg | None) -> list[tuple[str, float, float]]:
    """The words that count, each with what it counts in a passage that has it and in one that
    lacks it; those of the question before count for less.
    """
    neighbours = boek.index.neighbours
    words = [(word, buren.gewicht, buren.mis) for word in vraag.woorden
             if (buren := neighbours(word)).gewicht > 0]  # fmt: skip
    if vervolg:
        seen = set(vraag.woorden)
        words += [
            (word, buren.gewicht * VERVOLG_GEWICHT, buren.mis * VERVOLG_GEWICHT)
            for word in vervolg.woorden
            if word not in seen and (buren := neighbours(word)).gewicht > 0
        ]
    if (vraag.ja_nee or vraag.bewering) and (vraag.heeft("wie") or "wie" in vraag.zacht):
        # Whether that party it is, is just what the answer tells.
        words = [
            (word, weight, min(mis, PARTIJ_MIS) if word in vraag.partijwoorden else mis)
            for word, weight, mis in words
        ]
    return words


def _compare(
    boek: Boek, vraag: Vraag, vervolg: Vervolg | None, werkplan: Id | None
) -> tuple[dict[int, float], float, float]:
    """How near the question is to how each passage is asked for, the nearest of these, and what
    all lose when it is much nearer to a question that the sources don't answer.
    """
    facts = len(boek.met_vormen)
    near: dict[int, float] = {}
    known = unknown = 0.0
    tekst = " ".join((vraag.origineel, *(vervolg.woorden if vervolg else ())))
    for bag, value in boek.vormen.compare(tekst).items():
        if bag >= facts:
            unknown = max(unknown, value)
        else:
            number = boek.met_vormen[bag]
            known = max(known, value)
            if boek.passages[number].is_of(werkplan):
                near[number] = value
    # A follow-up is half a question: what it is near to says nothing.
    outside = not vervolg and unknown > max(ONBEKEND_NABIJ, ONBEKEND_KEER * known)
    return near, max(near.values(), default=0.0), ONBEKEND_VERLIES if outside else 0.0


def _nearest_by_subject(boek: Boek, vormen: dict[int, float]) -> dict[Id | None, float]:
    subjects: dict[Id | None, float] = {}
    for number, value in vormen.items():
        for id in boek.passages[number].familie:
            subjects[id] = max(value, subjects.get(id, 0.0))
    return subjects


def _without_forms(passage: Passage, vraag: Vraag) -> float:
    """Tables, terms and contradictions are no facts, so nobody wrote down how to ask for them."""
    if passage.regel == "feit":
        return 0.0
    asked = passage.soorten & (vraag.soorten | vraag.zacht) - {"wat"}
    return VORM_GEVRAAGD if asked else VORM_NIET_GEVRAAGD


def _is_bijzaak(passage: Passage, vraag: Vraag) -> bool:
    """Whether it only tells when the councils discuss what the question is about."""
    return passage.regel == "wanneer" and passage.eigen.isdisjoint(vraag.woorden)


def _bonus(passage: Passage, vraag: Vraag, named: dict[Id, int], bronnen: frozenset[Id]) -> float:
    bonus = 0.0
    numbers = len(vraag.verwijzingen)
    alone = 0 < numbers >= len(vraag.woorden) - 1 and vraag.soorten <= ALGEMEEN
    if passage.regel == "actie" and alone:
        bonus += KERN_BONUS
    id = passage.onderwerp
    if id in named and named[id] >= len(vraag.woorden) and vraag.soorten <= ALGEMEEN:
        bonus += NAAM_ALLEEN.get(passage.regel, 0.0)
    common = passage.soorten & vraag.soorten
    if common - {"wat"}:
        bonus += SOORT_BONUS
    elif passage.soorten & vraag.zacht and not _is_bijzaak(passage, vraag):
        bonus += ZACHT_BONUS
    elif common:
        bonus += WAT_BONUS
    else:
        bonus -= ALLEEN_OP_VRAAG.get(passage.regel, 0.0)
    if passage.regel == "partij":
        known = passage.data[0] in vraag.partijen
        bonus += PARTIJ_BONUS * len(vraag.partijen) if known else -PARTIJ_ANDERS
    if vraag.heeft("lijst") and passage.holds("rij"):
        bonus += RIJ_BONUS
    if vraag.heeft("alle") and passage.regel == "lijst":
        bonus += ALLE_BONUS
    if passage.onderwerp in named:
        bonus += NAAM_BONUS * min(named[passage.onderwerp], 3)
    else:
        sizes = [named[id] for id in passage.familie if id in named]
        if sizes:
            bonus += BOVEN_BONUS * min(max(sizes), 3)
    if bronnen:
        bonus += BRON_BONUS if any(b.bron in bronnen for b in passage.bronnen) else -BRON_BONUS
    return bonus

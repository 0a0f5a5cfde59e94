"""From a question to the passages that answer it best, each with its score."""

from collections.abc import Sequence
from math import floor

import numpy as np

from zkl_bot.kennis.model import Id
from zkl_bot.vragen import nabij
from zkl_bot.vragen.alleen import find_all_that_is_asked
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.bonus import (
    ALLEEN_OP_VRAAG,
    PARTIJ_ANDERS,
    SOORT_BONUS,
    WAT,
    Bonus,
    Genoemd,
    is_all_a_name,
    read_genoemd,
)
from zkl_bot.vragen.eis import EISEN, GETELD, find_lack, find_uncounted, find_unnamed
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.rijen import Gewichten
from zkl_bot.vragen.soort import is_trekvraag
from zkl_bot.vragen.vondst import EIGEN_GRENS, Vervolg, Vondst
from zkl_bot.vragen.vraag import Vraag

GENOEG = 0.48
"""The part of a question that must be explained; below it the sources don't tell."""
PARTIJ_MIS = 0.05
LETTERLIJK = 0.05
"""By how much what is asked for in just these words leads at the least."""
EIGEN_BONUS = 0.06
VERVOLG_GEWICHT = 0.35
"""What the words of the question before count in a follow-up."""
GENOEMD = frozenset({"wie", "lijst"})
NOEMT, NIET_GENOEMD = 0.26, 0.25
"""Who leads something, and a list, is only asked for when a word of some weight names it."""
ZONDER_PARTIJ = 0.3
KANDIDATEN, GENOEG_RUW = 14, 0.05
"""How many passages are looked at one by one, and from what score at first sight."""
GELIJK = 1e6
"""Scores that differ less than one part in this many are equal: so exact floats are not."""
MAX_PASSEND = 128
"""For how many combinations of kinds and parties is remembered what fits them."""
DEEL = 0.5
"""What being explained counts for the rank."""
VORM_SCORE, VORM_DEKKING = 2.0, 0.6
"""What being asked like this counts for the rank and for being explained."""
VREEMD = ((0.23, 1.0), (0.11, 0.5), (0.0, 0.2))
"""What a strange word counts, by what it counts in a passage that lacks it."""
RUIS = 0.08
"""Keeps a single light word from being a full explanation."""


def search(boek: Boek, vraag: Vraag, vervolg: Vervolg | None = None,
           werkplan: Id | None = None) -> list[Vondst]:  # fmt: skip
    """The best passages, best first. `werkplan` is the edition that is asked about."""
    words = _weigh(boek, vraag, vervolg)
    if not words:
        return []
    eisen = [EISEN[soort] for soort in vraag.soorten if soort in EISEN]
    woorden, gewichten, missers = zip(*words, strict=True)
    grid = boek.index.match(woorden)
    weights = np.array((gewichten, missers), dtype=np.float32)
    asked, shares = _share(weights, grid)
    near_to = nabij.compare(boek, vraag, vervolg, werkplan)
    rough = DEEL * shares + VORM_SCORE * near_to.waarden + _fit(boek, vraag)
    alone = find_all_that_is_asked(boek, vraag, woorden, grid, rough)
    exact = None if vervolg else _find_exact(boek, vraag, werkplan, rough)
    candidates = _candidates(boek, vraag, vervolg, werkplan, rough)
    focus = boek.index.match([vraag.focus])[0] if vraag.focus else None
    genoemd = read_genoemd(boek, vraag)
    # How much of the question stands in a passage's own text, and whether what is named does.
    own_text = grid[:, candidates] > EIGEN_GRENS
    own = ((weights[0] @ own_text) / asked[candidates]).tolist()
    heavy = [at for at, weight in enumerate(gewichten) if weight > NOEMT]
    naming = [at for at in heavy if not woorden[at][0].isdigit()]
    near_by, explained = near_to.waarden[candidates].tolist(), shares[candidates].tolist()
    counted = focus[candidates].tolist() if focus is not None else None
    passages, without = boek.passages, boek.kolommen.zonder_vormen
    must_name = bool(vraag.kern or (vraag.partijwoorden and "hoeveel" in vraag.soorten))
    bonus_of = Bonus(vraag, genoemd).of
    found: list[Vondst] = []
    for place, number in enumerate(candidates):
        passage = passages[number]
        lack = find_lack(passage, vraag, eisen) if eisen else 0.0
        if counted is not None:
            lack += find_uncounted(boek, passage, vraag.focus, counted[place])
        if must_name:
            lack += _lack_of_names(boek, vraag, number)
        if passage.regel in GENOEMD:
            names = [woorden[at] for at in naming if own_text[at, place]]
            lack += NIET_GENOEMD if _is_unnamed(passage, names, bool(heavy)) else 0.0
        bonus = passage.voorkeur + bonus_of(passage)
        if vervolg:
            bonus += vervolg.bonus if vervolg.onderwerp in passage.familie else 0.0
            bonus += vervolg.zelfde if vervolg.passage == passage.id else 0.0
        bonus += EIGEN_BONUS * own[place] + alone.get(number, 0.0)
        near = near_by[place]
        if near and number in without:
            near *= nabij.without_forms(passage, vraag)
        share = explained[place]
        found.append(
            Vondst(
                passage,
                share - lack + VORM_DEKKING * near,
                DEEL * share - lack + bonus + VORM_SCORE * near,
                own[place],
                lack,
                near_to.onbekender,
                near_to.onbekend,
                near_to.vermoeden,
            )
        )
    # The candidates come in the order that decides between equals, and this keeps it.
    found.sort(key=lambda v: -floor(v.score * GELIJK + 0.5))
    if exact is not None:
        _set_first(found, passages[exact], vraag)
    if found:
        _set_strange(boek, vraag, found[0], woorden, grid)
        found[0].benoemd = _is_meant(boek, vraag, found[0].passage, genoemd, exact)
    return found


def _share(gewichten: Gewichten, grid: Gewichten) -> tuple[Gewichten, Gewichten]:
    """Of each passage how much is asked of it, and the part of that which it explains.

    `gewichten` are what the words count in a passage that has them, and in one that lacks them;
    `grid` tells how well each passage has each word.
    """
    gained, missed = gewichten @ grid
    asked: Gewichten = np.maximum(gewichten[1].sum() - missed, 0.0)
    asked += gained
    asked += RUIS
    return asked, gained / asked


def _is_meant(boek: Boek, vraag: Vraag, best: Passage, genoemd: Genoemd, exact: int | None) -> bool:
    """Whether nothing else than the best can be meant."""
    if exact is not None:
        passage = boek.passages[exact]
        return best is passage or best.onderwerp == passage.onderwerp
    asked = best.onderwerp in genoemd.termen
    return asked or is_all_a_name(vraag, genoemd.onderwerpen, best.onderwerp)


def _set_first(found: list[Vondst], passage: Passage, vraag: Vraag) -> None:
    """Has a passage lead, with the others as near behind it as they were to what led before. But
    what tells in full who leads the same tells more than one fact.
    """
    at = next((at for at, vondst in enumerate(found) if vondst.passage is passage), 0)
    best = found[0].passage
    same = best.regel == "wie" and best.onderwerp == passage.onderwerp
    if at and not (same and is_trekvraag(vraag.tekst, vraag.taal)):
        vondst = found.pop(at)
        vondst.score = found[0].score + LETTERLIJK
        found.insert(0, vondst)


def _set_strange(
    boek: Boek, vraag: Vraag, best: Vondst, woorden: Sequence[str], grid: Gewichten
) -> None:
    """Counts the words of a question that are neither in a passage nor in how it is asked for; an
    ordinary word is less than one. `grid` tells how well each passage has each of `woorden`.
    """
    number = boek.by_id[best.passage.id]
    how_well = dict(zip(woorden, grid[:, number].tolist(), strict=True))
    bag = None
    if number not in boek.kolommen.zonder_vormen:
        bag = int(boek.met_vormen.searchsorted(number))
    # Of a party that a fact is not about, people ask to hear that it is not.
    who = not (vraag.soorten | vraag.zacht).isdisjoint(("wie", "partij", "gemeente"))
    others = frozenset() if who or vraag.bewering else vraag.partijwoorden
    for word in vraag.woorden:
        buren = boek.index.neighbours(word)
        if buren.gewicht <= 0 or not word[0].isalnum() or "#" in word:
            continue
        known = how_well[word] >= GETELD or (
            bag is not None and word not in others and boek.vormen.asks(word, bag)
        )
        if not known:
            counts = next(counts for from_, counts in VREEMD if buren.mis >= from_)
            best.vreemd += counts
            best.vreemde_partij += counts if word in vraag.partijwoorden else 0.0


def _find_exact(boek: Boek, vraag: Vraag, werkplan: Id | None, rough: Gewichten) -> int | None:
    """The passage that is asked for word by word, of the edition that is asked about. Has it lead
    in `rough`.
    """
    exact = boek.letterlijk.find(vraag.origineel)
    if exact is None or (werkplan and not boek.passages[exact].is_of(werkplan)):
        return None
    rough[exact] = rough.max() + LETTERLIJK
    return exact


def _lack_of_names(boek: Boek, vraag: Vraag, number: int) -> float:
    """What a passage loses without the thing or, for a number, the party that is asked about."""
    lack = 0.0
    if vraag.kern:
        kern = boek.index.neighbours(vraag.kern)
        lack += find_unnamed(boek, vraag, number, kern.of_passage(number))
    if vraag.partijwoorden and "hoeveel" in vraag.soorten:
        party = any(boek.index.weight(w, number) for w in vraag.partijwoorden)
        lack += 0.0 if party else ZONDER_PARTIJ
    return lack


def _is_unnamed(passage: Passage, namen: Sequence[str], zwaar: bool) -> bool:
    """Whether no word of some weight names what it is about. `zwaar`: the question has some."""
    if passage.regel == "wie":
        return all(word in passage.eigen for word in namen)
    return not namen and (zwaar or len(passage.familie) > 1)


def _fit(boek: Boek, vraag: Vraag) -> Gewichten:
    """What each passage gets for the kind of question and the parties in it: not to be changed.
    Questions of the same kinds come again and again, so it is remembered.
    """
    kolommen = boek.kolommen
    key = (vraag.soorten, vraag.zacht, vraag.partijen)
    found = kolommen.passend.get(key)
    if found is None:
        found = kolommen.voorkeur.copy()
        found[kolommen.of_soorten((vraag.soorten | vraag.zacht) - WAT)] += SOORT_BONUS
        lost = kolommen.per_regel(ALLEEN_OP_VRAAG)
        lost[kolommen.of_soorten(vraag.soorten)] = 0.0
        found -= lost
        found[kolommen.of_andere_partijen(vraag.partijen)] -= PARTIJ_ANDERS
        if len(kolommen.passend) >= MAX_PASSEND:
            kolommen.passend.clear()
        kolommen.passend[key] = found
    return found


def _candidates(
    boek: Boek, vraag: Vraag, vervolg: Vervolg | None, werkplan: Id | None, rough: Gewichten
) -> list[int]:
    """The passages that are worth looking at: those that may well come out best, judging by
    `rough`, which changes.
    """
    kolommen = boek.kolommen
    if vervolg and vervolg.onderwerp:
        rough[kolommen.of_familie(vervolg.onderwerp)] += vervolg.bonus
    if vervolg and vervolg.passage in boek.by_id:
        rough[boek.by_id[vervolg.passage]] += vervolg.zelfde
    if werkplan:
        rough[~kolommen.of_werkplan(werkplan)] = 0.0
    most = min(KANDIDATEN, len(rough) - 1)
    found = (-rough).argpartition(most)[: most + 1]
    found = found[rough[found] > GENOEG_RUW]
    ordered: list[int] = found[kolommen.rang[found].argsort()].tolist()
    return ordered


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

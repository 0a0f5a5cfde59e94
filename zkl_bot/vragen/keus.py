"""Which of the passages found make the answer, and whether to ask which is meant."""

from collections.abc import Sequence
from dataclasses import replace

from zkl_bot.kennis.model import Id
from zkl_bot.vragen import zekerheid
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.herhaling import without_repetition
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.patroon import Wending
from zkl_bot.vragen.regels.wanneer import BESPREEKWOORDEN
from zkl_bot.vragen.registry import REGELS
from zkl_bot.vragen.soort import Soort
from zkl_bot.vragen.vondst import EIGEN_GRENS, Vondst
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld
from zkl_bot.vragen.zoek import GENOEG

VRIJWEL = 0.03
"""How close a fact must be to be told beside the best though some source is silent in it."""
SAMEN, SAMEN_DEKKING = 0.42, 0.3
"""How close behind the best a fact may be to be answered with it, and how well covered."""
SAMEN_TEKENS, SAMEN_MAX = 900, 4
HEEL_TEKENS = 550
"""How long all that is told of a subject may be, to be told at once."""
TEKENS = 1000
"""How long an answer may become by what is told beside it: people read it on a phone."""
MEER = 0.2
"""How much more of the question a fact of the same kind must hold than what leads."""
GELIJK = 0.05
"""How close it must be to be told beside another moment of the same."""
NAAST, NAAST_MAX = 0.3, 2
"""The same beside an answer that is no plain fact, and how many of them."""
VERSCHIL_DICHTBIJ, VERSCHIL_VERDER = 0.05, 0.15
VERSCHIL_GEVRAAGD, VERSCHIL_ZEKER = 0.45, 0.8
"""When both sides are told: close to the best, or about the same subject and well covered."""
TWIJFEL_DICHTBIJ = 0.3
"""How close a fact must be to be told beside one that may not be the answer."""
ALLEEN_DIT = 0.7
"""From what lead nothing else can be meant than the best: then its datum is told in doubt too."""
HELE_LIJST: dict[str, tuple[Soort, ...]] = {"lijst": ("alle",), "partij": ("alle", "lijst")}
"""Rules that tell all of something, and the kinds of question that ask for that even in doubt."""
GEGEVENS: tuple[Soort, ...] = (
    "bedrag", "dag", "kwartaal", "naam", "persoon", "plaats", "procent", "webadres",
)  # fmt: skip
"""Kinds of datum that is taken for the answer wherever it stands."""
ZELF_GENOEMD = 0.5
"""How much of the question must stand in a fact's own text, for its datum to be of that."""
NIETS_ANDERS = 0.3
"""From what weight a word of the question must be in a moment for the moment to tell of it."""
BEPAALD = frozenset({"wie", "wanneer"})
"""Kinds of fact that mislead beside an answer about another subject."""
KEUZE_DICHTBIJ, KEUZE_MAX = 0.02, 4
"""How close candidates are between which the bot asks, and how many it offers."""

_BESPROKEN = {taal: frozenset(" ".join(words).split()) for taal, words in BESPREEKWOORDEN.items()}
_WIE_DOET = Wending(
    r"\bwie(ns)? (doet|doen|trekt|trekken|regelt|regelen|pakt|pakken|verzorgt|stelt|voert|voeren|"
    r"organiseert|zorgt|gaat over|gaan over|leidt|leiding|coordineert|is verantwoordelijk)\b|"
    r"\bwho (does|do|leads?|runs?|handles?|arranges?|is responsible|is in charge)\b"
)


def word(boek: Boek, vraag: Vraag, found: Sequence[Vondst], wereld: Wereld) -> tuple[str, Vorm]:
    """The answer made of what was found, with the rule that leads it."""
    several = _per_actie(boek, vraag, found) or _who_and_when(vraag, found)
    if several:
        forms = [REGELS[v.passage.regel].word([v.passage], vraag, wereld) for v in several]
        return several[0].passage.regel, Vorm(
            "samen",
            {"delen": tuple(deel for form in forms for deel in form.delen)},
            tuple(bron for form in forms for bron in form.bronnen),
            forms[0].onderwerp,
        )
    best = _lead(boek, vraag, found)
    regel = REGELS[best.passage.regel]
    chosen = [best.passage]
    if regel.samen:
        chosen += _together(best, found, _whole(boek, best.passage))
    vorm = regel.word(chosen, vraag, wereld)
    if best.passage.regel != "verschil" and vorm.kind == "antwoord":
        vorm = _add_verschil(boek, vorm, vraag, best, found)
    if best.passage.regel != "feit" and vorm.kind == "antwoord":
        vorm = _add_feiten(vorm, vraag, best, found, wereld)
    return best.passage.regel, without_repetition(vorm, vraag.taal)


def only_near(vraag: Vraag, found: Sequence[Vondst]) -> Sequence[Vondst]:
    """Of what was found for a question in doubt only what is as near or of the same subject: what
    else holds some words of it misleads. So does a figure or a day of something else, and a whole
    list. May be empty.
    """
    best = found[0]
    lead = best.score - found[1].score if len(found) > 1 else best.score
    return [
        v
        for v in found
        if (
            v.score >= best.score - TWIJFEL_DICHTBIJ
            or v.passage.onderwerp == best.passage.onderwerp
        )
        and (
            v.passage.regel not in HELE_LIJST
            or vraag.heeft(*HELE_LIJST[v.passage.regel])
            or (v is best and v.dekking >= zekerheid.HELEMAAL)
        )
        and (not _is_of_something_else(vraag, v) or (v is best and lead > ALLEEN_DIT))
    ]


def _is_of_something_else(vraag: Vraag, vondst: Vondst) -> bool:
    """Whether it holds a datum as is asked for, but says too little of what was asked to be that
    of the same.
    """
    return vondst.eigen < ZELF_GENOEMD and any(
        vraag.heeft(kind) and vondst.passage.holds(kind) for kind in GEGEVENS
    )


def choices(boek: Boek, vraag: Vraag, found: Sequence[Vondst]) -> tuple[Id, ...]:
    """The subjects between which a short question leaves the choice; empty when it doesn't."""
    if vraag.soorten != {"wat"} or vraag.verwijzingen or len(vraag.woorden) != 1:
        return ()
    named = [id for id in boek.find_onderwerpen(vraag.woorden) if not boek.is_begrip(id)]
    near = {v.passage.onderwerp for v in found if v.score >= found[0].score - KEUZE_DICHTBIJ}
    options = tuple(id for id in named if id in near)
    return options[:KEUZE_MAX] if len(options) > 1 else ()


def _per_actie(boek: Boek, vraag: Vraag, found: Sequence[Vondst]) -> list[Vondst]:
    """For a question about several acties: the best for each, all of the rule of the first."""
    refs = [ref for ref in vraag.verwijzingen if ref.startswith("actie#")]
    if len(refs) < 2:
        return []
    chosen: list[Vondst] = []
    for ref in refs[:SAMEN_MAX]:
        fit = [
            v
            for v in found
            if v.passage.regel != "verschil" and boek.index.weight(ref, boek.by_id[v.passage.id])
        ]
        if chosen:
            fit = [v for v in fit if v.passage.regel == chosen[0].passage.regel]
        if not fit:
            return []
        chosen.append(fit[0])
    return chosen if len({v.passage.id for v in chosen}) == len(chosen) else []


def _who_and_when(vraag: Vraag, found: Sequence[Vondst]) -> list[Vondst]:
    """For "wie trekt actie 9 en wanneer …" the answers to both, when they are about the same."""
    if not vraag.soorten >= {"wie", "wanneer"}:
        return []
    who, when = (
        next((v for v in found if v.passage.regel == regel), None) for regel in ("wie", "wanneer")
    )
    if not who or not when or who.passage.onderwerp != when.passage.onderwerp:
        return []
    near = found[0].score - SAMEN
    return [who, when] if min(who.score, when.score) >= near else []


def _lead(boek: Boek, vraag: Vraag, found: Sequence[Vondst]) -> Vondst:
    """What leads the answer: the best, or else the first of _VOORRANG that there is."""
    best = found[0]
    if best.benoemd and best.passage.regel == "feit":
        return best
    others = (look(boek, vraag, best, found) for look in _VOORRANG)
    return next((other for other in others if other), best)


def _find_moment(boek: Boek, vraag: Vraag, best: Vondst, found: Sequence[Vondst]) -> Vondst | None:
    """For when the councils discuss something the moment itself, which knows past from future,
    before a fact about it.
    """
    if best.passage.regel != "feit" or "wanneer" not in best.passage.soorten:
        return None
    asked = frozenset(vraag.woorden)
    for other in found:
        moment = other.passage
        if (
            moment.regel == "wanneer"
            and isinstance(moment.data, tuple)
            and moment.onderwerp == best.passage.onderwerp
            and other.score >= best.score - SAMEN
            and (not vraag.woorden or not asked.isdisjoint(moment.eigen))
            and all(
                boek.index.weight(w, boek.by_id[moment.id]) > EIGEN_GRENS
                for w in asked.intersection(best.passage.eigen)
                if boek.index.neighbours(w).gewicht > NIETS_ANDERS
            )
        ):
            return other
    return None


def _find_other_moment(
    boek: Boek, vraag: Vraag, best: Vondst, found: Sequence[Vondst]
) -> Vondst | None:
    """When something else of the same is, rather than when the councils discuss it."""
    if best.passage.regel != "wanneer" or not isinstance(best.passage.data, tuple):
        return None
    asked = frozenset(vraag.woorden)
    for other in found[1:]:
        if (
            other.passage.regel == "feit"
            and "wanneer" in other.passage.soorten
            and other.passage.onderwerp == best.passage.onderwerp
            and other.score >= best.score - GELIJK
            and asked.isdisjoint(best.passage.eigen)
            and not asked.isdisjoint(other.passage.eigen)
            and _BESPROKEN[boek.taal].isdisjoint(other.passage.eigen)
        ):
            return other
    return None


def _find_all_of_partij(
    boek: Boek, vraag: Vraag, best: Vondst, found: Sequence[Vondst]
) -> Vondst | None:
    """All that a party does, where all is asked for and that is as good as one thing it does."""
    if len(vraag.partijen) != 1 or not (vraag.heeft("alle", "lijst") or "lijst" in vraag.zacht):
        return None
    whole = f"partij-{vraag.partijen[0]}"
    near = best.score - VRIJWEL
    return next((v for v in found if v.passage.id == whole and v.score >= near), None)


def _find_roles(boek: Boek, vraag: Vraag, best: Vondst, found: Sequence[Vondst]) -> Vondst | None:
    """For "wie doet …" who does what the best is about."""
    who = "wie" in vraag.soorten and "wie" not in best.passage.soorten
    # "De provincie leidt het toch?" asks who leads it, just as "wie leidt het?" does.
    claim = (
        (vraag.ja_nee or vraag.bewering)
        and len(vraag.partijen) == 1
        and best.passage.regel == "feit"
        and "wie" in vraag.zacht | vraag.soorten
    )
    if not claim and not (who and _WIE_DOET.is_in(vraag.tekst)):
        return None
    name = f"wie-{best.passage.onderwerp}"
    roles = next((v for v in found if v.passage.id == name), best)
    # Of who has no role there the fact that names it tells more.
    named = not vraag.partijwoorden.isdisjoint(best.passage.eigen)
    return best if claim and named and not _has_role(roles.passage, vraag.partijen[0]) else roles


def _find_gemeente(
    boek: Boek, vraag: Vraag, best: Vondst, found: Sequence[Vondst]
) -> Vondst | None:
    """Where a gemeente is asked for, rather who leads something than what some other party does."""
    if best.passage.regel != "partij" or not vraag.heeft("gemeente"):
        return None
    if any(gemeente.id in vraag.partijen for gemeente in boek.kennis.gemeenten):
        return None
    return next((v for v in found if v.passage.regel == "wie" and v.dekking >= GENOEG), None)


_VOORRANG = (
    _find_moment,
    _find_other_moment,
    _find_gemeente,
    _find_all_of_partij,
    _find_roles,
)
"""What may lead in place of the best, in order."""


def _has_role(passage: Passage, partij: Id) -> bool:
    """Whether a passage that tells who does what names a party."""
    if passage.regel != "wie":
        return False
    _, _, named = passage.data
    return any(partij in t.iedereen for t in named)


def _whole(boek: Boek, best: Passage) -> list[Passage]:
    """All that is told of the subject of a fact, in the order of the source."""
    if best.regel != "feit" or best.onderwerp is None:
        return []
    return [boek.passages[number] for number in boek.kolommen.feiten_of(best.onderwerp)]


def _together(best: Vondst, found: Sequence[Vondst], whole: Sequence[Passage]) -> list[Passage]:
    """Facts nearly as good as the best: which of them is meant, a person sees at once."""
    chosen: list[Passage] = []
    room = SAMEN_TEKENS - best.passage.tekens
    for other in found:
        if other.score < best.score - SAMEN or len(chosen) == SAMEN_MAX - 1:
            break  # what follows is no better
        passage = other.passage
        if (
            other is not best
            and passage.tekst != best.passage.tekst
            and passage.regel == best.passage.regel
            and other.dekking >= SAMEN_DEKKING
            # Beside an answer, that the source is silent on something else only confuses.
            and not passage.holds("open" if other.score >= best.score - VRIJWEL else "zwijgt")
            and not _misleads(passage, best.passage)
            and not (best.tekort > other.tekort and passage.onderwerp != best.passage.onderwerp)
            and passage.tekens <= room
        ):
            chosen.append(passage)
            room -= passage.tekens
    rest = [p for p in whole if p.tekst != best.passage.tekst and p not in chosen]
    if (
        len(chosen) + len(rest) < SAMEN_MAX
        and sum(p.tekens for p in (best.passage, *chosen, *rest)) <= HEEL_TEKENS
    ):
        # So little is told of it that one would ask for the rest at once.
        chosen += [p for p in rest if not p.holds("zwijgt")]
    return chosen


def _misleads(passage: Passage, best: Passage) -> bool:
    """Whether it tells who or when of something else than the answer is about."""
    return (
        passage.werkplan is not None
        and passage.werkplan == best.werkplan
        and not passage.soorten.isdisjoint(BEPAALD)
        and passage.onderwerp not in best.familie
        and best.onderwerp not in passage.familie
    )


def _add_feiten(
    vorm: Vorm, vraag: Vraag, best: Vondst, found: Sequence[Vondst], wereld: Wereld
) -> Vorm:
    """Adds facts that explain the question nearly as well as the table, term or contradiction
    that leads, and tell something else.
    """
    told = set(vorm.data.get("feiten", ()))
    facts = [
        v.passage
        for v in found
        if v.passage.regel == "feit"
        and v.score >= best.score - NAAST
        and v.dekking >= SAMEN_DEKKING
        and (
            v.passage.onderwerp != best.passage.onderwerp
            or v.passage.soorten.isdisjoint(best.passage.soorten)
            or v.eigen > best.eigen + MEER
            or (best.passage.regel == "wanneer" and v.score >= best.score - GELIJK)
        )
        # Who leads it was just said.
        and not (vorm.data.get("oordeel") and v.passage.soorten & best.passage.soorten)
        and not v.passage.holds("zwijgt")
        and not _misleads(v.passage, best.passage)
        and v.passage.data not in told
        and v.passage.data.tekst not in told
    ][:NAAST_MAX]
    room = TEKENS - best.passage.tekens - len(str(vorm.data.get("verschil", "")))
    while facts and sum(passage.tekens for passage in facts) > room:
        facts.pop()
    if not facts:
        return vorm
    extra = REGELS["feit"].word(facts, vraag, wereld)
    return replace(
        vorm,
        template="samen",
        data={"delen": (*vorm.delen, *extra.delen)},
        bronnen=(*vorm.bronnen, *extra.bronnen),
    )


def _add_verschil(
    boek: Boek, vorm: Vorm, vraag: Vraag, best: Vondst, found: Sequence[Vondst]
) -> Vorm:
    """Adds the other side where the documents disagree on just this."""
    sides: list[Passage] = []
    if best.passage.regel == "feit" and "wanneer" in best.passage.soorten:
        about = boek.kolommen.of_familie(best.passage.onderwerp or "")
        sides = [p for p in map(boek.passages.__getitem__, about) if _contradicts(p, best.passage)]
    if sides:
        # Of several the one that was found, or else the one that is most alike.
        order = [v.passage for v in found]
        sides.sort(key=lambda p: -len({*p.eigen} & {*best.passage.eigen}))
        sides.sort(key=lambda p: order.index(p) if p in order else len(order))
        return _tell_both(vorm, sides[0])
    asked = vraag.heeft("verschil")
    if len(vraag.woorden) < 2 and not asked:
        return vorm
    for other in found:
        told = vorm.template == "wanneer" and set(other.passage.bronnen) <= set(vorm.bronnen)
        if other.passage.regel != "verschil" or told:
            continue
        close = other.score >= best.score - VERSCHIL_DICHTBIJ and other.dekking >= GENOEG
        related = not other.passage.familie.isdisjoint(best.passage.familie)
        enough = other.dekking >= (VERSCHIL_GEVRAAGD if asked else VERSCHIL_ZEKER)
        near = asked or other.score >= best.score - VERSCHIL_VERDER
        clear = asked and other.dekking >= GENOEG
        if close or clear or (related and enough and near):
            return _tell_both(vorm, other.passage)
    return vorm


def _contradicts(verschil: Passage, feit: Passage) -> bool:
    """Whether another place tells the moment of a fact otherwise: that always counts."""
    return (
        verschil.regel == "verschil"
        and verschil.onderwerp == feit.onderwerp
        and verschil.holds("tijd")
        and not {(b.bron, b.paragraaf) for b in verschil.bronnen}.isdisjoint(
            (b.bron, b.paragraaf) for b in feit.bronnen
        )
    )


def _tell_both(vorm: Vorm, verschil: Passage) -> Vorm:
    return replace(
        vorm,
        data={**vorm.data, "verschil": verschil.data.tekst},
        bronnen=(*vorm.bronnen, *verschil.bronnen),
    )

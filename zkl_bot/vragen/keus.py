"""Which of the passages found make the answer, and whether to ask which is meant."""

import re
from collections.abc import Sequence
from dataclasses import replace

from zkl_bot.kennis.model import Id
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.registry import REGELS
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld
from zkl_bot.vragen.zoek import EIGEN_GRENS, GENOEG, Vondst

SAMEN, ANDERS_SAMEN = 0.2, 0.6
"""How close behind the best a fact may be to be answered with it, and how well covered when it
is about another subject."""
SAMEN_TEKENS, SAMEN_MAX = 650, 3
VERSCHIL_DICHTBIJ, VERSCHIL_VERDER = 0.1, 0.25
VERSCHIL_GEVRAAGD, VERSCHIL_ZEKER = 0.4, 0.7
"""When both sides are told: close to the best, or about the same subject and well covered."""
KEUZE_DICHTBIJ, KEUZE_MAX = 0.02, 4
"""How close candidates are between which the bot asks, and how many it offers."""

_WIE_DOET = re.compile(
    r"\bwie(ns)? (doet|doen|trekt|trekken|regelt|regelen|pakt|pakken|verzorgt|stelt|voert|voeren|"
    r"organiseert|zorgt|gaat over|gaan over|leidt|leiding|coordineert|is verantwoordelijk)\b|"
    r"\bwho (does|do|leads?|runs?|handles?|arranges?|is responsible|is in charge)\b"
)


def word(boek: Boek, vraag: Vraag, found: Sequence[Vondst], wereld: Wereld) -> tuple[str, Vorm]:
    """The answer made of what was found, with the rule that leads it."""
    several = _per_actie(vraag, found)
    if several:
        forms = [REGELS[v.passage.regel].word([v.passage], vraag, wereld) for v in several]
        return several[0].passage.regel, Vorm(
            "samen",
            {"delen": tuple((form.template, form.data) for form in forms)},
            tuple(bron for form in forms for bron in form.bronnen),
            forms[0].onderwerp,
        )
    best = _lead(vraag, found)
    regel = REGELS[best.passage.regel]
    chosen = [best.passage, *(_together(best, found) if regel.samen else ())]
    vorm = regel.word(chosen, vraag, wereld)
    if best.passage.regel != "verschil" and vorm.kind == "antwoord":
        vorm = _add_verschil(vorm, vraag, best, found)
    return best.passage.regel, vorm


def choices(boek: Boek, vraag: Vraag, found: Sequence[Vondst]) -> tuple[Id, ...]:
    """The subjects between which a short question leaves the choice; empty when it doesn't."""
    if vraag.soorten != {"wat"} or vraag.verwijzingen or len(vraag.woorden) != 1:
        return ()
    named = [id for id in boek.find_onderwerpen(vraag.woorden) if not boek.is_begrip(id)]
    near = {v.passage.onderwerp for v in found if v.score >= found[0].score - KEUZE_DICHTBIJ}
    options = tuple(id for id in named if id in near)
    return options[:KEUZE_MAX] if len(options) > 1 else ()


def _per_actie(vraag: Vraag, found: Sequence[Vondst]) -> list[Vondst]:
    """For a question about several acties: the best for each, all of the rule of the first."""
    refs = [ref for ref in vraag.verwijzingen if ref.startswith("actie#")]
    if len(refs) < 2:
        return []
    chosen: list[Vondst] = []
    for ref in refs[:SAMEN_MAX]:
        fit = [v for v in found if ref in v.passage.woorden and v.passage.regel != "verschil"]
        if chosen:
            fit = [v for v in fit if v.passage.regel == chosen[0].passage.regel]
        if not fit:
            return []
        chosen.append(fit[0])
    return chosen if len({v.passage.id for v in chosen}) == len(chosen) else []


def _lead(vraag: Vraag, found: Sequence[Vondst]) -> Vondst:
    """The best; but for "wie doet …" who does what the best is about, and for when the councils
    discuss something the moment itself, which knows past from future, before a fact about it.
    """
    best = found[0]
    if best.passage.regel == "feit" and "wanneer" in best.passage.soorten:
        for other in found:
            moment = other.passage
            if (
                moment.regel == "wanneer"
                and isinstance(moment.data, tuple)
                and moment.onderwerp == best.passage.onderwerp
                and other.score >= best.score - SAMEN
                and (not vraag.woorden or not moment.eigen.isdisjoint(vraag.woorden))
                and all(
                    moment.woorden.get(w, 0.0) > EIGEN_GRENS
                    for w in best.passage.eigen.intersection(vraag.woorden)
                )
            ):
                return other
    who = "wie" in vraag.soorten and "wie" not in best.passage.soorten
    # "De provincie leidt het toch?" asks who leads it, just as "wie leidt het?" does.
    claim = (
        (vraag.ja_nee or vraag.bewering)
        and len(vraag.partijen) == 1
        and best.passage.regel == "feit"
        and "wie" in vraag.zacht | vraag.soorten
    )
    if claim or (who and _WIE_DOET.search(vraag.tekst)):
        name = f"wie-{best.passage.onderwerp}"
        return next((v for v in found if v.passage.id == name), best)
    return best


def _together(best: Vondst, found: Sequence[Vondst]) -> list[Passage]:
    """Facts as good as the best, of its subject, or one of another."""
    chosen: list[Passage] = []
    room = SAMEN_TEKENS - best.passage.tekens
    for other in found:
        passage = other.passage
        related = not passage.familie.isdisjoint(best.passage.familie)
        if (
            other is not best
            and passage.regel == best.passage.regel
            and other.score >= best.score - SAMEN
            and other.dekking >= GENOEG
            and (related or (other.dekking >= ANDERS_SAMEN and not chosen))
            # Beside an answer, that the source is silent on something else only confuses.
            and (best.passage.holds("open") or not passage.holds("open"))
            and passage.tekens <= room
            and len(chosen) < SAMEN_MAX - 1
        ):
            chosen.append(passage)
            room -= passage.tekens
    return chosen


def _add_verschil(vorm: Vorm, vraag: Vraag, best: Vondst, found: Sequence[Vondst]) -> Vorm:
    """Adds the other side where the documents disagree on just this."""
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
            return replace(
                vorm,
                data={**vorm.data, "verschil": other.passage.data.tekst},
                bronnen=(*vorm.bronnen, *other.passage.bronnen),
            )
    return vorm

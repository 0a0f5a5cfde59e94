"""Where a question comes in and an answer goes out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Taal
from zkl_bot.vragen.antwoord import Antwoord, Uitleg
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.regels import buiten, opzegging, periode, volgende
from zkl_bot.vragen.registry import REGELS
from zkl_bot.vragen.suggestie import make_suggesties
from zkl_bot.vragen.taal import find_taal
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld
from zkl_bot.vragen.woorden import clean, fold
from zkl_bot.vragen.zoek import GENOEG, Vervolg, Vondst, search

SAMEN, ANDERS_SAMEN = 0.06, 0.76
"""How close behind the best a fact may be to be answered with it."""
SAMEN_TEKENS = 650
SAMEN_MAX = 3
VERSCHIL_DICHTBIJ, VERSCHIL_VERDER = 0.1, 0.25
VERSCHIL_GEVRAAGD, VERSCHIL_ZEKER = 0.4, 0.7
"""When both sides are told: close to the best, or about the same subject and well covered."""
VOORAF: dict[str, Callable[[Vraag, Wereld], Vorm | None]] = {
    "buiten": buiten.probeer,
    "opzegging": opzegging.probeer,
    "volgende": volgende.probeer,
    "periode": periode.probeer,
}
"""Rules that look at the question itself, in order, before the passages are searched."""

_VERVOLG = re.compile(
    r"^\W*(en|and|maar|but|of|dus|oh|ok|oke|what about|how about)\b|"
    r"\b(die|dat|dit|deze|daar\w*|hij|zij|ze|het|er|ervan|erbij|daarbij|die|hun|it|that|this|they|"
    r"them|those|these|there|its|their)\b"
)
_WIE_DOET = re.compile(
    r"\bwie(ns)? (doet|doen|trekt|trekken|regelt|regelen|pakt|pakken|verzorgt|stelt|voert|voeren|"
    r"organiseert|zorgt|gaat over|gaan over|leidt|leiding|coordineert|is verantwoordelijk)\b|"
    r"\bwho (does|do|leads?|runs?|handles?|arranges?|is responsible|is in charge)\b"
)
_EN = re.compile(r"^\W*(en|and|what about|how about)\b")
_EDITIE_OUD = re.compile(
    r"\b(vorige?|oude?|eerdere?|previous|former|old|last) (werkplan|work ?plan|plan)\b"
)


class AgendaProtocol(Protocol):
    """What of the agenda an answer needs."""

    @property
    def gebeurtenissen(self) -> tuple[Gebeurtenis, ...]:
        """Every event, sorted."""


class Vraagbaak:
    """Answers questions about one Kennis. Reads it once per language, at the first question."""

    def __init__(self, kennis: Kennis) -> None:
        self.kennis = kennis
        self._boeken: dict[Taal, Boek] = {}

    def boek(self, taal: Taal) -> Boek:
        """The passages and their index in a language."""
        if taal not in self._boeken:
            self._boeken[taal] = Boek(self.kennis, taal)
        return self._boeken[taal]

    def answer(
        self,
        vraag: str,
        *,
        now: datetime,
        taal: Taal = "nl",
        context: Sequence[str] = (),
        onderwerp: Id | None = None,
        agenda: AgendaProtocol | None = None,
    ) -> Antwoord:
        """The answer to a question; any text gets one. `now` is aware; `taal` holds where the
        question's own words don't tell; `context` are the questions before it, oldest first;
        `onderwerp` is the subject of the answer before it. Never raises.
        """
        text = clean(vraag)
        if not any(c.isalnum() for c in text):
            return Antwoord("hulp", "buiten", {"categorie": "leeg"}, taal=taal)
        language = find_taal(fold(text), taal)
        wereld = Wereld(self.kennis, now, agenda.gebeurtenissen if agenda else ())
        boek = self.boek(language)
        read = boek.read(text)
        vervolg = None
        if context or onderwerp:
            read, vervolg = self._read_vervolg(boek, read, context, onderwerp, wereld)
        for name, rule in VOORAF.items():
            if vorm := rule(read, wereld):
                return self._finish(vorm, name, read, [])
        return self._search(boek, read, vervolg, wereld)

    def _read_vervolg(
        self,
        boek: Boek,
        vraag: Vraag,
        context: Sequence[str],
        onderwerp: Id | None,
        wereld: Wereld,
    ) -> tuple[Vraag, Vervolg | None]:
        """A follow-up, completed with the kind and the words of the question before it."""
        if not _is_vervolg(boek, vraag):
            return vraag, None
        if not context:
            return vraag, Vervolg((), onderwerp)
        before = boek.read(clean(context[-1]))
        earlier: Vervolg | None = None
        passage = ""
        if len(context) > 1:
            before, earlier = self._read_vervolg(boek, before, context[:-1], None, wereld)
        if onderwerp is None:
            found = search(boek, before, earlier, self._editie(before))
            if found and found[0].dekking >= GENOEG:
                onderwerp = found[0].passage.onderwerp
                passage = found[0].passage.id
        refs = [w for w in vraag.woorden if "#" in w or w.startswith("§")]
        if not refs and vraag.los and before.verwijzingen:
            kind = before.verwijzingen[-1].partition("#")[0]
            refs = [f"{kind}#{number}" for number in vraag.los if "#" in before.verwijzingen[-1]]
        words = tuple(dict.fromkeys([*refs, *vraag.woorden]))
        soorten = vraag.soorten
        if soorten <= {"wat", "hoe", "lijst", "definitie"} or not soorten:
            soorten = before.soorten
        carried = [*before.woorden, *(earlier.woorden if earlier else ())]
        if refs or boek.find_onderwerpen(vraag.woorden):
            onderwerp, passage = None, ""
            carried = [w for w in carried if "#" not in w and not w.startswith("§")]
        partijen = vraag.partijen
        read = replace(
            vraag, woorden=words, soorten=soorten, verwijzingen=tuple(refs), partijen=partijen,
            ja_nee=vraag.ja_nee and not _EN.search(vraag.tekst),
        )  # fmt: skip
        return read, Vervolg(tuple(dict.fromkeys(carried)), onderwerp, passage)

    def _editie(self, vraag: Vraag) -> Id | None:
        """The bron of the edition a question names; else of the current one, if there are more."""
        plans = self.kennis.werkplannen
        if len(plans) < 2:
            return None
        for plan in plans:
            years = plan.jaren.split("-")
            if all(year in vraag.tekst for year in years) or (
                re.search(rf"\bwerkplan\w* (van |uit )?{years[0]}\b", vraag.tekst)
            ):
                return plan.bron
        return plans[1].bron if _EDITIE_OUD.search(vraag.tekst) else plans[0].bron

    def _search(
        self, boek: Boek, vraag: Vraag, vervolg: Vervolg | None, wereld: Wereld
    ) -> Antwoord:
        found = search(boek, vraag, vervolg, self._editie(vraag))
        if not found or found[0].dekking < GENOEG:
            if self._editie(vraag):
                found = search(boek, vraag, vervolg, None) or found
            if not found or found[0].dekking < GENOEG:
                return self._unknown(boek, vraag, found)
        best = _lead(boek, vraag, found)
        regel = REGELS[best.passage.regel]
        chosen = [best.passage]
        if regel.samen:
            chosen += self._together(best, found[1:])
        vorm = regel.word([*chosen], vraag, wereld)
        if best.passage.regel != "verschil" and vorm.kind == "antwoord":
            vorm = _add_verschil(vorm, vraag, best, found)
        return self._finish(vorm, best.passage.regel, vraag, found)

    def _together(self, best: Vondst, rest: Sequence[Vondst]) -> list[Passage]:
        chosen: list[Passage] = []
        room = SAMEN_TEKENS - best.passage.tekens
        for other in rest:
            if (
                other.passage.regel == best.passage.regel
                and other.score >= best.score - SAMEN
                and other.dekking >= GENOEG
                and (
                    other.passage.familie & best.passage.familie
                    or (other.dekking >= ANDERS_SAMEN and not chosen)
                )
                and other.passage.tekens <= room
                and len(chosen) < SAMEN_MAX - 1
            ):
                chosen.append(other.passage)
                room -= other.passage.tekens
        return chosen

    def _unknown(self, boek: Boek, vraag: Vraag, found: Sequence[Vondst]) -> Antwoord:
        near = dict.fromkeys(
            v.passage.onderwerp
            for v in found
            if v.passage.onderwerp in boek.namen and v.dekking > 0.25
        )
        names = tuple(boek.namen[id] for id in [*near][:3] if id)
        suggesties = make_suggesties(self.kennis, vraag.taal, next(iter(near), None), "onbekend")
        vorm = Vorm("onbekend", {"dichtbij": names}, kind="onbekend")
        return replace(self._finish(vorm, "onbekend", vraag, found), suggesties=suggesties)

    def _finish(self, vorm: Vorm, regel: str, vraag: Vraag, found: Sequence[Vondst]) -> Antwoord:
        suggesties: tuple[str, ...] = ()
        if vorm.kind in ("antwoord", "hulp"):
            suggesties = make_suggesties(self.kennis, vraag.taal, vorm.onderwerp, regel)
        return Antwoord(
            kind=vorm.kind,
            template=vorm.template,
            data=vorm.data,
            bronnen=tuple(dict.fromkeys(vorm.bronnen)),
            onderwerp=vorm.onderwerp,
            suggesties=suggesties,
            gebeurtenissen=vorm.gebeurtenissen,
            taal=vraag.taal,
            uitleg=self._explain(regel, vraag, found),
        )

    def _explain(self, regel: str, vraag: Vraag, found: Sequence[Vondst]) -> Uitleg:
        return Uitleg(
            regel=regel,
            score=found[0].dekking if found else 0.0,
            dichtbij=tuple((v.passage.id, v.score) for v in found[:5]),
        )


def _lead(boek: Boek, vraag: Vraag, found: Sequence[Vondst]) -> Vondst:
    """The best, or, for "wie doet …", who does what the best is about."""
    best = found[0]
    if (
        "wie" in vraag.soorten
        and "wie" not in best.passage.soorten
        and _WIE_DOET.search(vraag.tekst)
    ):
        name = f"wie-{best.passage.onderwerp}"
        return next((v for v in found if v.passage.id == name), best)
    return best


def _is_vervolg(boek: Boek, vraag: Vraag) -> bool:
    """Whether a question leans on the one before: it says so, or says too little by itself."""
    named = boek.find_onderwerpen(vraag.woorden)
    if _EN.search(vraag.tekst):
        return vraag.lengte <= 12
    heavy = [w for w in vraag.woorden if boek.index.neighbours(w).gewicht > 0.3]
    if len(heavy) <= 1 and vraag.lengte <= 7:
        return not (named and heavy and vraag.lengte > 3)
    return bool(_VERVOLG.search(vraag.tekst)) and not named and len(heavy) <= 4


def _add_verschil(vorm: Vorm, vraag: Vraag, best: Vondst, found: Sequence[Vondst]) -> Vorm:
    """Adds the other side where the documents disagree on just this."""
    asked = vraag.heeft("verschil")
    for other in found:
        if other.passage.regel == "verschil" and (
            (other.score >= best.score - VERSCHIL_DICHTBIJ and other.dekking >= GENOEG)
            or (
                not other.passage.familie.isdisjoint(best.passage.familie)
                and other.dekking >= (VERSCHIL_GEVRAAGD if asked else VERSCHIL_ZEKER)
                and (asked or other.score >= best.score - VERSCHIL_VERDER)
            )
        ):
            return replace(
                vorm,
                data={**vorm.data, "verschil": other.passage.data.tekst},
                bronnen=(*vorm.bronnen, *other.passage.bronnen),
            )
    return vorm

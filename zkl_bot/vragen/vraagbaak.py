"""Where a question comes in and an answer goes out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Protocol

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Taal
from zkl_bot.vragen import herhaling, keus, zekerheid
from zkl_bot.vragen.antwoord import Antwoord, Uitleg
from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.dubbel import answer_both
from zkl_bot.vragen.editie import find_editie
from zkl_bot.vragen.eerder import Eerder
from zkl_bot.vragen.kenmerken import find_eigennamen
from zkl_bot.vragen.lexicon import STOP
from zkl_bot.vragen.oordeel import is_ontkend
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.regels import buiten, opzegging, overzicht, periode, samenhang, volgende
from zkl_bot.vragen.suggestie import make_suggesties
from zkl_bot.vragen.taal import find_taal
from zkl_bot.vragen.vervolg import complete, for_keeping, recall, remember
from zkl_bot.vragen.vondst import Vervolg, Vondst
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld
from zkl_bot.vragen.woorden import clean, fold, split_folded
from zkl_bot.vragen.zeef import ONZE
from zkl_bot.vragen.zoek import GENOEG, search

VOORAF: dict[str, Callable[[Vraag, Wereld], Vorm | None]] = {
    "buiten": buiten.probeer,
    "opzegging": opzegging.probeer,
    "overzicht": overzicht.probeer,
    "samenhang": samenhang.probeer,
    "volgende": volgende.probeer,
    "periode": periode.probeer,
}
"""Rules that look at the question itself, in order, before the passages are searched."""
VERWANT = 0.25
"""How much of a question a subject must explain to be named as nearest."""
MAX_DICHTBIJ = 3
ZEEF = ONZE
"""All that is looked for in a question: who looks for something was loaded to get here."""
MEEST_GEVRAAGD = 1500
"""How many of the words that people ask most with are got ready for."""
VREEMD = 0.5
"""From how many words that nobody asks for a fact with it says neither yes nor no."""
WIE = frozenset({"wie", "partij"})
"""Rules that tell who does something, and never why."""
VERTREK = 0.4
"""From how sure a fact about leaving is the answer, a date in the question is one of leaving."""
BESTE = 2
"""Among how many of the best a fact about leaving makes a date in the question one of leaving."""


class AgendaProtocol(Protocol):
    """What of the agenda an answer needs."""

    @property
    def gebeurtenissen(self) -> tuple[Gebeurtenis, ...]:
        """Every event, sorted."""


class Vraagbaak:
    """Answers questions about one Kennis. Reads it once per language, at the first question;
    `make_boek` may bring what was read before.
    """

    def __init__(self, kennis: Kennis, make_boek: Callable[[Taal], Boek] | None = None) -> None:
        self.kennis = kennis
        self._make_boek = make_boek or (lambda taal: Boek(kennis, taal))
        self._boeken: dict[Taal, Boek] = {}

    def boek(self, taal: Taal) -> Boek:
        """The passages and their index in a language; asking for it prepares it."""
        if taal not in self._boeken:
            self._boeken[taal] = self._make_boek(taal)
        return self._boeken[taal]

    def take(self, boeken: Mapping[Taal, Boek]) -> None:
        """Uses what was read before."""
        self._boeken.update(boeken)

    def prepare(self, taal: Taal) -> None:
        """Does now what the first questions in a language would wait for."""
        boek = self.boek(taal)
        zekerheid.read_gewichten()
        herhaling.prepare((p.data.tekst for p in boek.passages if p.regel == "feit"), taal)
        words = (*STOP[taal], *islice(filter(str.isalpha, boek.index.kept), MEEST_GEVRAAGD))
        ZEEF.prepare(words)
        boek.schrijffouten.prepare(words)
        for word in words:
            boek.index.neighbours(word)

    def answer(
        self,
        vraag: str,
        *,
        now: datetime,
        taal: Taal = "nl",
        context: Sequence[str] = (),
        eerder: Eerder | None = None,
        agenda: AgendaProtocol | None = None,
    ) -> Antwoord:
        """The answer to a question; any text gets one. `now` is aware; `taal` holds where the
        question's own words don't tell; `context` are the questions before it, oldest first;
        `eerder` is what the answer before it left behind, in place of them. Never raises.
        """
        text = clean(vraag)
        if not any(c.isalnum() for c in text):
            return Antwoord("hulp", "buiten", {"categorie": "leeg"}, taal=taal)
        wereld = Wereld(self.kennis, now, agenda.gebeurtenissen if agenda else ())
        boek = self.boek(find_taal(fold(text), taal))
        eerder = eerder or recall(boek, context)
        read, vervolg = complete(boek, boek.read(text), eerder)
        found: Sequence[Vondst] = ()
        for name, rule in VOORAF.items():
            if vorm := rule(read, wereld):
                antwoord = self._finish(boek, vorm, name, read, found)
                break
        else:
            antwoord, found = self._search(boek, read, vervolg, wereld)
        left = remember(read, vervolg, eerder, found, antwoord.onderwerp if not found else None)
        return replace(antwoord, eerder=for_keeping(boek, left))

    def about(self, onderwerp: Id, taal: Taal) -> Eerder:
        """What a card about a subject leaves behind for the question after it."""
        boek = self.boek(taal)
        words = boek.titelwoorden.get(onderwerp, ())
        return Eerder((words,), tuple(w for w in words if "#" in w), onderwerp=onderwerp)

    def _search(
        self, boek: Boek, vraag: Vraag, vervolg: Vervolg | None, wereld: Wereld
    ) -> tuple[Antwoord, Sequence[Vondst]]:
        editie = find_editie(self.kennis, vraag)
        if not vervolg and (both := answer_both(boek, vraag, wereld, editie)):
            return self._finish(boek, both[0], "dubbel", vraag, both[1]), both[1]
        found = search(boek, vraag, vervolg, editie)
        if editie and (not found or found[0].dekking < GENOEG):
            found = search(boek, vraag, vervolg) or found
        leaving = self.kennis.convenant.opzegging.id
        dated = vraag
        if vervolg and vervolg.onderwerp == leaving:
            # The date stands in the question before.
            dated = replace(vraag, tekst=" ".join((vraag.tekst, *vervolg.woorden)))
        sure = zekerheid.estimate(vraag, found)
        leaves = any(v.passage.onderwerp == leaving for v in found[:BESTE])
        leaves = leaves and (sure >= VERTREK or dated is not vraag)
        if leaves and not vraag.heeft("waarom") and (vorm := opzegging.bereken(dated, wereld)):
            return self._finish(boek, vorm, "opzegging", vraag, found), found
        missing = any(
            ref.startswith("actie#") and ref not in boek.index for ref in vraag.verwijzingen
        )
        if sure < zekerheid.NABIJ or missing:
            return self._unknown(boek, vraag, found), found
        if options := () if vervolg else keus.choices(boek, vraag, found):
            names = tuple(boek.namen[id] for id in options)
            vorm = Vorm("keuze", {"keuzes": names}, kind="keuze")
            asked = self._finish(boek, vorm, "keuze", vraag, found)
            return replace(asked, suggesties=names[:3]), found
        doubtful = sure < zekerheid.GENOEG
        near = keus.only_near(vraag, found) if doubtful else found
        if not near:
            return self._unknown(boek, vraag, found), found
        regel, vorm = keus.word(boek, vraag, near, wereld)
        lacks = _lacks_reden(vraag, regel, found[0].passage)
        if doubtful and vorm.kind == "antwoord":
            vorm = _put_before(vorm, "geen_reden" if lacks else "niet_precies")
        elif vraag.heeft("stand") and vorm.kind == "antwoord":
            vorm = _put_before(vorm, "geen_stand")
        elif lacks and not vorm.data.get("oordeel"):
            vorm = _put_before(vorm, "geen_reden")
        elif (
            regel == "feit"
            and found[0].vreemd - found[0].vreemde_partij < VREEMD
            and (oordeel := boek.find_oordeel(vraag, found[0].passage))
        ):
            vorm = replace(vorm, data={**vorm.data, "oordeel": oordeel})
        return self._finish(boek, vorm, regel, vraag, found), found

    def _unknown(self, boek: Boek, vraag: Vraag, found: Sequence[Vondst]) -> Antwoord:
        near = [
            id
            for id in dict.fromkeys(v.passage.onderwerp for v in found if v.dekking > VERWANT)
            if id in boek.namen
        ]
        missing = [ref for ref in vraag.verwijzingen if ref.startswith("actie#")]
        data = {
            "dichtbij": tuple(boek.namen[id] for id in near if not _misleads(boek, vraag, id))[
                :MAX_DICHTBIJ
            ],
            "acties": len(self.kennis.acties) if any(r not in boek.index for r in missing) else 0,
        }
        suggesties = make_suggesties(self.kennis, vraag.taal, near[0] if near else None, "onbekend")
        vorm = Vorm("onbekend", data, kind="onbekend")
        return replace(self._finish(boek, vorm, "onbekend", vraag, found), suggesties=suggesties)

    def _finish(
        self, boek: Boek, vorm: Vorm, regel: str, vraag: Vraag, found: Sequence[Vondst]
    ) -> Antwoord:
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
            uitleg=_explain(boek, regel, vraag, found),
        )


def _misleads(boek: Boek, vraag: Vraag, onderwerp: Id) -> bool:
    """Whether the name of a subject holds a number or a name where another one is asked for."""
    naam = boek.namen[onderwerp]
    return (vraag.heeft("hoeveel", "bedrag") and "%" in naam) or (
        vraag.heeft("naam", "persoon")
        and not find_eigennamen(naam) <= frozenset(split_folded(vraag.tekst))
    )


def _lacks_reden(vraag: Vraag, regel: str, best: Passage) -> bool:
    """Whether a reason is asked for that the answer does not tell. Who asks why something is so
    may be wrong about that, and then the fact is the answer; why something is not so, hardly.
    """
    if not vraag.heeft("waarom"):
        return False
    denied = regel == "feit" and is_ontkend(vraag.tekst, vraag.taal)
    return regel in WIE or (denied and "waarom" not in best.soorten and not best.holds("reden"))


def _put_before(vorm: Vorm, template: str) -> Vorm:
    """The same with a sentence before it: what was asked for may not be in it."""
    return replace(vorm, template="samen", data={"delen": ((template, {}), *vorm.delen)})


def _explain(boek: Boek, regel: str, vraag: Vraag, found: Sequence[Vondst]) -> Uitleg:
    words = []
    for word in vraag.woorden:
        buren = boek.index.neighbours(word)
        taken_for = boek.index.words[buren.woorden[0][0]] if buren.woorden else ""
        words.append((word, buren.mis if not taken_for else buren.gewicht, taken_for))
    return Uitleg(
        woorden=tuple(words),
        regel=regel,
        score=found[0].dekking if found else 0.0,
        dichtbij=tuple((v.passage.id, v.score) for v in found[:5]),
    )

"""What an answer can be made of: a passage, found by its words, put into words by its rule."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Feit, Id, Onderwerp, Taal, Tekst, Vindplaats
from zkl_bot.kennis.werkplan import Actie, Werkplan
from zkl_bot.vragen.lexicon import STOP
from zkl_bot.vragen.synoniemen import Zinsdelen, find_zinsdelen, read_zinsdelen
from zkl_bot.vragen.woorden import acroniemen, fold, joined, split, split_folded

EIGEN, TITEL, BOVEN, ROND = 1.0, 0.97, 0.85, 0.7
"""What a word weighs in a passage's own text, its subject, what is above that, and around it."""

_GETAL = re.compile(r"\d|\b(twee|drie|vier|vijf|zes|zeven|acht|negen|tien|honderd|eenmaal|tweemaal|"
                    r"jaarlijks|periodiek|aantal|frequentie|helft|two|three|four|five|six|seven|"
                    r"eight|nine|ten|hundred|once|twice|yearly|annual\w*|number|half|één|elk jaar)\b")  # fmt: skip
_TIJD = re.compile(r"\b(19|20)\d\d\b|\b(jaarlijks|kwartaal|januari|februari|maart|april|juni|juli|"
                   r"augustus|september|oktober|november|december|onbepaalde|planning|n\.t\.b\.|"
                   r"jaar|maanden?|vroeg\w*|tijdig|vooraf|zo snel|snel mogelijk|quarter|january|"
                   r"february|march|june|july|august|october|year\w*|month\w*|early|soon|before|"
                   r"periodiek|frequentie|frequency|eerst|daarna|verkiezing\w*|election\w*|"
                   r"termijn|term|straks|nog niet|not yet)\b")  # fmt: skip
_GELD = re.compile(r"\b(euro|miljoen|miljard|geld\w*|budget\w*|middelen|subsidie\w*|kosten|"
                   r"financi\w*|betaal\w*|betalen|million|billion|money|fund\w*|grant\w*|costs?|"
                   r"subsid\w*|pay\w*|financ\w*|bijdrage|contribution|claim\w*)\b|€")  # fmt: skip
_ACTOR = re.compile(r"\b(gemeente\w*|raad|raden|raadsleden|college\w*|burgemeester\w*|provincie|"
                    r"portefeuillehouder\w*|secretaris\w*|regisseur|griffie\w*|bureau|ministerie|"
                    r"rijk|kabinet|regio\w*|\w*commissie\w*|\w*overleg\w*|team\w*|partijen|deelnemers|"
                    r"corporaties|ondernem\w*|municipalit\w*|council\w*|mayor\w*|province|"
                    r"ministry|cabinet|executive\w*|committee|region|parties|bestuurders|"
                    r"ambtenaren|medewerkers|inwoners|residents|staff|people|professionals)\b"
                    r"|(?<=[a-z,] )[A-Z][a-zA-Z]+")  # fmt: skip


SOORTWOORDEN: dict[Taal, dict[str, str]] = {
    "nl": {
        "resultaat": "resultaat bereikt bereiken opleveren eindproduct streefgetal producten klaar "
        "af doel gerealiseerd eind uitkomst opbrengst",
        "geld": "geld kosten budget betaald betalen potje financiering bedrag euro uitgaven duur",
        "waarom": "reden oorzaak aanleiding nut belang achtergrond motief verklaring",
        "hoeveel": "aantal getal keer keren frequentie vaak hoeveelheid cijfer cijfers",
        "wanneer": "datum dag moment jaar tijd periode termijn planning gepland maand kwartaal",
        "definitie": "betekenis begrip term afkorting definitie",
        "wie": "verantwoordelijk",
        "hoe": "manier wijze aanpak werkwijze",
    },
    "en": {
        "resultaat": "result results achieved deliver outcome product finished ready goal",
        "geld": "money cost costs budget paid pay funding amount euro",
        "waarom": "reason cause occasion purpose background",
        "hoeveel": "number amount times frequency often figure",
        "wanneer": "date day moment year time period planning planned month quarter",
        "definitie": "meaning term abbreviation definition",
        "wie": "responsible",
        "hoe": "way manner approach method",
    },
}
"""Words with which people ask for a kind of fact, whatever it is about."""


_NAAM = re.compile(r"\b(heet|heten|naam|noem\w*|genaamd|genoemd|called|names?|named)\b|[\"“‘]")
_MENING = re.compile(r"\b(vind\w*|oordeel|advi\w+|mening|zegt|zei|raadt|wil|voor|eens|constateert|"
                     r"thinks?|opinion|says|advises|wants)\b")  # fmt: skip
_UUR = re.compile(r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2} uur\b")
_OPEN = re.compile(r"\b(staat|staan|zegt|zeggen|noemt|noemen|legt|leggen)\b.{0,24}\b(niet|geen|nergens)\b"
                   r"|\bdo(es)? not (say|name|tell|explain|mention|state)\b|\bnot (said|stated|named)\b")  # fmt: skip
_BESLUIT = re.compile(r"\b(beslui\w*|besloot|besloten|beslis\w*|aangenomen|vastgesteld|aangehouden|"
                      r"kiest|gekozen|vast|onbeslist|decid\w*|decision\w*|adopted|deferred)\b")  # fmt: skip
_VERWIJZING = re.compile(r"\b(acties?|actions?|hoofdstuk|chapter|punt|point|kans|vraagstuk|lijn|line)"
                         r" \d+\w?|§\d+(\.\d)?|\b(19|20)\d\d\b|natura 2000|n2000|co2")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """One possible answer. `regel` is the name of the rule in the registry that words it.

    `soorten` are the kinds of question it answers best; `kenmerken` what its text holds
    ("getal", "tijd", "geld", "actor"), so that "hoeveel" is not answered without a number.
    """

    id: str
    regel: str
    soorten: frozenset[str]
    onderwerp: Id | None
    woorden: dict[str, float]
    eigen: frozenset[str]
    bronnen: tuple[Vindplaats, ...]
    tekst: str
    """What is shown, in the language of the index."""
    extra: frozenset[str]
    """Kenmerken beside those of the text."""
    data: Any
    werkplan: Id | None = None
    """The bron of the edition it belongs to; None for what is of no edition."""
    voorkeur: float = 0.0
    """A small bonus or handicap beside equal passages."""
    familie: frozenset[Id] = frozenset()

    @property
    def tekens(self) -> int:
        """How long its text is."""
        return len(self.tekst)

    @property
    def kenmerken(self) -> frozenset[str]:
        """What its text holds."""
        return kenmerken(self.tekst) | self.extra

    @property
    def bij_getal(self) -> frozenset[str]:
        """The words next to a number in its text: what the number counts."""
        return near_getal(self.tekst)

    """The subject and what it is part of."""


@lru_cache(maxsize=None)
def kenmerken(tekst: str) -> frozenset[str]:
    """What a text holds: a number, a time, money, somebody who acts."""
    lower = tekst.lower()
    return frozenset(
        name
        for name, found in (
            ("getal", _GETAL.search(_VERWIJZING.sub("", lower))),
            ("tijd", _TIJD.search(lower)),
            ("geld", _GELD.search(lower)),
            ("actor", _ACTOR.search(tekst)),
            ("naam", _NAAM.search(tekst)),
            ("mening", _MENING.search(lower)),
            ("besluit", _BESLUIT.search(lower)),
            ("open", _OPEN.search(lower)),
            ("uur", _UUR.search(lower)),
            ("rij", tekst.count(",") >= 2 or None),
        )
        if found
    )


@dataclass
class Bouwer:
    """Gathers the words of subjects, for the rules that make passages, in one language."""

    kennis: Kennis
    taal: Taal
    _titels: dict[Id, frozenset[str]] = field(default_factory=dict)
    boven: dict[Id, tuple[tuple[Onderwerp, float], ...]] = field(default_factory=dict)
    """Per subject what it is part of, and what the words of that weigh."""
    editie: dict[Id, Id] = field(default_factory=dict)
    _woorden: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    zinsdelen: Zinsdelen = field(default_factory=dict)

    def __post_init__(self) -> None:
        kennis = self.kennis
        self.zinsdelen = read_zinsdelen(kennis.synoniemen)
        for werkplan in kennis.werkplannen:
            taken = {h.id: h for h in werkplan.hoofdopgaven}
            for actie in werkplan.acties:
                taak = taken.get(actie.hoofdopgave)
                rond = ((taak, ROND),) if taak else ()
                self.boven[actie.id] = (*rond, (werkplan, ROND))
                for deel in actie.onderdelen:
                    self.boven[deel.id] = ((actie, BOVEN), *rond, (werkplan, ROND))
            for part in (*werkplan.hoofdopgaven, *werkplan.criteria, *werkplan.koppelkansen,
                         *werkplan.vraagstukken, *werkplan.projecten):  # fmt: skip
                self.boven[part.id] = ((werkplan, ROND),)
            for id in [werkplan.id, *(o for o, b in self.boven.items() if (werkplan, ROND) in b)]:
                self.editie.setdefault(id, werkplan.bron)
        convenant = kennis.convenant
        for document, parts in (
            (convenant, (*convenant.organen, *convenant.regels, convenant.opzegging,
                         convenant.evaluatie, convenant.toetreding)),
            (kennis.kader, (*kennis.kader.punten, *kennis.kader.vervolg)),
            (kennis.collegebericht, kennis.collegebericht.onderdelen),
            (kennis.recept, (*kennis.recept.ingredienten, *kennis.recept.sprekers,
                             *kennis.recept.onderdelen)),
        ):  # fmt: skip
            for part in parts:
                self.boven[part.id] = ((document, BOVEN),)

    def words(self, *texts: str) -> list[str]:
        """The words of texts that count, in order."""
        if texts in self._woorden:
            return self._woorden[texts]
        stop = STOP[self.taal]
        whole = "\n".join(texts)
        folded = fold(whole)
        tokens = split_folded(folded)
        found = [word for word in tokens if word not in stop]
        found += (word for word in joined(folded) if word not in stop)
        found += acroniemen(whole, stop)
        found += (name for _, _, name in find_zinsdelen(tokens, self.zinsdelen))
        self._woorden[texts] = found
        return found

    def feit(self, feit: Feit) -> list[str]:
        """The words of a fact and those with which people ask for it."""
        return self.words(feit.tekst.for_taal(self.taal), *feit.trefwoorden)

    def tekst(self, value: Tekst) -> str:
        """The words of a Tekst in the language of this index."""
        return value.for_taal(self.taal)

    def titel(self, onderwerp: Onderwerp) -> frozenset[str]:
        """The words by which people name a subject: titles in both languages, aliases, number."""
        if onderwerp.id not in self._titels:
            texts = [onderwerp.titel.nl, onderwerp.titel.en, *onderwerp.aliassen]
            kort = getattr(onderwerp, "kort", None)
            texts += [kort.nl, kort.en] if kort else []
            self._titels[onderwerp.id] = frozenset((*self.words(*texts), *verwijzingen(onderwerp)))
        return self._titels[onderwerp.id]

    def onderwerp(self, onderwerp: Onderwerp, gewicht: float = TITEL) -> dict[str, float]:
        """The words of a subject and of what it is part of, with what they weigh."""
        words: dict[str, float] = {}
        for above, weight in reversed(self.boven.get(onderwerp.id, ())):
            words.update(dict.fromkeys(self.titel(above), weight))
        words.update(dict.fromkeys(self.titel(onderwerp), gewicht))
        return words

    def familie(self, onderwerp: Onderwerp) -> frozenset[Id]:
        """The ids of a subject and of what it is part of, whole work plans aside."""
        above = (o.id for o, _ in self.boven.get(onderwerp.id, ()) if not isinstance(o, Werkplan))
        return frozenset((onderwerp.id, *above))

    def make(
        self,
        id: str,
        regel: str,
        soorten: Iterable[str],
        onderwerp: Onderwerp | None,
        eigen: Iterable[str],
        tekst: str,
        bronnen: tuple[Vindplaats, ...],
        data: Any,
        *,
        rond: Iterable[str] = (),
        rondom: Iterable[str] = (),
        voorkeur: float = 0.0,
        extra: Iterable[str] = (),
        werkplan: Id | None = None,
    ) -> Passage:
        """A passage. `eigen` are the texts whose words count in full, `rond` those that count
        somewhat less, as do the words `rondom`; `tekst` is what is shown; `extra` are kenmerken beside those of the text.
        """
        own = frozenset(self.words(*eigen))
        words = dict.fromkeys((*rondom, *self.words(*rond)), ROND)
        words |= dict.fromkeys(
            self.words(*(SOORTWOORDEN[self.taal].get(s, "") for s in soorten)), BOVEN
        )
        if onderwerp:
            words.update(
                (w, g) for w, g in self.onderwerp(onderwerp).items() if words.get(w, 0.0) < g
            )
        words.update(dict.fromkeys(own, EIGEN))
        for bron in bronnen:
            if bron.paragraaf[0].isdigit():
                words.setdefault(f"§{bron.paragraaf}", EIGEN)
            if bron.punt:
                words.update((word, EIGEN) for word in punten(bron.punt) if word not in words)
        return Passage(
            id=id,
            regel=regel,
            soorten=frozenset(soorten),
            onderwerp=onderwerp.id if onderwerp else None,
            woorden=words,
            eigen=own,
            bronnen=bronnen,
            tekst=tekst,
            extra=frozenset(extra),
            data=data,
            werkplan=werkplan or (self.editie.get(onderwerp.id) if onderwerp else None),
            voorkeur=voorkeur,
            familie=self.familie(onderwerp) if onderwerp else frozenset(),
        )


@lru_cache(maxsize=None)
def near_getal(tekst: str) -> frozenset[str]:
    """The words within three of a number, numbers that only name something aside."""
    tokens = split(_VERWIJZING.sub(" ", tekst.lower()))
    return frozenset(
        tokens[near]
        for index, token in enumerate(tokens)
        if token[0].isdigit()
        for near in range(max(0, index - 3), min(len(tokens), index + 4))
        if near != index
    )


def punten(nummer: str) -> list[str]:
    """How people may name a point such as "2c", "kans 5" or "6": whole, or its letter alone."""
    number = nummer.lower().removeprefix("punt ").strip()
    kind, _, rest = number.partition(" ")
    if kind in ("kans", "vraagstuk") and rest.isdigit():
        return [f"{kind}#{rest}"]
    if len(number) > 2 or not (number[0].isdigit() or len(number) == 1):
        return []
    return [f"punt#{number}", *([f"punt#{number[-1]}"] if number[-1].isalpha() else [])]


def verwijzingen(onderwerp: Onderwerp) -> tuple[str, ...]:
    """The numbers by which a subject can be named, in the form `vraag` gives them."""
    found = []
    nummer = getattr(onderwerp, "nummer", None)
    kind = type(onderwerp).__name__.lower()
    vindplaats = getattr(onderwerp, "vindplaats", None)
    if isinstance(onderwerp, Actie):
        found.append(f"actie#{nummer}")
    elif kind == "onderdeel":
        found += punten(str(nummer))
    elif kind == "samenhang":
        soort = "kans" if "kans" in onderwerp.id else "vraagstuk"
        found.append(f"{soort}#{nummer}")
    elif nummer is not None:
        found.append(f"{'hoofdopgave' if kind == 'hoofdopgave' else 'punt'}#{nummer}")
    if vindplaats and kind in ("actie", "onderdeel"):
        found.append(f"§{vindplaats.paragraaf}")
    return tuple(found)

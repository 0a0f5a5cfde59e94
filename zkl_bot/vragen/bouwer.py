"""Gathers the words by which passages are found."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Feit, Id, Onderwerp, Taal, Tekst, Vindplaats
from zkl_bot.kennis.werkplan import Werkplan
from zkl_bot.vragen.kenmerken import find_getallen, find_kenmerken, find_near_getal
from zkl_bot.vragen.lexicon import STOP
from zkl_bot.vragen.passage import Passage, punten, verwijzingen
from zkl_bot.vragen.synoniemen import Zinsdelen, find_zinsdelen, read_zinsdelen
from zkl_bot.vragen.woorden import acroniemen, fold, joined, split_folded

T = TypeVar("T")
EIGEN, TITEL, BOVEN, ROND = 1.0, 0.97, 0.85, 0.6
"""What a word weighs in a passage's own text, its subject, what is above that, and around it."""

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
    _eender: dict[Any, Any] = field(default_factory=dict)
    """Words and sets of words that were made before, by what is in them."""
    namen: re.Pattern[str] = field(default=re.compile("$^"))
    """The names of municipalities and regions."""
    zinsdelen: Zinsdelen = field(default_factory=dict)
    passagewoorden: dict[str, dict[str, float]] = field(default_factory=dict)
    """Per passage the words by which it is found, and what they weigh in it."""

    def __post_init__(self) -> None:
        kennis = self.kennis
        names = (
            partij.naam.nl for partij in kennis.partijen if partij.soort in ("gemeente", "regio")
        )
        self.namen = re.compile(
            "|".join(re.escape(n.removeprefix("regio ")) for n in names) or "$^"
        )
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
        found = self._woorden[texts] = [self.same(word) for word in found]
        return found

    def same(self, value: T) -> T:
        """What is equal and was made before, so that it is kept only once."""
        kept: T = self._eender.setdefault(value, value)
        return kept

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

    def onderwerp(self, onderwerp: Onderwerp, aliassen: float = TITEL) -> dict[str, float]:
        """The words of a subject and of what it is part of, with what they weigh.

        `aliassen` is for the words that only an alias has: it may name a part of the subject.
        """
        words: dict[str, float] = {}
        for above, weight in reversed(self.boven.get(onderwerp.id, ())):
            words.update(dict.fromkeys(self.titel(above), weight))
        words.update(dict.fromkeys(self.titel(onderwerp), aliassen))
        kort = getattr(onderwerp, "kort", None)
        names = (onderwerp.titel.nl, onderwerp.titel.en, *((kort.nl, kort.en) if kort else ()))
        words.update(dict.fromkeys((*self.words(*names), *verwijzingen(onderwerp)), TITEL))
        return words

    def familie(self, onderwerp: Onderwerp) -> frozenset[Id]:
        """The ids of a subject and of what it is part of, whole work plans aside."""
        above = (o.id for o, _ in self.boven.get(onderwerp.id, ()) if not isinstance(o, Werkplan))
        return self.same(frozenset((onderwerp.id, *above)))

    def _editie_of(self, onderwerp: Onderwerp | None, bronnen: tuple[Vindplaats, ...]) -> Id | None:
        """The edition of a subject of a work plan: that of its source, since editions may share
        the id of a hoofdopgave.
        """
        if onderwerp is None or onderwerp.id not in self.editie:
            return None
        plans = {werkplan.bron for werkplan in self.kennis.werkplannen}
        return next((b.bron for b in bronnen if b.bron in plans), self.editie[onderwerp.id])

    def make(
        self,
        id: str,
        regel: str,
        soorten: Iterable[str],
        onderwerp: Onderwerp | None,
        *,
        eigen: Iterable[str],
        tekst: str,
        bronnen: tuple[Vindplaats, ...],
        data: Any,
        rond: Iterable[str] = (),
        rondom: Iterable[str] = (),
        voorkeur: float = 0.0,
        aliassen: float = TITEL,
        extra: Iterable[str] = (),
        werkplan: Id | None = None,
    ) -> Passage:
        """A passage. `eigen` are the texts whose words count in full, `rond` those that count
        somewhat less, as do the words `rondom`; `tekst` is what is shown; `extra` are kenmerken
        beside those of the text.
        """
        own = tuple(dict.fromkeys(self.words(*eigen)))
        words = dict.fromkeys((*rondom, *self.words(*rond)), ROND)
        words |= dict.fromkeys(
            self.words(*(SOORTWOORDEN[self.taal].get(s, "") for s in soorten)), BOVEN
        )
        if onderwerp:
            words.update(
                (w, g)
                for w, g in self.onderwerp(onderwerp, aliassen).items()
                if words.get(w, 0.0) < g
            )
        words.update(dict.fromkeys(own, EIGEN))
        for bron in bronnen:
            if bron.paragraaf[0].isdigit():
                words.setdefault(f"§{bron.paragraaf}", EIGEN)
            if bron.punt:
                words.update((word, EIGEN) for word in punten(bron.punt) if word not in words)
        self.passagewoorden[id] = words
        return Passage(
            id=id,
            regel=regel,
            soorten=self.same(frozenset(soorten)),
            onderwerp=onderwerp.id if onderwerp else None,
            eigen=self.same(own),
            bronnen=bronnen,
            tekst=tekst,
            kenmerken=self.same(
                find_kenmerken(tekst).union(
                    extra, ("partijnaam",) if self.namen.search(tekst) else ()
                )
            ),
            getallen=self.same(find_getallen(tekst)),
            bij_getal=self.same(find_near_getal(tekst)),
            data=data,
            werkplan=werkplan or self._editie_of(onderwerp, bronnen),
            voorkeur=voorkeur,
            familie=self.familie(onderwerp) if onderwerp else frozenset(),
        )

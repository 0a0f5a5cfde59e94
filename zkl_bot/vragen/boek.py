"""All passages in one language, with their index and the names of subjects and parties."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Taal
from zkl_bot.vragen.bouwer import BOVEN, Bouwer
from zkl_bot.vragen.index import Index
from zkl_bot.vragen.kolommen import Kolommen
from zkl_bot.vragen.letterlijk import Letterlijk
from zkl_bot.vragen.lexicon import STOP
from zkl_bot.vragen.oordeel import Oordeel, Oordelen
from zkl_bot.vragen.passage import Passage, verwijzingen
from zkl_bot.vragen.registry import REGELS
from zkl_bot.vragen.schrijffout import Schrijffouten
from zkl_bot.vragen.thesaurus import read_paren
from zkl_bot.vragen.vormen import Vormen
from zkl_bot.vragen.vraag import Vraag, read_vraag
from zkl_bot.vragen.woorden import split, split_folded, stems
from zkl_bot.vragen.zakken import count_stems, find_common, read_zakken

MAX_GANGBAAR = 4096
"""Of how many words that people ask with is kept what they may be taken for."""
MAX_NAAM = 6
"""The most words of a name that are looked for in a question."""


def read_bundels(
    kennis: Kennis,
    passages: Sequence[Passage],
    woorden: Mapping[str, Mapping[str, float]],
    taal: Taal,
) -> dict[int, tuple[str, ...]]:
    """By the number of a passage all texts by which it is asked for; not all passages have any.

    `woorden` are those by which a passage is found, by its id.
    """
    asked: dict[Id, list[str]] = {}
    for vorm in kennis.vraagvormen:
        asked.setdefault(vorm.feit, []).extend(vorm.all_of_taal(taal))
    found = {}
    for number, passage in enumerate(passages):
        if passage.id in asked or passage.regel == "feit":
            forms = asked.get(passage.id, ())
            # What nobody wrote a way of asking for is asked for by the name of its subject.
            names = () if forms else (w for w, g in woorden[passage.id].items() if g >= BOVEN)
            found[number] = (
                *forms, passage.tekst, *getattr(passage.data, "trefwoorden", ()), *names
            )  # fmt: skip
    return found


class Boek:
    """What a Vraagbaak looks things up in, for one language."""

    def __init__(self, kennis: Kennis, taal: Taal) -> None:
        # The words are in `index` and `vormen` from here on; they need not be kept twice.
        self.kennis = kennis.without_words()
        self.taal: Taal = taal
        bouwer = Bouwer(kennis, taal)
        self._zinsdelen = bouwer.zinsdelen
        self.passages = tuple(p for regel in REGELS.values() for p in regel.passages(bouwer))
        self.by_id = {passage.id: index for index, passage in enumerate(self.passages)}
        woorden = bouwer.passagewoorden
        bundels = read_bundels(kennis, self.passages, woorden, taal)
        unknown = (text for item in kennis.onbekend for text in item.for_taal(taal))
        zakken = read_zakken([*bundels.values(), *((text,) for text in unknown)])
        paren = read_paren(kennis.thesaurus.for_taal(taal))
        self.index = Index(
            [woorden[p.id] for p in self.passages],
            [p.eigen for p in self.passages],
            kennis.synoniemen,
            taal,
            count_stems(zakken, len(bundels), taal),
            paren=paren,
        )
        self.met_vormen: NDArray[np.int64] = np.array(list(bundels), dtype=np.int64)
        """The passages that have a bag of ways of asking, in the order of the bags."""
        self.vormen = Vormen(zakken, taal, len(bundels), paren)
        self.kolommen = Kolommen(self.passages, self.met_vormen)
        stop = STOP[taal]
        common = find_common(zakken, MAX_GANGBAAR + len(stop))
        others = [word for word in self.index.words if word[0] in "=§" or "#" in word]
        self.index.keep([*others, *[word for word in common if word not in stop][:MAX_GANGBAAR]])
        self.oordelen = Oordelen(kennis.vraagvormen, taal, (g.id for g in kennis.gemeenten))
        self.letterlijk = Letterlijk(
            (tekst, self.by_id[vorm.feit])
            for vorm in kennis.vraagvormen
            if vorm.feit in self.by_id
            for tekst in vorm.all_of_taal(taal)
        )
        self._begrippen = {begrip.id for begrip in kennis.begrippen}
        onderwerpen: dict[tuple[str, ...], dict[Id, None]] = {}
        self.namen: dict[Id, str] = {}
        self.titelwoorden: dict[Id, tuple[str, ...]] = {}
        for onderwerp in kennis.onderwerpen():
            self.namen[onderwerp.id] = onderwerp.titel.for_taal(taal)
            own = (*verwijzingen(onderwerp), *bouwer.words(self.namen[onderwerp.id]))
            self.titelwoorden[onderwerp.id] = own
            kort = getattr(onderwerp, "kort", None)
            names = (onderwerp.titel.nl, onderwerp.titel.en, *onderwerp.aliassen)
            for name in (*names, *((kort.nl, kort.en) if kort else ())):
                onderwerpen.setdefault(self._key(bouwer.words(name)), {})[onderwerp.id] = None
        self._partijen: dict[tuple[str, ...], Id] = {}
        for partij in kennis.partijen:
            self.titelwoorden[partij.id] = tuple(bouwer.words(partij.naam.for_taal(taal)))
            for name in (partij.naam.nl, partij.naam.en, *partij.aliassen):
                self._partijen.setdefault(tuple(split(name)), partij.id)
        all_names = (name for p in kennis.partijen for name in (p.naam.nl, p.naam.en))
        self.schrijffouten = Schrijffouten(self.index, all_names, taal)
        onderwerpen.pop((), None)
        self._onderwerpen = {name: tuple(ids) for name, ids in onderwerpen.items()}
        # Most words of a question begin no name at all.
        self._begin_onderwerp = frozenset(name[0] for name in self._onderwerpen)
        self._begin_partij = frozenset(name[0] for name in self._partijen if name)
        self._bron_words = [
            (words, bron.id)
            for bron in kennis.bronnen
            for name in (bron.naam.nl, bron.naam.en, bron.titel, *bron.aliassen)
            if (words := frozenset(bouwer.words(name)))
        ]
        self._all_bron_words = frozenset().union(*(words for words, _ in self._bron_words))

    def _key(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple((stems(word, self.taal) or (word,))[0] for word in words)

    def read(self, origineel: str) -> Vraag:
        """Reads a question in this language."""
        text = self.schrijffouten.correct(origineel)
        if text != origineel and self.letterlijk.find(origineel) is not None:
            # A word looks like a mistake for one of the sources; asked like this it is none.
            text = origineel
        return read_vraag(
            text,
            self.taal,
            self.index.holds,
            self._zinsdelen,
            self.find_partijen,
        )

    def find_partijen(self, tokens: Sequence[str]) -> dict[Id, tuple[str, ...]]:
        """The parties that words name, each with the words that name it."""
        found: dict[Id, tuple[str, ...]] = {}
        if self._begin_partij.isdisjoint(tokens):
            return found
        index = 0
        while index < len(tokens):
            longest = min(MAX_NAAM, len(tokens) - index)
            for size in range(longest if tokens[index] in self._begin_partij else 0, 0, -1):
                partij = self._partijen.get(tuple(tokens[index : index + size]))
                if partij:
                    found[partij] = tuple(tokens[index : index + size])
                    index += size
                    break
            else:
                index += 1
        return found

    def find_oordeel(self, vraag: Vraag, passage: Passage) -> Oordeel:
        """Whether a fact says yes or no to a question; "" where that is not sure."""
        return self.oordelen.find(
            self.vormen,
            vraag,
            passage.id,
            passage.tekst,
            lambda tekst: frozenset(self.find_partijen(split_folded(tekst))),
        )

    def find_onderwerpen(self, woorden: Sequence[str]) -> dict[Id, int]:
        """The subjects a question names in full, with the number of words of the name."""
        keys = self._key(woorden)
        found: dict[Id, int] = {}
        for start in range(len(keys)):
            if keys[start] not in self._begin_onderwerp:
                continue
            for size in range(1, min(MAX_NAAM, len(keys) - start) + 1):
                for id in self._onderwerpen.get(keys[start : start + size], ()):
                    found[id] = max(size, found.get(id, 0))
        return found

    def is_begrip(self, id: Id) -> bool:
        """Whether a subject is a term: what a word means, seldom what is meant by it."""
        return id in self._begrippen

    def find_bronnen(self, woorden: Iterable[str]) -> frozenset[Id]:
        """The documents a question names."""
        words = self._all_bron_words.intersection(woorden)
        if not words:
            return frozenset()
        return frozenset(bron for name, bron in self._bron_words if name <= words)

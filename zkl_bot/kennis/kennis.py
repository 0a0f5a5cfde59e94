"""All facts together, and the look-ups everyone needs."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from zkl_bot.kennis.bron import Bron
from zkl_bot.kennis.convenant import Convenant, Gremium
from zkl_bot.kennis.document import Begrip, Collegebericht, Kader, Onduidelijkheid, Recept
from zkl_bot.kennis.herinneringsregel import Herinneringen
from zkl_bot.kennis.intakeregel import Intakeregels
from zkl_bot.kennis.model import Feit, Id, Onderwerp
from zkl_bot.kennis.moment import Moment
from zkl_bot.kennis.partij import Partij
from zkl_bot.kennis.thesaurus import Thesaurus
from zkl_bot.kennis.vraagvormen import Onbekend, Vraagvorm
from zkl_bot.kennis.werkplan import Actie, Hoofdopgave, Werkplan


@dataclass(frozen=True)
class Kennis:
    """Everything in `data/`, checked. Build it with `zkl_bot.kennis.load.load_kennis`."""

    bronnen: tuple[Bron, ...]
    partijen: tuple[Partij, ...]
    convenant: Convenant
    werkplannen: tuple[Werkplan, ...]
    """Every edition, the current one (begun last) first."""
    kader: Kader
    collegebericht: Collegebericht
    recept: Recept
    begrippen: tuple[Begrip, ...]
    synoniemen: tuple[tuple[str, ...], ...]
    """Groups of words that mean the same when people type them."""
    onduidelijkheden: tuple[Onduidelijkheid, ...]
    herinneringen: Herinneringen = field(default_factory=Herinneringen)
    intake: Intakeregels = field(default_factory=Intakeregels)
    thesaurus: Thesaurus = field(default_factory=Thesaurus)
    """Other words that people use for those of the sources and of the ways of asking."""
    vraagvormen: tuple[Vraagvorm, ...] = ()
    """How people ask for facts; several may be of the same feit."""
    onbekend: tuple[Onbekend, ...] = ()
    """Questions that the sources don't answer."""

    def without_words(self) -> "Kennis":
        """The facts, without what only the question answering looks words up in."""
        return replace(self, thesaurus=Thesaurus(), vraagvormen=(), onbekend=())

    @property
    def werkplan(self) -> Werkplan:
        """The edition that leads: the one begun last."""
        return self.werkplannen[0]

    @cached_property
    def _bron_by_id(self) -> dict[Id, Bron]:
        return {b.id: b for b in self.bronnen}

    @cached_property
    def _partij_by_id(self) -> dict[Id, Partij]:
        return {p.id: p for p in self.partijen}

    @cached_property
    def _actie_by_id(self) -> dict[Id, Actie]:
        return {a.id: a for w in self.werkplannen for a in w.acties}

    @cached_property
    def _actie_of(self) -> dict[Id, Actie]:
        parts = {d.id: a for a in self._actie_by_id.values() for d in a.onderdelen}
        return parts | self._actie_by_id

    @cached_property
    def _gremium_by_id(self) -> dict[Id, Gremium]:
        return {g.id: g for g in self.convenant.gremia}

    @cached_property
    def momenten_met_acties(self) -> dict[Id, tuple[Moment, tuple[Id, ...]]]:
        """Every moment by its id, with its acties: the one it stands under included, and first."""
        eigen = {m.id: (a.id,) for w in self.werkplannen for a in w.acties for m in a.besprekingen}
        return {
            m.id: (m, tuple(dict.fromkeys([*eigen.get(m.id, ()), *m.acties])))
            for m in self.momenten()
        }

    @cached_property
    def besprekingen(self) -> dict[Id, tuple[Moment, ...]]:
        """The besprekingen of each actie that has any."""
        found: dict[Id, tuple[Moment, ...]] = {}
        for moment, acties in self.momenten_met_acties.values():
            for actie in acties if moment.soort == "bespreking" else ():
                found[actie] = (*found.get(actie, ()), moment)
        return found

    @cached_property
    def gremia_van_raden(self) -> frozenset[Id]:
        """The gremia whose bijeenkomsten treat besprekingen."""
        return frozenset(g.id for g in self.convenant.gremia if g.van_raden)

    def bron(self, id: Id) -> Bron:
        """The source document with this id. Raises KeyError when there is none."""
        return self._bron_by_id[id]

    def partij(self, id: Id) -> Partij:
        """The party with this id. Raises KeyError when there is none."""
        return self._partij_by_id[id]

    def actie(self, id: Id) -> Actie:
        """The actie with this id, of any edition. Raises KeyError when there is none."""
        return self._actie_by_id[id]

    def actie_of(self, id: Id | None) -> Actie | None:
        """The actie that has this id or of which that is an onderdeel, or None."""
        return self._actie_of.get(id) if id else None

    def has_actie(self, id: Id) -> bool:
        """Whether any edition has an actie with this id."""
        return id in self._actie_by_id

    def gremium(self, id: Id) -> Gremium:
        """The gremium with this id. Raises KeyError when there is none."""
        return self._gremium_by_id[id]

    @property
    def acties(self) -> tuple[Actie, ...]:
        """The acties of the current edition."""
        return self.werkplan.acties

    def werkplan_of(self, actie: Id) -> Werkplan:
        """The edition an actie belongs to. Raises KeyError when there is none."""
        for werkplan in self.werkplannen:
            if any(a.id == actie for a in werkplan.acties):
                return werkplan
        raise KeyError(actie)

    def hoofdopgave(self, id: Id) -> Hoofdopgave:
        """The hoofdopgave with this id, the current edition's first. Raises KeyError."""
        for werkplan in self.werkplannen:
            for hoofdopgave in werkplan.hoofdopgaven:
                if hoofdopgave.id == id:
                    return hoofdopgave
        raise KeyError(id)

    @property
    def gemeenten(self) -> tuple[Partij, ...]:
        """The municipalities that are party to the covenant, in its order."""
        return tuple(self.partij(id) for id in self.convenant.partijen)

    def onderwerpen(self) -> Iterator[Onderwerp]:
        """Every subject that carries facts, each once, documents before their parts."""
        for werkplan in self.werkplannen:
            yield werkplan
            yield from werkplan.hoofdopgaven
            for actie in werkplan.acties:
                yield actie
                yield from actie.onderdelen
            yield from werkplan.criteria
            yield from werkplan.koppelkansen
            yield from werkplan.vraagstukken
            yield from werkplan.projecten
        yield self.convenant
        yield from self.convenant.organen
        yield from self.convenant.regels
        yield self.convenant.opzegging
        yield self.convenant.evaluatie
        yield self.convenant.toetreding
        yield self.kader
        yield from self.kader.punten
        yield from self.kader.vervolg
        yield self.collegebericht
        yield from self.collegebericht.onderdelen
        yield self.recept
        yield from self.recept.ingredienten
        yield from self.recept.sprekers
        yield from self.recept.onderdelen
        yield from self.begrippen

    def feiten(self) -> Iterator[tuple[Onderwerp, Feit]]:
        """Every fact with the subject it belongs to."""
        for onderwerp in self.onderwerpen():
            for feit in onderwerp.feiten:
                yield onderwerp, feit

    def momenten(self) -> Iterator[Moment]:
        """Every moment the documents name, besprekingen of acties included."""
        for werkplan in self.werkplannen:
            for actie in werkplan.acties:
                yield from actie.besprekingen
            yield from werkplan.momenten
        yield from self.convenant.momenten
        yield from self.kader.momenten
        yield from self.collegebericht.momenten
        yield from self.recept.momenten

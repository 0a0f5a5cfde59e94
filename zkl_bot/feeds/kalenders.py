"""The feeds there are: an explicit registry of families, filled in from the facts.

To add a feed: write a function that yields its Kalender(s) and add it to KALENDERS.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zkl_bot.agenda.gebeurtenis import Gebeurtenis, GebeurtenisSoort
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Taal, Tekst
from zkl_bot.texts.vertaling import gettext_for

DEADLINES: frozenset[GebeurtenisSoort] = frozenset(
    {"opzegging", "uittreding", "verplichtingen", "deadline", "evaluatie", "einde", "mijlpaal"}
)
"""What somebody must have done or decided by then, and what ends."""

BIJEENKOMSTEN: frozenset[GebeurtenisSoort] = frozenset({"bijeenkomst", "verleden"})
"""Meetings: those of the griffie, and the past ones the documents name."""

ARCHIEF = "-archief"


@dataclass(frozen=True)
class Kalender:
    """A feed: its name in the URL, what it is called, and which gebeurtenissen it holds."""

    naam: Id
    titel: Tekst
    omschrijving: Tekst
    bevat: Callable[[Gebeurtenis], bool]
    kleur: str | None = None


Familie = Callable[[Kennis], Iterator[Kalender]]


def _in_talen(woorden: Callable[[Taal], str]) -> Tekst:
    return Tekst(nl=woorden("nl"), en=woorden("en"))


def per_gremium(kennis: Kennis) -> Iterator[Kalender]:
    """The meetings of each gremium; gremia may share a feed."""
    for naam in dict.fromkeys(g.kalender for g in kennis.convenant.gremia):
        gremia = [g for g in kennis.convenant.gremia if g.kalender == naam]
        ids = frozenset(g.id for g in gremia)

        def uitleg(taal: Taal, namen: tuple[Tekst, ...] = tuple(g.naam for g in gremia)) -> str:
            _ = gettext_for(taal).gettext
            words = _("De bijeenkomsten die de griffie heeft gepland: %(naam)s.")
            return words % {"naam": "; ".join(n.for_taal(taal) for n in namen)}

        def bevat(g: Gebeurtenis, ids: frozenset[Id] = ids) -> bool:
            return g.gremium in ids and g.soort in BIJEENKOMSTEN

        yield Kalender(naam, gremia[0].naam, _in_talen(uitleg), bevat)


def besprekingen(kennis: Kennis) -> Iterator[Kalender]:
    """When the councils discuss the acties."""

    def titel(taal: Taal) -> str:
        return gettext_for(taal).gettext("Besprekingen van de acties")

    def uitleg(taal: Taal) -> str:
        _ = gettext_for(taal).gettext
        return _(
            "Wanneer de raden de acties bespreken. Wat nog vaag is, staat er als indicatie in."
        )

    yield Kalender(
        "besprekingen", _in_talen(titel), _in_talen(uitleg), lambda g: g.soort == "bespreking"
    )


def deadlines(kennis: Kennis) -> Iterator[Kalender]:
    """Notice, evaluation, and what ends."""

    def titel(taal: Taal) -> str:
        return gettext_for(taal).gettext("Deadlines")

    def uitleg(taal: Taal) -> str:
        _ = gettext_for(taal).gettext
        return _("De laatste dag om op te zeggen, de evaluatie en andere momenten die tellen.")

    yield Kalender("deadlines", _in_talen(titel), _in_talen(uitleg), lambda g: g.soort in DEADLINES)


def alles(kennis: Kennis) -> Iterator[Kalender]:
    """All there is."""

    def titel(taal: Taal) -> str:
        return gettext_for(taal).gettext("Alles")

    def uitleg(taal: Taal) -> str:
        _ = gettext_for(taal).gettext
        return _("Alle bijeenkomsten, besprekingen en deadlines samen.")

    yield Kalender("alles", _in_talen(titel), _in_talen(uitleg), lambda g: True)


def per_actie(kennis: Kennis) -> Iterator[Kalender]:
    """Each actie of each edition, the current edition first."""
    for werkplan in kennis.werkplannen:
        for actie in werkplan.acties:

            def titel(taal: Taal, nummer: int = actie.nummer, kort: Tekst = actie.kort) -> str:
                _ = gettext_for(taal).gettext
                return _("Actie %(nummer)s: %(naam)s") % {
                    "nummer": nummer,
                    "naam": kort.for_taal(taal),
                }

            def uitleg(taal: Taal, jaren: str = werkplan.jaren, naam: Tekst = actie.titel) -> str:
                _ = gettext_for(taal).gettext
                return _("Alles over deze actie van het werkplan %(jaren)s: %(naam)s.") % {
                    "jaren": jaren,
                    "naam": naam.for_taal(taal),
                }

            def bevat(g: Gebeurtenis, id: Id = actie.id) -> bool:
                return id in g.acties

            kleur = kennis.hoofdopgave(actie.hoofdopgave).kleur
            yield Kalender(actie.id, _in_talen(titel), _in_talen(uitleg), bevat, kleur)


def per_hoofdopgave(kennis: Kennis) -> Iterator[Kalender]:
    """Each hoofdopgave, once, whatever the edition."""
    for id in dict.fromkeys(h.id for w in kennis.werkplannen for h in w.hoofdopgaven):
        hoofdopgave = kennis.hoofdopgave(id)

        def uitleg(taal: Taal, naam: Tekst = hoofdopgave.titel) -> str:
            _ = gettext_for(taal).gettext
            return _("Alles over deze hoofdopgave en haar acties: %(naam)s.") % {
                "naam": naam.for_taal(taal)
            }

        def bevat(g: Gebeurtenis, id: Id = id) -> bool:
            return id in g.hoofdopgaven

        yield Kalender(id, hoofdopgave.titel, _in_talen(uitleg), bevat, hoofdopgave.kleur)


def per_gemeente(kennis: Kennis) -> Iterator[Kalender]:
    """Each municipality: what concerns them all, and what it takes part in."""
    for gemeente in kennis.gemeenten:

        def uitleg(taal: Taal, naam: Tekst = gemeente.naam) -> str:
            _ = gettext_for(taal).gettext
            return _("Wat alle gemeenten aangaat, en de acties waaraan %(gemeente)s meewerkt.") % {
                "gemeente": naam.for_taal(taal)
            }

        def bevat(g: Gebeurtenis, id: Id = gemeente.id) -> bool:
            return not g.gemeenten or id in g.gemeenten

        yield Kalender(gemeente.id, gemeente.naam, _in_talen(uitleg), bevat)


KALENDERS: tuple[Familie, ...] = (
    per_gremium,
    besprekingen,
    deadlines,
    alles,
    per_actie,
    per_hoofdopgave,
    per_gemeente,
)
"""Every family, in the order in which the page shows them. A name taken twice is the first's."""


def all_kalenders(kennis: Kennis) -> dict[Id, Kalender]:
    """Every feed by its name."""
    found: dict[Id, Kalender] = {}
    for familie in KALENDERS:
        for kalender in familie(kennis):
            found.setdefault(kalender.naam, kalender)
    return found

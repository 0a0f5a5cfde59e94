"""The picture of /tijdlijn: what is drawn where. Pure; the SVG itself is a template."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.texts.render import Renderer
from zkl_bot.texts.vertaling import gettext_for

BREED = 1200
LINKS = 270
RECHTS = 40
BOVEN = 92
RIJ = 46
ONDER = 92

Vorm = Literal["band", "ruit", "driehoek"]
"""A band is a vague period, a ruit a meeting or exact day, a driehoek a deadline."""
_DEADLINES = frozenset({"opzegging", "evaluatie", "einde", "uittreding", "verplichtingen"})
_JAREN_VOORUIT = 1


@dataclass(frozen=True, slots=True)
class Rij:
    """One row: an actie, or what concerns them all."""

    naam: str
    kleur: str
    gebeurtenissen: tuple[Gebeurtenis, ...]


@dataclass(frozen=True, slots=True)
class Teken:
    """One mark: its shape, from x to x2 (pixels), on the row at y; `uit` when it is cancelled."""

    vorm: Vorm
    x: float
    x2: float
    y: float
    kleur: str
    uit: bool
    titel: str


def make_rijen(kennis: Kennis, agenda: Agenda, taal: Taal) -> tuple[Rij, ...]:
    """The rows: each actie of the current edition, then the meetings and the deadlines."""
    _ = gettext_for(taal).gettext
    rijen = [
        Rij(
            f"{a.nummer}. {a.kort.for_taal(taal)}",
            kennis.hoofdopgave(a.hoofdopgave).kleur,
            agenda.for_actie(a.id),
        )
        for a in kennis.acties
    ]
    others = [g for g in agenda.gebeurtenissen if not g.acties and g.soort != "verleden"]
    groups = (
        (_("Bijeenkomsten"), [g for g in others if g.soort == "bijeenkomst"]),
        (_("Deadlines"), [g for g in others if g.soort in _DEADLINES]),
    )
    rijen += [Rij(naam, "dimgray", tuple(events)) for naam, events in groups if events]
    return tuple(rijen)


@dataclass(frozen=True, slots=True)
class Schaal:
    """From days to pixels."""

    van: date
    tot: date

    def x(self, dag: date) -> float:
        """Where this day begins, within the picture."""
        dag = min(max(dag, self.van), self.tot)
        share = (dag - self.van).days / (self.tot - self.van).days
        return round(LINKS + share * (BREED - LINKS - RECHTS), 1)


def make_schaal(rijen: tuple[Rij, ...], vandaag: date) -> Schaal:
    """Whole years around all that is drawn and today, but no further ahead than needed."""
    horizon = date(vandaag.year + _JAREN_VOORUIT, 12, 31)
    days = [vandaag]
    for gebeurtenis in (g for rij in rijen for g in rij.gebeurtenissen):
        if gebeurtenis.periode.start and gebeurtenis.periode.laatste_dag:
            dagen = (gebeurtenis.periode.start, gebeurtenis.periode.laatste_dag)
            days += [min(dag, horizon) for dag in dagen]
    return Schaal(date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1))


def draw_tijdlijn(renderer: Renderer, rijen: tuple[Rij, ...], vandaag: date, taal: Taal) -> str:
    """The SVG. Shapes and places tell all; colour only helps."""
    schaal = make_schaal(rijen, vandaag)
    tekens = [
        _mark(g, rij, schaal, BOVEN + index * RIJ + RIJ / 2, taal)
        for index, rij in enumerate(rijen)
        for g in rij.gebeurtenissen
        if g.periode.start and schaal.van <= g.periode.start < schaal.tot
    ]
    tekens.sort(key=lambda t: t.x - t.x2)  # long bands first, so that none hides a short one
    jaren = [(str(y), schaal.x(date(y, 1, 1))) for y in range(schaal.van.year, schaal.tot.year)]
    return renderer.render(
        "gesprek/tijdlijn.svg",
        taal,
        breed=BREED,
        hoog=BOVEN + RIJ * len(rijen) + ONDER,
        links=LINKS,
        rechts=BREED - RECHTS,
        boven=BOVEN,
        rij_hoog=RIJ,
        rijen=[(_shorten(rij.naam), rij.kleur, _is_onbepaald(rij)) for rij in rijen],
        jaren=jaren,
        tekens=tekens,
        vandaag_x=schaal.x(vandaag),
        vandaag=vandaag,
    )


def _is_onbepaald(rij: Rij) -> bool:
    return any(not g.periode.is_bekend for g in rij.gebeurtenissen)


def _shorten(naam: str, longest: int = 32) -> str:
    return naam if len(naam) <= longest else f"{naam[: longest - 1]}…"


def _mark(g: Gebeurtenis, rij: Rij, schaal: Schaal, y: float, taal: Taal) -> Teken:
    start = g.periode.start or schaal.van
    end = g.periode.eind_exclusief or start + timedelta(days=1)
    vorm: Vorm = "band" if g.is_vaag else "driehoek" if g.soort in _DEADLINES else "ruit"
    titel = f"{g.titel.for_taal(taal)}: {g.periode.label_for(taal)}"
    return Teken(
        vorm, schaal.x(start), schaal.x(end), y, rij.kleur, g.status == "geannuleerd", titel
    )

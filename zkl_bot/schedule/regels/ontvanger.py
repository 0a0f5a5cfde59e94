"""Who can get a reminder, and whether one is meant for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.herinneringsregel import Doelgroep, Herinneringsregel
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id
from zkl_bot.kennis.rol import Rol
from zkl_bot.schedule.regels.voorkeuren import Voorkeuren

ALTIJD = datetime.min.replace(tzinfo=UTC)
LEIDEND = frozenset(
    {"trekker", "coordinerend", "bestuurlijk-trekker", "ambtelijk-trekker", "regie"}
)
"""The parts in an actie that make somebody its trekker, for reminders."""

Trekkers = Mapping[Id, frozenset[Id]]
"""Per actie, the municipalities that lead it, or an item of it."""


@dataclass(frozen=True, slots=True)
class Ontvanger:
    """An abonnee, as far as reminders go. Nothing from before `sinds` (aware) concerns them."""

    rol: Rol = "publiek"
    gemeente: Id | None = None
    volgt: frozenset[tuple[str, str]] = frozenset()
    voorkeuren: Voorkeuren = field(default_factory=Voorkeuren)
    sinds: datetime = ALTIJD


def trekkers_of(kennis: Kennis) -> Trekkers:
    """The leading municipalities of every actie of every edition."""
    result: dict[Id, frozenset[Id]] = {}
    for werkplan in kennis.werkplannen:
        for actie in werkplan.acties:
            parts = [*actie.betrokkenen, *(b for o in actie.onderdelen for b in o.betrokkenen)]
            result[actie.id] = frozenset(
                b.partij for b in parts if b.rol in LEIDEND and kennis.partij(b.partij).deelnemer
            )
    return result


def follows(gebeurtenis: Gebeurtenis, volgt: frozenset[tuple[str, str]]) -> bool:
    """Whether somebody who follows these subjects follows this gebeurtenis."""
    for soort, onderwerp in volgt:
        match soort:
            case "alles":
                return True
            case "actie":
                found = onderwerp in gebeurtenis.acties
            case "hoofdopgave":
                found = onderwerp in gebeurtenis.hoofdopgaven
            case "gremium":
                found = onderwerp == gebeurtenis.gremium
            case "gemeente":
                # As in the calendar of a gemeente: what is about no one in particular is about all.
                about = (*gebeurtenis.gemeenten, gebeurtenis.organisator)
                found = not gebeurtenis.gemeenten or onderwerp in about
            case "convenant":
                found = onderwerp == gebeurtenis.convenant
            case "gebeurtenis":
                found = onderwerp == gebeurtenis.id
            case _:
                found = False
        if found:
            return True
    return False


def _reaches(
    doelgroep: Doelgroep, gebeurtenis: Gebeurtenis, ontvanger: Ontvanger, trekkers: Trekkers
) -> bool:
    if doelgroep.volgers and follows(gebeurtenis, ontvanger.volgt):
        return True
    if ontvanger.rol not in doelgroep.rollen:
        return False
    if doelgroep.gemeente == "betrokken":
        return not gebeurtenis.gemeenten or ontvanger.gemeente in gebeurtenis.gemeenten
    if doelgroep.gemeente == "trekker":
        return any(ontvanger.gemeente in trekkers.get(a, ()) for a in gebeurtenis.acties)
    return True


def is_for(
    regel: Herinneringsregel, gebeurtenis: Gebeurtenis, ontvanger: Ontvanger, trekkers: Trekkers
) -> bool:
    """Whether this rule gives this person reminders of this gebeurtenis."""
    if not ontvanger.voorkeuren.soorten.get(regel.voorkeur, True):
        return False
    return any(_reaches(d, gebeurtenis, ontvanger, trekkers) for d in regel.voor)

"""/trekker: who leads what, by actie or by municipality."""

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.verwijzing import refer, resolve
from zkl_bot.gesprek.zoeken import find_actie, find_gemeente
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id
from zkl_bot.kennis.partij import Partij
from zkl_bot.kennis.werkplan import Actie, Betrokkenheid, Onderdeel
from zkl_bot.texts.bericht import Knop

LEIDEND = ("trekker", "bestuurlijk-trekker", "ambtelijk-trekker", "coordinerend", "regie")
"""The roles that lead; the others take part or pay."""


def show_trekkers(beurt: Beurt, actie: Actie) -> None:
    """Who leads one actie and its parts."""
    beurt.zeg("trekker", "actie", actie=actie, leidend=LEIDEND)


def _by_gemeente(
    kennis: Kennis, gemeente: Id
) -> list[tuple[Actie, Onderdeel | None, Betrokkenheid]]:
    found: list[tuple[Actie, Onderdeel | None, Betrokkenheid]] = []
    for actie in kennis.acties:
        found += [(actie, None, b) for b in actie.betrokkenen if b.partij == gemeente]
        for onderdeel in actie.onderdelen:
            found += [(actie, onderdeel, b) for b in onderdeel.betrokkenen if b.partij == gemeente]
    return found


def _gemeente_knoppen(kennis: Kennis) -> tuple[tuple[Knop, ...], ...]:
    knoppen = [Knop(p.naam.nl, f"tg:{refer(p.id)}") for p in kennis.gemeenten]
    return tuple(tuple(knoppen[i : i + 2]) for i in range(0, len(knoppen), 2))


def _show_gemeente(beurt: Beurt, gemeente: Partij) -> None:
    beurt.zeg(
        "trekker",
        "gemeente",
        gemeente=gemeente,
        rijen=_by_gemeente(beurt.wereld.kennis, gemeente.id),
        leidend=LEIDEND,
    )


def _trekker(beurt: Beurt, rest: str) -> None:
    kennis = beurt.wereld.kennis
    if rest and (gemeente := find_gemeente(kennis, rest)):
        _show_gemeente(beurt, gemeente)
    elif rest and (actie := find_actie(kennis, rest)):
        beurt.onthoud(actie.id)
        show_trekkers(beurt, actie)
    elif rest:
        beurt.zeg("trekker", "onbekend", knoppen=_gemeente_knoppen(kennis), gevraagd=rest[:60])
    else:
        beurt.zeg(
            "trekker",
            "alle",
            knoppen=_gemeente_knoppen(kennis),
            acties=kennis.acties,
            leidend=LEIDEND,
        )


def _pressed(beurt: Beurt, parts: list[str]) -> None:
    kennis = beurt.wereld.kennis
    id = resolve(parts[0], (p.id for p in kennis.gemeenten)) if parts else None
    if id is None:
        beurt.zeg("hulp", "oude_knop")
    else:
        _show_gemeente(beurt, kennis.partij(id))


GESPREK = Gesprek(
    commandos=(Commando("trekker", "wie trekt wat, ook per gemeente", _trekker),),
    knoppen={"tg": _pressed},
)

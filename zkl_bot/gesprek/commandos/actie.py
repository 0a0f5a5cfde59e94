"""/acties and /actie N: what the work plan sets out to do."""

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.commandos.gebeurtenis import event_knoppen
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.verwijzing import refer, resolve
from zkl_bot.gesprek.zoeken import find_actie
from zkl_bot.kennis.werkplan import Actie
from zkl_bot.texts.bericht import Knop

_PER_RIJ = 5


def show_actie(beurt: Beurt, actie: Actie) -> None:
    """The card of one actie; a follow-up question is about it."""
    wereld = beurt.wereld
    over = wereld.agenda.for_actie(actie.id)
    beurt.onthoud(actie.id)
    eerste: Gebeurtenis | None = next((g for g in over if g.periode.is_bekend), None)
    beurt.zeg(
        "actie",
        "kaart",
        knoppen=(
            *event_knoppen(beurt, eerste, actie=actie.id),
            (Knop(beurt.vertaal("Alle acties"), "c:acties"),),
        ),
        actie=actie,
        werkplan=wereld.kennis.werkplan_of(actie.id),
        hoofdopgave=wereld.kennis.hoofdopgave(actie.hoofdopgave),
        gebeurtenissen=over,
        tabelrijen=[r for r in wereld.kennis.werkplan_of(actie.id).tabel if actie.id in r.acties],
        vandaag=wereld.vandaag,
    )


def _acties(beurt: Beurt, rest: str) -> None:
    kennis = beurt.wereld.kennis
    knoppen = [Knop(str(a.nummer), f"a:{refer(a.id)}") for a in kennis.acties]
    beurt.zeg(
        "actie",
        "lijst",
        knoppen=tuple(tuple(knoppen[i : i + _PER_RIJ]) for i in range(0, len(knoppen), _PER_RIJ)),
        werkplan=kennis.werkplan,
    )


def _actie(beurt: Beurt, rest: str) -> None:
    kennis = beurt.wereld.kennis
    if not rest:
        _acties(beurt, rest)
    elif actie := find_actie(kennis, rest):
        show_actie(beurt, actie)
    else:
        beurt.zeg(
            "actie",
            "onbekend",
            knoppen=((Knop(beurt.vertaal("Alle acties"), "c:acties"),),),
            gevraagd=rest[:60],
            hoogste=max(a.nummer for a in kennis.acties),
        )


def _pressed(beurt: Beurt, parts: list[str]) -> None:
    kennis = beurt.wereld.kennis
    id = resolve(parts[0], (a.id for w in kennis.werkplannen for a in w.acties)) if parts else None
    if id is None:
        beurt.zeg("hulp", "oude_knop")
    else:
        show_actie(beurt, kennis.actie(id))


GESPREK = Gesprek(
    commandos=(
        Commando("acties", "de acties van het werkplan", _acties),
        Commando("actie", "één actie, bijvoorbeeld /actie 1", _actie),
    ),
    knoppen={"a": _pressed},
)

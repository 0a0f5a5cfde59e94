"""/herinneringen: what will come to them, and why."""

from datetime import time, timedelta

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.effecten import LegVast, StelUit
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.vastleggen import gereed
from zkl_bot.gesprek.verwijzing import refer
from zkl_bot.schedule.regels.due import due
from zkl_bot.schedule.regels.momenten import at_local
from zkl_bot.schedule.regels.ontvanger import Ontvanger
from zkl_bot.schedule.regels.voorkeuren import parse_voorkeuren
from zkl_bot.texts.bericht import Knop

_OCHTEND = time(9)
VOORUIT = timedelta(days=550)
"""How far ahead /herinneringen looks."""
MEESTE = 10


def ontvanger(beurt: Beurt) -> Ontvanger:
    """Who is talking, as far as reminders go."""
    persoon = beurt.persoon
    return Ontvanger(
        persoon.rol, persoon.gemeente, persoon.volgt, parse_voorkeuren(persoon.voorkeuren)
    )


def _herinneringen(beurt: Beurt, rest: str) -> None:
    wereld = beurt.wereld
    komend = due(
        wereld.agenda.upcoming(wereld.now),
        wereld.regelset,
        ontvanger(beurt),
        wereld.now,
        wereld.now + VOORUIT,
    )
    knoppen = (
        (
            Knop("⚙️ " + beurt.vertaal("Instellingen"), "c:instellingen"),
            Knop("🔔 " + beurt.vertaal("Wat volg ik?"), "c:volg"),
        ),
    )
    if komend:
        beurt.zeg(
            "herinneringen",
            "lijst",
            knoppen=knoppen,
            komend=komend[:MEESTE],
            meer=len(komend) - MEESTE,
        )
    else:
        beurt.zeg("herinneringen", "geen", knoppen=knoppen, rol=beurt.persoon.rol)


def _reminder(beurt: Beurt, parts: list[str]) -> None:
    """A button under a reminder: `h:<number>:morgen` or `h:<number>:gereed`."""
    raadpleging = beurt.wereld.raadpleging
    is_number = len(parts) == 2 and parts[0].isascii() and parts[0].isdigit() and len(parts[0]) < 16
    gebeurtenis = raadpleging.herinnering(int(parts[0])) if is_number else None
    if gebeurtenis is None or parts[1] not in ("morgen", "gereed"):
        beurt.zeg("hulp", "oude_knop")
    elif parts[1] == "morgen":
        dag = beurt.wereld.vandaag + timedelta(days=1)
        tijd = parse_voorkeuren(beurt.persoon.voorkeuren).tijd or _OCHTEND
        tot = at_local(dag, tijd)
        beurt.doe(StelUit(int(parts[0]), tot))
        beurt.zeg("herinneringen", "uitgesteld", tot=tot)
    elif beurt.persoon.rol not in ("griffie", "ambtenaar") or beurt.invoer.groep:
        beurt.zeg("herinneringen", "gereed_mag_niet")
    else:
        over = beurt.wereld.agenda.by_id(gebeurtenis)
        if over is None:
            beurt.zeg("gebeurtenis", "weg")
        elif over.status == "gereed":
            beurt.zeg("gereed", "was_al_gereed", g=over)
        else:
            vastlegging = gereed(beurt, over.id)
            beurt.doe(LegVast(vastlegging))
            knop = Knop(beurt.vertaal("Bekijk"), f"g:{refer(over.id)}")
            beurt.zeg("gereed", "vastgelegd", knoppen=((knop,),), g=over)


GESPREK = Gesprek(
    commandos=(Commando("herinneringen", "wat u krijgt, en waarom", _herinneringen),),
    knoppen={"h": _reminder},
)

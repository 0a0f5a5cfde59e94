"""/herinneringen: what will come to them, and why."""

from datetime import datetime, time, timedelta

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.commandos.gereedmelding import report_done
from zkl_bot.gesprek.effecten import StelUit
from zkl_bot.gesprek.raadpleging import Herinnerd
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.kennis.model import Id
from zkl_bot.schedule.regels.due import due
from zkl_bot.schedule.regels.momenten import after_quiet, at_local, end_of_use, is_subject
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
    """A button under a reminder: `h:<number>:morgen`, or `h:<number>:gereed[:<gemeente>]`."""
    is_number = bool(parts) and parts[0].isascii() and parts[0].isdigit() and len(parts[0]) < 16
    uitgaand = int(parts[0]) if is_number else 0
    herinnerd = beurt.wereld.raadpleging.herinnering(uitgaand) if uitgaand else None
    match parts[1:]:
        case ["morgen"] if herinnerd:
            _again_tomorrow(beurt, uitgaand, herinnerd)
        case ["gereed", *gekozen] if herinnerd and len(gekozen) < 2:
            over = beurt.wereld.agenda.by_id(herinnerd.gebeurtenis)
            if over is None:
                beurt.zeg("gebeurtenis", "weg")
            else:
                report_done(beurt, uitgaand, over, gekozen[0] if gekozen else None)
        case _:
            beurt.zeg("hulp", "oude_knop")


def _again_tomorrow(beurt: Beurt, uitgaand: int, herinnerd: Herinnerd) -> None:
    """Once more tomorrow, unless nothing in the message is of use by then."""
    dag = beurt.wereld.vandaag + timedelta(days=1)
    voorkeuren = parse_voorkeuren(beurt.persoon.voorkeuren)
    tot = after_quiet(at_local(dag, voorkeuren.tijd or _OCHTEND), voorkeuren.stil)
    if any(_is_of_use(beurt, regel, id, tot) for regel, id in herinnerd.samen):
        beurt.doe(StelUit(uitgaand, tot))
        beurt.zeg("herinneringen", "uitgesteld", tot=tot)
    else:
        beurt.zeg("herinneringen", "morgen_te_laat", tot=tot)


def _is_of_use(beurt: Beurt, regel_id: Id, id: Id, moment: datetime) -> bool:
    regel, over = beurt.wereld.regelset.by_id(regel_id), beurt.wereld.agenda.by_id(id)
    return (
        regel is not None
        and over is not None
        and is_subject(regel, over)
        and end_of_use(regel, over, moment) > moment
    )


GESPREK = Gesprek(
    commandos=(Commando("herinneringen", "wat u krijgt, en waarom", _herinneringen),),
    knoppen={"h": _reminder},
)

"""The button Gereed under a reminder: of the griffie for all, of an ambtenaar for one gemeente."""

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.commandos.ongedaan import undo_knop
from zkl_bot.gesprek.effecten import LegVast
from zkl_bot.gesprek.vastleggen import gereed
from zkl_bot.gesprek.verwijzing import refer, resolve
from zkl_bot.kennis.model import Id
from zkl_bot.texts.bericht import Knop


def report_done(beurt: Beurt, uitgaand: int, over: Gebeurtenis, gekozen: str | None) -> None:
    """Records that it is done. `gekozen` refers to the gemeente that was asked for, if it was.

    Who belongs to no gemeente cannot speak for all of them, and is asked for which it is done.
    """
    rol, eigen = beurt.persoon.rol, beurt.persoon.gemeente
    if rol not in ("griffie", "ambtenaar") or beurt.invoer.groep:
        beurt.zeg("herinneringen", "gereed_mag_niet")
    elif not _can_be_done(beurt, over):
        beurt.zeg("hulp", "oude_knop")
    elif over.status == "gereed":
        beurt.zeg("gereed", "was_al_gereed", g=over)
    elif rol == "griffie":
        _record(beurt, over, None)
    elif gekozen is None and eigen is None:
        _ask(beurt, uitgaand, over)
    else:
        ids = [g.id for g in beurt.wereld.kennis.gemeenten if eigen in (None, g.id)]
        gemeente = eigen if gekozen is None else resolve(gekozen, ids)
        if gemeente is None:
            beurt.zeg("hulp", "oude_knop")
        else:
            _record(beurt, over, gemeente)


def _can_be_done(beurt: Beurt, over: Gebeurtenis) -> bool:
    """Whether reminders of this kind have the button; for any other it was made up."""
    return any(r.knop_gereed and r.soort == over.soort for r in beurt.wereld.regelset.regels)


def _open(beurt: Beurt, over: Gebeurtenis, behalve: Id | None = None) -> list[Id]:
    """The gemeenten that did not say they are done with it."""
    gedaan = {*beurt.wereld.regelset.gereed_door(over.id), behalve}
    return [g.id for g in beurt.wereld.kennis.gemeenten if g.id not in gedaan]


def _ask(beurt: Beurt, uitgaand: int, over: Gebeurtenis) -> None:
    kennis = beurt.wereld.kennis
    nog = _open(beurt, over)
    if not nog:
        beurt.zeg("gereed", "was_al_gereed", g=over)
        return
    knoppen = [
        Knop(kennis.partij(id).naam.for_taal(beurt.taal), f"h:{uitgaand}:gereed:{refer(id)}")
        for id in nog
    ]
    rows = tuple(tuple(knoppen[i : i + 2]) for i in range(0, len(knoppen), 2))
    beurt.zeg("gereed", "voor_welke_gemeente", knoppen=rows, g=over)


def _record(beurt: Beurt, over: Gebeurtenis, gemeente: Id | None) -> None:
    kennis = beurt.wereld.kennis
    if gemeente in beurt.wereld.regelset.gereed_door(over.id):
        beurt.zeg("gereed", "was_al_gereed_voor", g=over, gemeente=kennis.partij(str(gemeente)))
        return
    vastlegging = gereed(beurt, over.id, gemeente)
    beurt.doe(LegVast(vastlegging))
    bekijk = (Knop(beurt.vertaal("Bekijk"), f"g:{refer(over.id)}"),)
    knoppen = (*undo_knop(beurt, vastlegging=vastlegging.id), bekijk)
    if gemeente is None:
        beurt.zeg("gereed", "vastgelegd", knoppen=knoppen, g=over)
        return
    nog = _open(beurt, over, gemeente)
    beurt.zeg(
        "gereed",
        "vastgelegd_voor",
        knoppen=knoppen,
        g=over,
        gemeente=kennis.partij(gemeente),
        nog=[kennis.partij(id).naam for id in nog],
        eigen=beurt.persoon.gemeente is not None,
    )

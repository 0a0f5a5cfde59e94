"""Undo of what somebody just did for all, for ten minutes: the griffie, or who said it is done."""

from dataclasses import replace
from datetime import datetime, timedelta

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.gesprek.beurt import Beurt, Knoppen
from zkl_bot.gesprek.effecten import NeemBijeenkomstTerug, TrekVastleggingIn, WijzigBijeenkomst
from zkl_bot.gesprek.register import Gesprek
from zkl_bot.gesprek.velden import Velden, apply_velden
from zkl_bot.kennis.model import Id
from zkl_bot.texts.bericht import Knop

TERMIJN = timedelta(minutes=10)


def undo_knop(
    beurt: Beurt,
    *,
    bijeenkomst: Id | None = None,
    revisie: int = 0,
    voor: Velden | None = None,
    vastlegging: str | None = None,
) -> Knoppen:
    """A button that takes it back: to `voor` as long as the meeting is still at `revisie`, no
    longer there or cancelled when it is new, or the record withdrawn.
    """
    beurt.stand["teller"] = int(beurt.stand.get("teller", 0)) % 9999 + 1
    beurt.stand["ongedaan"] = {
        "nummer": beurt.stand["teller"],
        "tot": (beurt.wereld.now + TERMIJN).isoformat(),
        "bijeenkomst": bijeenkomst,
        "revisie": revisie,
        "voor": voor,
        "vastlegging": vastlegging,
    }
    return ((Knop("↩ " + beurt.vertaal("Maak ongedaan"), f"od:{beurt.stand['teller']}"),),)


def _undo(beurt: Beurt, parts: list[str]) -> None:
    kept = beurt.stand.get("ongedaan")
    if kept is None or parts != [str(kept["nummer"])]:
        beurt.zeg("ongedaan", "te_laat", griffie=beurt.is_griffie)
        return
    if not (beurt.is_griffie or (kept["vastlegging"] and beurt.persoon.rol == "ambtenaar")):
        beurt.zeg("hulp", "alleen_griffie")
        return
    if datetime.fromisoformat(kept["tot"]) < beurt.wereld.now:
        beurt.zeg("ongedaan", "te_laat", griffie=beurt.is_griffie)
        return
    del beurt.stand["ongedaan"]
    if kept["vastlegging"]:
        beurt.doe(TrekVastleggingIn(kept["vastlegging"]))
        beurt.zeg("ongedaan", "vastlegging")
        return
    nu = beurt.wereld.raadpleging.bijeenkomst(kept["bijeenkomst"])
    if nu is None or nu.revisie != kept["revisie"]:
        beurt.zeg("ongedaan", "intussen_gewijzigd")
        return
    if kept["voor"] is None:
        _take_back(beurt, nu)
        return
    terug = apply_velden(nu, kept["voor"])
    beurt.doe(WijzigBijeenkomst(terug, nu.revisie))
    beurt.zeg("ongedaan", "teruggezet", b=terug)


def _take_back(beurt: Beurt, nieuw: Bijeenkomst) -> None:
    """A meeting nobody can know of goes; of any other it must show that it is off."""
    bekendheid = beurt.wereld.raadpleging.bekendheid(nieuw.id)
    if bekendheid == "nergens":
        beurt.doe(NeemBijeenkomstTerug(nieuw.id, nieuw.revisie))
    else:
        beurt.doe(WijzigBijeenkomst(replace(nieuw, status="geannuleerd"), nieuw.revisie))
    beurt.zeg("ongedaan", f"nieuw_{bekendheid}")


GESPREK = Gesprek(knoppen={"od": _undo}, groep=False)

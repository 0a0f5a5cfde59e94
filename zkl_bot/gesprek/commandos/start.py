"""/start: a welcome, or what a deep link asks for: an invitation, an actie, a gebeurtenis."""

import re
from hashlib import sha256

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.commandos.actie import show_actie
from zkl_bot.gesprek.commandos.gebeurtenis import show_gebeurtenis
from zkl_bot.gesprek.effecten import NeemUitnodiging
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.verwijzing import resolve
from zkl_bot.gesprek.zoeken import find_actie
from zkl_bot.texts.bericht import Knop

_CODE = re.compile(r"[A-Za-z0-9_-]{6,64}")


def hash_code(code: str) -> str:
    """What is kept of a secret: its SHA-256 in hexadecimal."""
    return sha256(code.encode()).hexdigest()


def _start(beurt: Beurt, rest: str) -> None:
    if not rest:
        _welcome(beurt)
        return
    kennis, agenda = beurt.wereld.kennis, beurt.wereld.agenda
    if actie := find_actie(kennis, rest):
        show_actie(beurt, actie)
    elif agenda.by_id(rest):
        show_gebeurtenis(beurt, rest)
    elif id := resolve(rest, (g.id for g in agenda.gebeurtenissen)):
        show_gebeurtenis(beurt, id)
    elif beurt.invoer.groep:
        beurt.zeg("start", "uitnodiging_in_groep")
    else:
        _invitation(beurt, rest)


def _welcome(beurt: Beurt) -> None:
    beurt.zeg(
        "start",
        "welkom",
        knoppen=(
            (
                Knop("📅 " + beurt.vertaal("Agenda"), "c:agenda"),
                Knop("📋 " + beurt.vertaal("Acties"), "c:acties"),
            ),
            (
                Knop("🔔 " + beurt.vertaal("Volgen"), "c:volg"),
                Knop("❓ " + beurt.vertaal("Hulp"), "c:help"),
            ),
        ),
    )


def _invitation(beurt: Beurt, code: str) -> None:
    """A code that never was, has been used or has expired gets one and the same answer."""
    hash = hash_code(code)
    found = beurt.wereld.raadpleging.uitnodiging(hash) if _CODE.fullmatch(code) else None
    if found is None:
        beurt.zeg("start", "uitnodiging_werkt_niet")
        return
    rol, gemeente = beurt.persoon.rol, beurt.persoon.gemeente
    if (rol, gemeente) == (found.rol, found.gemeente):
        beurt.zeg("start", "had_rol_al", rol=rol, gemeente=gemeente)
    elif rol != "publiek":
        beurt.open_formulier("uitnodiging", hash=hash)
        beurt.zeg(
            "start",
            "rol_wisselen",
            knoppen=(
                (
                    Knop(beurt.vertaal("Ja, wissel"), "start:ja"),
                    Knop(beurt.vertaal("Nee, laat zo"), "c:annuleer"),
                ),
            ),
            nu=rol,
            wordt=found.rol,
            gemeente=found.gemeente,
        )
    else:
        _accept(beurt, hash)


def _accept(beurt: Beurt, hash: str) -> None:
    found = beurt.wereld.raadpleging.uitnodiging(hash)
    if found is None:
        beurt.zeg("start", "uitnodiging_werkt_niet")
        return
    beurt.doe(NeemUitnodiging(hash))
    beurt.zeg(
        "start",
        "rol_gekregen",
        knoppen=(
            (
                Knop("⏰ " + beurt.vertaal("Mijn herinneringen"), "c:herinneringen"),
                Knop("🔔 " + beurt.vertaal("Volgen"), "c:volg"),
            ),
        ),
        rol=found.rol,
        gemeente=found.gemeente,
    )


def _switch(beurt: Beurt, parts: list[str]) -> None:
    formulier = beurt.formulier
    if formulier is None or formulier["naam"] != "uitnodiging":
        beurt.zeg("hulp", "oude_knop")
        return
    beurt.sluit_formulier()
    _accept(beurt, formulier["velden"]["hash"])


def _remind(beurt: Beurt, tekst: str) -> None:
    beurt.zeg("start", "kies_ja_of_nee")


GESPREK = Gesprek(
    commandos=(Commando("start", "begin hier", _start, menu=False),),
    knoppen={"start": _switch},
    formulieren={"uitnodiging": _remind},
    groep=False,
)

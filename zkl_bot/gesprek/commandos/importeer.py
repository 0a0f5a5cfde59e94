"""/import: a file with meetings: first what it would change, then, if wanted, the change."""

from base64 import b64decode, b64encode
from hashlib import sha256

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.effecten import Importeer
from zkl_bot.gesprek.invoer import Bestand
from zkl_bot.gesprek.raadpleging import BestandFout
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.texts.bericht import Knop

GROOTSTE_BESTAND = 1_000_000
"""Bytes. A year of meetings is a hundredth of this."""
EXTENSIES = (".ics", ".ical", ".csv", ".txt")
MEESTE = 15
"""How many lines of each kind of change are shown."""


def _import(beurt: Beurt, rest: str) -> None:
    bestand = beurt.invoer.bestand
    if bestand is None:
        beurt.zeg("import", "stuur_bestand")
        return
    if len(bestand.inhoud) > GROOTSTE_BESTAND:
        beurt.zeg("import", "te_groot", mb=GROOTSTE_BESTAND // 1_000_000)
        return
    if not _is_calendar(bestand):
        beurt.zeg("import", "geen_agenda")
        return
    try:
        verschil = beurt.wereld.raadpleging.verschil(bestand)
    except BestandFout as fault:
        beurt.zeg("import", "onleesbaar", reden=str(fault))
        return
    if verschil.is_leeg:
        beurt.zeg("import", "niets", verschil=verschil)
        return
    formulier = beurt.open_formulier(
        "import",
        naam=bestand.naam[:100],
        inhoud=b64encode(bestand.inhoud).decode(),
        stempel=_stempel(verschil),
    )
    beurt.zeg(
        "import",
        "verschil",
        knoppen=(
            (
                Knop(beurt.vertaal("Voer in"), f"im:{formulier['nummer']}"),
                Knop(beurt.vertaal("Niet doen"), "c:annuleer"),
            ),
        ),
        verschil=verschil,
        meeste=MEESTE,
    )


def _is_calendar(bestand: Bestand) -> bool:
    """Whether it calls itself a calendar or a table, or begins like a calendar."""
    begin = bestand.inhoud[:64].removeprefix(b"\xef\xbb\xbf").lstrip().upper()
    return bestand.naam.lower().endswith(EXTENSIES) or begin.startswith(b"BEGIN:VCALENDAR")


def _stempel(verschil: object) -> str:
    return sha256(repr(verschil).encode()).hexdigest()[:16]


def _confirmed(beurt: Beurt, parts: list[str]) -> None:
    formulier = beurt.formulier
    if formulier is None or formulier["naam"] != "import" or parts != [str(formulier["nummer"])]:
        beurt.zeg("hulp", "oude_knop")
        return
    velden = formulier["velden"]
    bestand = Bestand(velden["naam"], b64decode(velden["inhoud"]))
    try:
        verschil = beurt.wereld.raadpleging.verschil(bestand)
    except BestandFout as fault:
        beurt.sluit_formulier()
        beurt.zeg("import", "onleesbaar", reden=str(fault))
        return
    if _stempel(verschil) != velden["stempel"]:
        # The calendar changed since the diff was shown: show it anew, import nothing unseen.
        velden["stempel"] = _stempel(verschil)
        knop = Knop(beurt.vertaal("Voer in"), f"im:{formulier['nummer']}")
        nee = Knop(beurt.vertaal("Niet doen"), "c:annuleer")
        beurt.zeg("import", "veranderd", knoppen=((knop, nee),), verschil=verschil, meeste=MEESTE)
        return
    beurt.sluit_formulier()
    beurt.doe(Importeer(bestand))
    beurt.zeg("import", "gedaan", verschil=verschil)


def _typed(beurt: Beurt, tekst: str) -> None:
    beurt.zeg("bijeenkomst", "kies_knop")


GESPREK = Gesprek(
    commandos=(
        Commando("import", "bijeenkomsten uit een bestand", _import, griffie=True, groep=False),
    ),
    knoppen={"im": _confirmed},
    formulieren={"import": _typed},
    griffie=True,
    groep=False,
)

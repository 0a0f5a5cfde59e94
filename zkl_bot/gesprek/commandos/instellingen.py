"""/instellingen: which reminders, how far ahead, at what time, at once or once a week."""

import re
from typing import Any

from zkl_bot.gesprek.beurt import Beurt, Knoppen
from zkl_bot.gesprek.effecten import ZetVoorkeur
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.kennis.herinneringsregel import VOORKEURSOORTEN
from zkl_bot.schedule.regels.voorkeuren import VoorkeurFout, check_voorkeur, parse_voorkeuren
from zkl_bot.texts.bericht import Knop
from zkl_bot.texts.vertaling import gettext_for

TIJDEN = ("08:00", "09:00", "12:00", "17:00", "20:00")
DAGEN = ((1,), (7,), (7, 1), (14, 7, 1))
GEEN_STILTE = ["00:00", "00:00"]
"""Quiet hours without length: none."""
VOORAF = ("besprekingen", "bijeenkomsten")
"""What one chooses days ahead of; what has a rule of its own by date (opzegging) keeps it."""
_UUR = re.compile(r"(\d{1,2})[:.](\d{2})")
_GETYPT = {
    "tijd": "tijd",
    "time": "tijd",
    "stil": "stil",
    "quiet": "stil",
    "dagen": "dagen",
    "days": "dagen",
}
_AAN_UIT = {"aan": True, "on": True, "uit": False, "off": False}


def _naam(beurt: Beurt, soort: str) -> str:
    namen = {
        "besprekingen": beurt.vertaal("besprekingen"),
        "bijeenkomsten": beurt.vertaal("bijeenkomsten"),
        "deadlines": beurt.vertaal("deadlines"),
        "opzegging": beurt.vertaal("opzegging"),
        "evaluatie": beurt.vertaal("evaluatie"),
        "mijlpalen": beurt.vertaal("mijlpalen"),
    }
    return namen.get(soort, soort)


def _knoppen(beurt: Beurt, bewaard: dict[str, Any]) -> Knoppen:
    voorkeuren = parse_voorkeuren(bewaard)
    soorten = [
        Knop(
            ("✅ " if voorkeuren.soorten.get(s, True) else "🔕 ") + _naam(beurt, s),
            f"in:s:{s}:{0 if voorkeuren.soorten.get(s, True) else 1}",
        )
        for s in VOORKEURSOORTEN
    ]
    rows = [tuple(soorten[i : i + 2]) for i in range(0, len(soorten), 2)]
    wekelijks, stil = voorkeuren.overzicht == "wekelijks", voorkeuren.stil is not None
    ritme = beurt.vertaal("Meteen sturen") if wekelijks else beurt.vertaal("Eén keer per week")
    nacht = beurt.vertaal("Ook 's nachts") if stil else beurt.vertaal("'s Nachts stil")
    return (
        *rows,
        (
            Knop("⏰ " + beurt.vertaal("Tijdstip"), "in:t"),
            Knop("📆 " + beurt.vertaal("Hoe lang vooraf"), "in:d"),
        ),
        (
            Knop(ritme, f"in:o:{'direct' if wekelijks else 'wekelijks'}"),
            Knop(nacht, f"in:n:{1 if stil else 0}"),
        ),
        (Knop("🌐 " + beurt.vertaal("Taal"), "c:taal"),),
    )


def _show(beurt: Beurt, bewaard: dict[str, Any], deel: str = "overzicht") -> None:
    voorkeuren = parse_voorkeuren(bewaard)
    beurt.zeg(
        "instellingen",
        deel,
        knoppen=_knoppen(beurt, bewaard),
        voorkeuren=voorkeuren,
        uit=[_naam(beurt, s) for s in VOORKEURSOORTEN if not voorkeuren.soorten.get(s, True)],
        dagen=[(_naam(beurt, s), d) for s, d in voorkeuren.dagen.items()],
    )


def _instellingen(beurt: Beurt, rest: str) -> None:
    if beurt.invoer.kanaal == "web":
        beurt.zeg("volg", "niet_op_web", base_url=beurt.wereld.base_url, bot=beurt.wereld.bot)
    elif changes := _typed(rest.lower()):
        try:
            _check(changes)
        except VoorkeurFout as fout:
            beurt.zeg("instellingen", "kan_niet", fout=fout.in_words(gettext_for(beurt.taal)))
        else:
            _set(beurt, changes)
    else:
        deel = "niet_begrepen" if rest else "overzicht"
        _show(beurt, dict(beurt.persoon.voorkeuren), deel)


def _typed(woorden: str) -> dict[str, Any]:
    """What somebody types behind the command, as in "stil 21:00 8:00"; empty for anything else."""
    uren = [f"{int(uur):02}:{minuut}" for uur, minuut in _UUR.findall(woorden)]
    getallen = [int(n) for n in re.findall(r"\b[0-9]{1,3}\b", woorden)]
    match _GETYPT.get(woorden.partition(" ")[0]), uren:
        case "tijd", [uur]:
            return {"tijd": uur}
        case "stil", [_, _]:
            return {"stil": uren}
        case "stil", [] if (keus := woorden.split()[1:]) and keus[0] in _AAN_UIT:
            return {"stil": None if _AAN_UIT[keus[0]] else GEEN_STILTE}
        case "dagen", [] if getallen:
            return {f"dagen:{soort}": getallen for soort in VOORAF}
    return {}


def _check(changes: dict[str, Any]) -> None:
    """Raises VoorkeurFout for what cannot be; None is the default and always can."""
    for naam, waarde in changes.items():
        if waarde is not None:
            check_voorkeur(naam, waarde)


def _set(beurt: Beurt, changes: dict[str, Any]) -> None:
    """Sets preferences, None for the default; what was made up changes nothing."""
    bewaard = dict(beurt.persoon.voorkeuren)
    try:
        _check(changes)
    except VoorkeurFout:
        beurt.zeg("hulp", "oude_knop")
        return
    for naam, waarde in changes.items():
        beurt.doe(ZetVoorkeur(naam, waarde))
        bewaard.pop(naam, None)
        if waarde is not None:
            bewaard[naam] = waarde
    _show(beurt, bewaard, "gezet")


def _pressed(beurt: Beurt, parts: list[str]) -> None:
    match parts:
        case _ if beurt.invoer.kanaal == "web":
            _instellingen(beurt, "")
        case ["s", soort, ("0" | "1") as aan]:
            _set(beurt, {f"soort:{soort}": aan == "1"})
        case ["o", overzicht]:
            _set(beurt, {"overzicht": overzicht})
        case ["n", ("0" | "1") as altijd]:
            _set(beurt, {"stil": GEEN_STILTE if altijd == "1" else None})
        case ["t"]:
            knoppen = tuple(Knop(t, f"in:t:{t.replace(':', '')}") for t in TIJDEN)
            terug = Knop(beurt.vertaal("Zoals de regels zeggen"), "in:t:-")
            beurt.zeg("instellingen", "kies_tijd", knoppen=(knoppen, (terug,)))
        case ["t", "-"]:
            _set(beurt, {"tijd": None})
        case ["t", tijd]:
            _set(beurt, {"tijd": f"{tijd[:2]}:{tijd[2:]}"})
        case ["d"]:
            knoppen = tuple(
                Knop(", ".join(map(str, d)), f"in:d:{'-'.join(map(str, d))}") for d in DAGEN
            )
            terug = Knop(beurt.vertaal("Zoals de regels zeggen"), "in:d:-")
            beurt.zeg("instellingen", "kies_dagen", knoppen=(knoppen, (terug,)))
        case ["d", "-"]:
            _set(beurt, {f"dagen:{s}": None for s in VOORKEURSOORTEN})
        case ["d", dagen] if all(d.isascii() and d.isdigit() for d in dagen.split("-")):
            chosen = [int(d) for d in dagen.split("-")]
            _set(beurt, {f"dagen:{s}": chosen for s in VOORAF})
        case _:
            beurt.zeg("hulp", "oude_knop")


GESPREK = Gesprek(
    commandos=(
        Commando(
            "instellingen",
            "wanneer en hoe u bericht krijgt",
            _instellingen,
            beheerder=True,
            toont=True,
        ),
    ),
    knoppen={"in": _pressed},
    beheerder=True,
)

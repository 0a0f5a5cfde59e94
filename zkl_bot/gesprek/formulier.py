"""The steps of filling in a meeting, shared by a new one and the edit of one there is."""

from collections.abc import Sequence
from typing import Any

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.feeds.tekst import safe_url
from zkl_bot.gesprek.beurt import Beurt, Knoppen
from zkl_bot.gesprek.stap import Stap, skip_knop, stop_knop
from zkl_bot.gesprek.tijdwoorden import is_tijd
from zkl_bot.gesprek.velden import Velden
from zkl_bot.gesprek.verwijzing import refer, resolve
from zkl_bot.gesprek.wanneer import DAG, TIJD
from zkl_bot.gesprek.zoeken import find_gremium
from zkl_bot.kennis.model import Id
from zkl_bot.texts.bericht import Knop
from zkl_bot.texts.vertaling import N_

LANGSTE_TEKST = 200
"""Characters of a place or a subject."""


def _ask_gremium(beurt: Beurt, prefix: str, velden: Velden) -> None:
    gremia = beurt.wereld.kennis.convenant.gremia
    knoppen = tuple(
        (Knop(g.naam.for_taal(beurt.taal), f"{prefix}:g:{refer(g.id)}"),) for g in gremia
    )
    beurt.zeg("bijeenkomst", "welk_gremium", knoppen=(*knoppen, (stop_knop(beurt),)))


def _press_gremium(beurt: Beurt, prefix: str, velden: Velden, parts: list[str]) -> bool:
    gremia = {g.id: g for g in beurt.wereld.kennis.convenant.gremia}
    id = resolve(parts[1], gremia) if len(parts) == 2 and parts[0] == "g" else None
    if id is None:
        beurt.zeg("hulp", "oude_knop")
        return False
    velden["gremium"] = id
    if not gremia[id].onderwerp_verplicht:
        velden.setdefault("onderwerp", None)
    return True


def _type_gremium(beurt: Beurt, prefix: str, velden: Velden, tekst: str) -> bool:
    gremium = find_gremium(beurt.wereld.kennis, tekst)
    if gremium is None:
        beurt.zeg("bijeenkomst", "gremium_onbekend", gevraagd=tekst[:60])
        return False
    return _press_gremium(beurt, prefix, velden, ["g", refer(gremium.id)])


def _ask_subject(beurt: Beurt, prefix: str, velden: Velden) -> None:
    beurt.zeg("bijeenkomst", "welk_onderwerp", knoppen=((stop_knop(beurt),),))


def _type_subject(beurt: Beurt, prefix: str, velden: Velden, tekst: str) -> bool:
    velden["onderwerp"] = " ".join(tekst.split())[:LANGSTE_TEKST]
    return True


def _no_knop(beurt: Beurt, prefix: str, velden: Velden, parts: list[str]) -> bool:
    beurt.zeg("hulp", "oude_knop")
    return False


# The place


def _ask_place(beurt: Beurt, prefix: str, velden: Velden) -> None:
    gebruikt = (g.plaats for g in reversed(beurt.wereld.agenda.gebeurtenissen))
    recent = list(dict.fromkeys(p for p in gebruikt if p and len(p) <= 40))[:3]
    knoppen = tuple((Knop(p, f"{prefix}:p:{i}"),) for i, p in enumerate(recent))
    velden["_plaatsen"] = recent
    beurt.zeg(
        "bijeenkomst",
        "welke_plaats",
        knoppen=(
            *knoppen,
            (skip_knop(beurt, prefix, "Nog niet bekend", "plaats"), stop_knop(beurt)),
        ),
    )


def _press_place(beurt: Beurt, prefix: str, velden: Velden, parts: list[str]) -> bool:
    plaatsen = velden.get("_plaatsen", [])
    match parts:
        case ["s", "plaats"]:
            velden["plaats"] = None
        case ["p", ("0" | "1" | "2") as index] if int(index) < len(plaatsen):
            velden["plaats"] = plaatsen[int(index)]
        case _:
            beurt.zeg("hulp", "oude_knop")
            return False
    velden.pop("_plaatsen", None)
    return True


def _type_place(beurt: Beurt, prefix: str, velden: Velden, tekst: str) -> bool:
    if is_tijd(tekst):
        beurt.zeg("bijeenkomst", "geen_plaats", gevraagd=tekst[:60])
        return False
    velden["plaats"] = " ".join(tekst.split())[:LANGSTE_TEKST]
    velden.pop("_plaatsen", None)
    return True


# The agenda


def _ask_acties(beurt: Beurt, prefix: str, velden: Velden) -> None:
    gekozen = velden.setdefault("_acties", list(velden.get("acties") or []))
    knoppen = [
        Knop(("✅ " if a.id in gekozen else "") + str(a.nummer), f"{prefix}:a:{refer(a.id)}")
        for a in beurt.wereld.kennis.acties
    ]
    rows = tuple(tuple(knoppen[i : i + 5]) for i in range(0, len(knoppen), 5))
    klaar = Knop(beurt.vertaal("Klaar") if gekozen else beurt.vertaal("Geen acties"), f"{prefix}:a")
    beurt.zeg(
        "bijeenkomst",
        "welke_acties",
        knoppen=(*rows, (klaar, stop_knop(beurt))),
        acties=beurt.wereld.kennis.acties,
        gekozen=gekozen,
    )


def _press_acties(beurt: Beurt, prefix: str, velden: Velden, parts: list[str]) -> bool:
    kennis = beurt.wereld.kennis
    match parts:
        case ["a"]:
            velden["acties"] = _in_order(beurt, velden.pop("_acties", []))
            return True
        case ["a", verwijzing] if id := resolve(verwijzing, (a.id for a in kennis.acties)):
            gekozen = velden.setdefault("_acties", list(velden.get("acties") or []))
            if id in gekozen:
                gekozen.remove(id)
            else:
                gekozen.append(id)
            _ask_acties(beurt, prefix, velden)
        case _:
            beurt.zeg("hulp", "oude_knop")
    return False


_GEEN = (["geen"], ["none"], ["no", "actions"])


def _type_acties(beurt: Beurt, prefix: str, velden: Velden, tekst: str) -> bool:
    by_number = {str(a.nummer): a.id for a in beurt.wereld.kennis.acties}
    words = tekst.lower().replace("acties", " ").replace("actie", " ").replace(",", " ")
    numbers = [] if words.split() in _GEEN else words.replace(" en ", " ").split()
    if unknown := [n for n in numbers if n not in by_number]:
        beurt.zeg("bijeenkomst", "actie_onbekend", gevraagd=unknown[0][:20], hoogste=len(by_number))
        return False
    velden["acties"] = _in_order(beurt, [by_number[n] for n in numbers])
    velden.pop("_acties", None)
    return True


def _in_order(beurt: Beurt, ids: Sequence[Id]) -> list[Id]:
    known = [a.id for w in beurt.wereld.kennis.werkplannen for a in w.acties]
    return [id for id in known if id in ids]


# The link


def _ask_url(beurt: Beurt, prefix: str, velden: Velden) -> None:
    skip = skip_knop(beurt, prefix, "Geen link", "url")
    beurt.zeg("bijeenkomst", "welke_link", knoppen=((skip, stop_knop(beurt)),))


def _press_url(beurt: Beurt, prefix: str, velden: Velden, parts: list[str]) -> bool:
    if parts != ["s", "url"]:
        beurt.zeg("hulp", "oude_knop")
        return False
    velden["url"] = None
    return True


def _type_url(beurt: Beurt, prefix: str, velden: Velden, tekst: str) -> bool:
    word = tekst.strip()
    link = word if "://" in word else f"https://{word}"
    if " " in word or "." not in word or len(link) > 500 or not safe_url(link):
        beurt.zeg("bijeenkomst", "geen_link")
        return False
    velden["url"] = link
    return True


STAPPEN: dict[str, Stap] = {
    "gremium": Stap(_ask_gremium, _press_gremium, _type_gremium),
    "onderwerp": Stap(_ask_subject, _no_knop, _type_subject),
    "dag": DAG,
    "tijd": TIJD,
    "plaats": Stap(_ask_place, _press_place, _type_place),
    "acties": Stap(_ask_acties, _press_acties, _type_acties),
    "url": Stap(_ask_url, _press_url, _type_url),
}
"""In the order in which they are asked."""


_KNOPPEN = {"gremium": "g", "dag": "dm", "tijd": "t", "plaats": "p", "acties": "a"}
"""How the buttons of each step begin."""


def is_of(stap: str, parts: list[str]) -> bool:
    """Whether a button is one of this step: not one of a step before, pressed once more."""
    match parts:
        case ["s", overgeslagen]:
            return overgeslagen == stap
        case [soort, *_]:
            return soort in _KNOPPEN.get(stap, "")
    return False


def missing(velden: Velden) -> str | None:
    """The first step that is not done."""
    return next((stap for stap in STAPPEN if stap not in velden), None)


def preview_data(beurt: Beurt, b: Bijeenkomst) -> dict[str, Any]:
    """What a preview shows of a meeting."""
    kennis = beurt.wereld.kennis
    return {
        "b": b,
        "gremium": kennis.gremium(b.gremium),
        "acties": [kennis.actie(a) for a in b.acties],
    }


def edit_knoppen(beurt: Beurt, prefix: str, stappen: Sequence[str]) -> Knoppen:
    """A button for each step one may want to change."""
    woorden = {
        "gremium": N_("Soort"),
        "onderwerp": N_("Onderwerp"),
        "dag": N_("Dag"),
        "tijd": N_("Tijd"),
        "plaats": N_("Plaats"),
        "acties": N_("Acties"),
        "url": N_("Link"),
    }
    knoppen = [Knop("✏️ " + beurt.vertaal(woorden[s]), f"{prefix}:e:{s}") for s in stappen]
    return tuple(tuple(knoppen[i : i + 3]) for i in range(0, len(knoppen), 3))

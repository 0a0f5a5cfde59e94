"""“Klopt niet” under an answer, and what the griffie does with it."""

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.effecten import BeantwoordCorrectie, NoteerCorrectie
from zkl_bot.gesprek.register import Gesprek
from zkl_bot.gesprek.verwijzing import digest
from zkl_bot.texts.bericht import Knop

LANGSTE_OPMERKING = 500
MEESTE = 5
"""How many corrections are shown at once."""


def _klopt_niet(beurt: Beurt, parts: list[str]) -> None:
    gevraagd = beurt.stand.get("gevraagd")
    if not gevraagd or parts != [digest(gevraagd["vraag"])]:
        beurt.zeg("correctie", "te_laat")
        return
    if beurt.invoer.groep:
        _file(beurt, None)
        return
    beurt.open_formulier("correctie")
    beurt.zeg(
        "correctie",
        "wat_klopt_niet",
        knoppen=(
            (
                Knop(beurt.vertaal("Zonder toelichting"), "kz"),
                Knop(beurt.vertaal("Toch niet"), "c:annuleer"),
            ),
        ),
    )


def _without(beurt: Beurt, parts: list[str]) -> None:
    if (beurt.formulier or {}).get("naam") == "correctie":
        _file(beurt, None)
    else:
        beurt.zeg("hulp", "oude_knop")


def _file(beurt: Beurt, opmerking: str | None) -> None:
    gevraagd = beurt.stand.pop("gevraagd", None)
    beurt.sluit_formulier()
    if gevraagd is None:
        beurt.zeg("correctie", "te_laat")
        return
    kort = opmerking[:LANGSTE_OPMERKING] if opmerking else None
    beurt.doe(NoteerCorrectie(gevraagd["vraag"], gevraagd["antwoord"], kort))
    beurt.zeg("correctie", "genoteerd")


def show_correcties(beurt: Beurt) -> None:
    """The corrections the griffie has not dealt with."""
    correcties = beurt.wereld.raadpleging.correcties()
    if not correcties:
        beurt.zeg("correctie", "geen_open")
        return
    for correctie in correcties[:MEESTE]:
        beurt.zeg(
            "correctie",
            "open",
            knoppen=(
                (
                    Knop(beurt.vertaal("Antwoord"), f"kc:a:{correctie.id}"),
                    Knop(beurt.vertaal("Klaar"), f"kc:s:{correctie.id}"),
                ),
            ),
            correctie=correctie,
            meer=max(0, len(correcties) - MEESTE),
        )


def _griffie(beurt: Beurt, parts: list[str]) -> None:
    known = {str(c.id): c for c in beurt.wereld.raadpleging.correcties()}
    match parts:
        case []:
            show_correcties(beurt)
        case ["a", nummer] if nummer in known:
            beurt.open_formulier("correctie-antwoord", correctie=known[nummer].id)
            knop = Knop(beurt.vertaal("Toch niet"), "c:annuleer")
            beurt.zeg("correctie", "typ_antwoord", knoppen=((knop,),), correctie=known[nummer])
        case ["s", nummer] if nummer in known:
            beurt.doe(BeantwoordCorrectie(known[nummer].id, None))
            beurt.zeg("correctie", "afgesloten")
        case _:
            beurt.zeg("correctie", "al_afgehandeld")


def _answer(beurt: Beurt, tekst: str) -> None:
    nummer = (beurt.formulier or {}).get("velden", {}).get("correctie")
    beurt.sluit_formulier()
    if nummer not in {c.id for c in beurt.wereld.raadpleging.correcties()}:
        beurt.zeg("correctie", "al_afgehandeld")
        return
    beurt.doe(BeantwoordCorrectie(nummer, tekst[:LANGSTE_OPMERKING]))
    beurt.zeg("correctie", "beantwoord")


GESPREK = Gesprek(knoppen={"k": _klopt_niet, "kz": _without}, formulieren={"correctie": _file})
GESPREK_GRIFFIE = Gesprek(
    knoppen={"kc": _griffie}, formulieren={"correctie-antwoord": _answer}, griffie=True
)

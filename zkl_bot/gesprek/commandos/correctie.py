"""“Klopt niet” under an answer, and what the griffie does with it."""

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.effecten import BeantwoordCorrectie, NoteerCorrectie
from zkl_bot.gesprek.register import Gesprek
from zkl_bot.gesprek.verval import CORRECTIE
from zkl_bot.texts.bericht import Knop
from zkl_bot.texts.plain import to_plain

LANGSTE_OPMERKING = 500
LANGSTE_ANTWOORD = 300
"""Characters of the answer a correction is about, that the griffie sees."""
MEESTE = 5
"""How many corrections are shown at once."""


def _klopt_niet(beurt: Beurt, parts: list[str]) -> None:
    """The button brings the question, and Telegram the answer it stands under."""
    data = ":".join(parts)
    vraag = data.removeprefix("=").strip()
    if not data.startswith("=") or not vraag:
        beurt.zeg("correctie", "te_laat")
        return
    antwoord = (beurt.invoer.bericht or _answer_again(beurt, vraag))[:LANGSTE_ANTWOORD]
    if beurt.invoer.groep:
        _note(beurt, vraag, antwoord, None)
        return
    beurt.open_formulier(CORRECTIE, vraag=vraag, antwoord=antwoord)
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


def _answer_again(beurt: Beurt, vraag: str) -> str:
    wereld = beurt.wereld
    antwoord = wereld.vraagbaak.answer(vraag, now=wereld.now, taal=beurt.taal, agenda=wereld.agenda)
    return to_plain(wereld.renderer.antwoord(antwoord, antwoord.taal).html)


def _without(beurt: Beurt, parts: list[str]) -> None:
    if (beurt.formulier or {}).get("naam") == CORRECTIE:
        _file(beurt, None)
    else:
        beurt.zeg("hulp", "oude_knop")


def _file(beurt: Beurt, opmerking: str | None) -> None:
    velden = (beurt.formulier or {})["velden"]
    beurt.sluit_formulier()
    _note(beurt, velden["vraag"], velden["antwoord"], opmerking)


def _note(beurt: Beurt, vraag: str, antwoord: str, opmerking: str | None) -> None:
    beurt.doe(NoteerCorrectie(vraag, antwoord, opmerking and opmerking[:LANGSTE_OPMERKING]))
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


GESPREK = Gesprek(knoppen={"k": _klopt_niet, "kz": _without}, formulieren={CORRECTIE: _file})
GESPREK_GRIFFIE = Gesprek(
    knoppen={"kc": _griffie}, formulieren={"correctie-antwoord": _answer}, griffie=True
)

"""/bijeenkomst: a new meeting, step by step or in one line, with a preview before it counts."""

from datetime import date

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.commandos.ongedaan import undo_knop
from zkl_bot.gesprek.datumwoorden import read_datum
from zkl_bot.gesprek.effecten import MaakBijeenkomst
from zkl_bot.gesprek.formulier import (
    LANGSTE_TEKST,
    STAPPEN,
    edit_knoppen,
    is_of,
    missing,
    preview_data,
)
from zkl_bot.gesprek.kiesdatum import doubt
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.tijdwoorden import GEEN_TIJD
from zkl_bot.gesprek.velden import Velden, make_bijeenkomst
from zkl_bot.gesprek.verwijzing import refer
from zkl_bot.gesprek.waarschuwing import warn
from zkl_bot.gesprek.wanneer import take_in
from zkl_bot.gesprek.zoeken import split_gremium
from zkl_bot.texts.bericht import Knop

NAAM = "bijeenkomst"


def _prefix(beurt: Beurt) -> str:
    return f"b:{(beurt.formulier or {}).get('nummer', 0)}"


def _bijeenkomst(beurt: Beurt, rest: str) -> None:
    velden = beurt.open_formulier(NAAM)["velden"]
    if rest and not _read_line(beurt, velden, rest):
        return
    _next(beurt)


def _read_line(beurt: Beurt, velden: Velden, rest: str) -> bool:
    """Takes in "pho wonen 12-1-2027 10:00 Haarlem"; False when it asked something itself."""
    gremium, over = split_gremium(beurt.wereld.kennis, rest)
    if gremium is None:
        beurt.zeg("bijeenkomst", "regel_onbekend", gevraagd=rest[:60])
        STAPPEN["gremium"].vraag(beurt, _prefix(beurt), velden)
        velden["_stap"] = "gremium"
        return False
    velden["gremium"] = gremium.id
    gelezen = read_datum(over, beurt.wereld.now)
    if gelezen.voor:
        velden["onderwerp"] = gelezen.voor[:LANGSTE_TEKST]
    if not gremium.onderwerp_verplicht:
        velden.setdefault("onderwerp", None)
    if gelezen.na:
        velden["plaats"] = gelezen.na[:LANGSTE_TEKST]
    take_in(beurt, velden, gelezen.tijden)
    if gelezen.dag:
        velden["dag"] = gelezen.dag.isoformat()
        if gelezen.tijden != GEEN_TIJD:
            # The quick form is for the quick: what it leaves out can be added at the preview.
            for stap, leeg in (("plaats", None), ("acties", []), ("url", None)):
                velden.setdefault(stap, leeg)
    elif gelezen.twijfel != "onleesbaar":
        velden["_stap"] = "dag"
        doubt(beurt, gelezen, _prefix(beurt), over)
        return False
    return True


def _next(beurt: Beurt) -> None:
    """Asks the first step that is open, or shows the preview."""
    formulier = beurt.formulier
    if formulier is None:
        return
    velden = formulier["velden"]
    stap = missing(velden)
    if stap is None:
        velden["_stap"] = "voorbeeld"
        _preview(beurt, velden)
    else:
        velden["_stap"] = stap
        STAPPEN[stap].vraag(beurt, _prefix(beurt), velden)


def _preview(beurt: Beurt, velden: Velden) -> None:
    wereld = beurt.wereld
    b = make_bijeenkomst("voorbeeld", velden, gemeente=beurt.persoon.gemeente, now=wereld.now)
    prefix = _prefix(beurt)
    plaats = Knop("✔ " + beurt.vertaal("Zet in de agenda"), f"{prefix}:ok")
    beurt.zeg(
        "bijeenkomst",
        "voorbeeld",
        knoppen=(
            (plaats,),
            *edit_knoppen(beurt, prefix, tuple(STAPPEN)),
            (Knop(beurt.vertaal("Stop"), "c:annuleer"),),
        ),
        telling=wereld.raadpleging.telling(b),
        let_op=warn(wereld.agenda, wereld.kennis.herinneringen, b.dag, tijd=velden["tijd"]),
        verleden=b.dag < wereld.vandaag,
        **preview_data(beurt, b),
    )


def _pressed(beurt: Beurt, parts: list[str]) -> None:
    formulier = beurt.formulier
    if formulier is None or formulier["naam"] != NAAM or parts[:1] != [str(formulier["nummer"])]:
        beurt.zeg("bijeenkomst", "oud_formulier")
        return
    velden, rest = formulier["velden"], parts[1:]
    match rest:
        case ["ok"] if missing(velden) is None:
            _make(beurt, velden)
        case ["e", stap] if stap in STAPPEN:
            velden["_stap"] = stap
            STAPPEN[stap].vraag(beurt, _prefix(beurt), velden)
        case _:
            stap = velden.get("_stap", "")
            if not is_of(stap, rest):
                _ask_again(beurt, velden)
            elif STAPPEN[stap].knop(beurt, _prefix(beurt), velden, rest):
                _next(beurt)


def _ask_again(beurt: Beurt, velden: Velden) -> None:
    """The step that is open, or the preview: the answer to what was pressed may be lost."""
    stap = velden.get("_stap", "")
    if stap in STAPPEN:
        STAPPEN[stap].vraag(beurt, _prefix(beurt), velden)
    else:
        _next(beurt)


def _typed(beurt: Beurt, tekst: str) -> None:
    velden = (beurt.formulier or {})["velden"]
    stap = velden.get("_stap", "")
    if stap not in STAPPEN:
        beurt.zeg("bijeenkomst", "kies_knop")
    elif STAPPEN[stap].tekst(beurt, _prefix(beurt), velden, tekst):
        _next(beurt)


def _make(beurt: Beurt, velden: Velden) -> None:
    wereld = beurt.wereld
    b = make_bijeenkomst(
        wereld.raadpleging.nieuw_id(), velden, gemeente=beurt.persoon.gemeente, now=wereld.now
    )
    beurt.sluit_formulier()
    beurt.doe(MaakBijeenkomst(b))
    bekijk = Knop(beurt.vertaal("Bekijk"), f"g:{refer(b.id)}")
    beurt.zeg(
        "bijeenkomst",
        "geplaatst",
        knoppen=(*undo_knop(beurt, bijeenkomst=b.id), (bekijk,)),
        telling=wereld.raadpleging.telling(b),
        verleden=date.fromisoformat(velden["dag"]) < wereld.vandaag,
        **preview_data(beurt, b),
    )


def resume(beurt: Beurt) -> None:
    """Asks the step that is open once more."""
    if beurt.formulier is not None:
        _ask_again(beurt, beurt.formulier["velden"])


GESPREK = Gesprek(
    commandos=(
        Commando("bijeenkomst", "plan een bijeenkomst", _bijeenkomst, griffie=True, groep=False),
    ),
    knoppen={"b": _pressed},
    formulieren={NAAM: _typed},
    griffie=True,
    groep=False,
)

"""The steps that ask when a meeting is: its day, and its times."""

from datetime import date

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.datumwoorden import read_datum
from zkl_bot.gesprek.kiesdatum import doubt, month_knoppen, read_day, read_month
from zkl_bot.gesprek.stap import Stap, skip_knop, stop_knop
from zkl_bot.gesprek.tijdwoorden import Tijden, read_tijden
from zkl_bot.gesprek.velden import Velden
from zkl_bot.texts.bericht import Knop

TIJDEN = ("0930", "1000", "1330", "1600", "1930", "2000")


def take_in(beurt: Beurt, velden: Velden, tijden: Tijden, *, alleen: bool = False) -> None:
    """Keeps the times that were typed, if any; says so when one of them does not exist.

    `alleen`: nothing else was typed with it.
    """
    if tijden.onmogelijk:
        gevraagd = tijden.onmogelijk[:60]
        beurt.zeg("bijeenkomst", "tijd_bestaat_niet", gevraagd=gevraagd, alleen=alleen)
    elif tijden.begin:
        velden["tijd"] = tijden.begin.strftime("%H:%M")
        velden["eind"] = tijden.eind.strftime("%H:%M") if tijden.eind else None


def _ask_day(beurt: Beurt, prefix: str, velden: Velden) -> None:
    vandaag = beurt.wereld.vandaag
    knoppen = month_knoppen(beurt, prefix, vandaag.year, vandaag.month)
    beurt.zeg("bijeenkomst", "welke_dag", knoppen=(*knoppen, (stop_knop(beurt),)))


def _press_day(beurt: Beurt, prefix: str, velden: Velden, parts: list[str]) -> bool:
    match parts:
        case ["m", maand]:
            knoppen = month_knoppen(beurt, prefix, *read_month(beurt, maand))
            beurt.zeg("bijeenkomst", "welke_dag", knoppen=(*knoppen, (stop_knop(beurt),)))
        case ["d", tekst] | ["d", tekst, "ja"] if dag := read_day(tekst):
            velden["dag"] = dag.isoformat()
            return True
        case _:
            beurt.zeg("hulp", "oude_knop")
    return False


def _type_day(beurt: Beurt, prefix: str, velden: Velden, tekst: str) -> bool:
    gelezen = read_datum(tekst, beurt.wereld.now)
    take_in(beurt, velden, gelezen.tijden)
    if gelezen.dag is None:
        doubt(beurt, gelezen, prefix, tekst)
        return False
    velden["dag"] = gelezen.dag.isoformat()
    return True


def _ask_time(beurt: Beurt, prefix: str, velden: Velden) -> None:
    knoppen = [Knop(f"{t[:2]}:{t[2:]}", f"{prefix}:t:{t}") for t in TIJDEN]
    beurt.zeg(
        "bijeenkomst",
        "welke_tijd",
        knoppen=(
            tuple(knoppen[:3]),
            tuple(knoppen[3:]),
            (skip_knop(beurt, prefix, "Nog niet bekend", "tijd"), stop_knop(beurt)),
        ),
        dag=date.fromisoformat(velden["dag"]),
    )


def _press_time(beurt: Beurt, prefix: str, velden: Velden, parts: list[str]) -> bool:
    match parts:
        case ["s", "tijd"]:
            velden["tijd"] = velden["eind"] = None
            return True
        case ["t", tijd] if tijd in TIJDEN:
            velden["tijd"], velden["eind"] = f"{tijd[:2]}:{tijd[2:]}", None
            return True
    beurt.zeg("hulp", "oude_knop")
    return False


def _type_time(beurt: Beurt, prefix: str, velden: Velden, tekst: str) -> bool:
    tijden = read_tijden(tekst)
    if tijden.begin is None and tijden.onmogelijk is None:
        beurt.zeg("bijeenkomst", "tijd_onleesbaar", gevraagd=tekst[:60])
        return False
    take_in(beurt, velden, tijden, alleen=True)
    return tijden.begin is not None


DAG = Stap(_ask_day, _press_day, _type_day)
TIJD = Stap(_ask_time, _press_time, _type_time)

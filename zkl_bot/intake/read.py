"""From the bytes of a file to what they say, whatever kind of file it is. Pure."""

import json
from datetime import datetime

from zkl_bot.intake.ics import read_ics
from zkl_bot.intake.icsregels import decode
from zkl_bot.intake.opgave import IntakeFault, Lezing
from zkl_bot.intake.ori import read_ori, results_of
from zkl_bot.intake.tabel import read_tabel
from zkl_bot.kennis.intakeregel import Intakeregels


def read(inhoud: bytes, *, regels: Intakeregels, now: datetime, host: str = "ori") -> Lezing:
    """What a file says: .ics, .csv, or JSON of the ORI API, told apart by what is in it.

    Raises IntakeFault with line and reason; then nothing of it counts.
    """
    tekst = decode(inhoud)
    begin = tekst.lstrip("\ufeff \t\r\n")[:64].upper()
    if begin.startswith("BEGIN:"):
        return read_ics(inhoud, now=now)
    if begin.startswith(("{", "[")):
        items, _ = results_of(read_json(inhoud, "het bestand"), "het bestand")
        return read_ori(items, [], host=host)
    if begin.startswith("<"):
        raise IntakeFault("dit is een webpagina, geen agendabestand", 1)
    return read_tabel(inhoud, regels)


def read_json(inhoud: bytes, waar: str) -> object:
    """The JSON. Raises IntakeFault with the line."""
    tekst = decode(inhoud)
    try:
        value: object = json.loads(tekst)
    except json.JSONDecodeError as fault:
        raise IntakeFault(f"{waar}: geen geldige JSON ({fault.msg})", fault.lineno) from None
    except RecursionError:
        raise IntakeFault(f"{waar}: de JSON is te diep genest") from None
    except ValueError:
        raise IntakeFault(f"{waar}: in de JSON staat een getal dat niet te lezen is") from None
    return value

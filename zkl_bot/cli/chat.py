"""`zkl-bot chat`: a conversation in the terminal, as a private chat in Telegram would go."""

import argparse
import sys
from collections.abc import Iterator

from zkl_bot.cli.omgeving import open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import vertaal
from zkl_bot.dienst import Dienst, Inkomend
from zkl_bot.texts.bericht import Bericht, Knop
from zkl_bot.texts.plain import to_plain

_ADRES = "lokaal"
_STOP = frozenset({"/stop", "/quit", "/exit"})


def configure(parser: Parser) -> None:
    """The arguments."""
    how = vertaal(
        "Typ een vraag, een /opdracht of het nummer van een knop; stop met Ctrl-D of /stop."
    )
    parser.description = f"{parser.description} {how}"


def run(args: argparse.Namespace) -> int:
    """Talks until the input ends."""
    dienst = open_omgeving().dienst
    knoppen: list[Knop] = []
    for regel in _lines():
        if regel.strip().lower() in _STOP:
            break
        if not regel.strip():
            continue
        dienst.refresh()
        berichten = dienst.reply(_read(regel, knoppen))
        knoppen = [k for b in berichten for rij in b.knoppen for k in rij]
        _show(dienst, berichten)
    return 0


def _lines() -> Iterator[str]:
    asks = sys.stdin.isatty()
    while True:
        if asks:
            print("> ", end="", file=sys.stderr, flush=True)
        regel = sys.stdin.readline()
        if not regel:
            return
        yield regel


def _read(regel: str, knoppen: list[Knop]) -> Inkomend:
    """What was typed; the number of a button with data presses it."""
    tekst = regel.strip()
    if tekst.isdecimal() and 1 <= int(tekst) <= len(knoppen):
        data = knoppen[int(tekst) - 1].data
        if data is not None:
            return Inkomend(kanaal="terminal", adres=_ADRES, knop=data)
    return Inkomend(kanaal="terminal", adres=_ADRES, tekst=tekst)


def _show(dienst: Dienst, berichten: tuple[Bericht, ...]) -> None:
    nummer = 0
    for bericht in berichten:
        print(to_plain(bericht.html))
        for rij in bericht.knoppen:
            labels: list[str] = []
            for knop in rij:
                nummer += 1
                labels.append(f"[{nummer}] {knop.tekst}" + (f" ({knop.url})" if knop.url else ""))
            print("  " + "   ".join(labels))
        for bijlage in bericht.bijlagen:
            naam, omvang = bijlage.naam, len(bijlage.inhoud)
            told = vertaal("bijlage: %(naam)s, %(omvang)s bytes", naam=naam, omvang=omvang)
            print(f"  ({told})")
        print(flush=True)

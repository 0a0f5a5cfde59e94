"""`zkl-bot ask`: one question, or a batch of them."""

import argparse
import gc
import json
import sys
from typing import Any

from zkl_bot.cli.batch import answer_lines
from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.kast import kasten
from zkl_bot.cli.omgeving import open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import vertaal
from zkl_bot.cli.voorraad import Voorraad
from zkl_bot.cli.vragen import Beantwoorder
from zkl_bot.cli.waarden import moment
from zkl_bot.texts.render import Renderer
from zkl_bot.vragen.antwoord import Uitleg
from zkl_bot.vragen.vraagbaak import Vraagbaak


def configure(parser: Parser) -> None:
    """The arguments."""
    parser.add_argument("vraag", metavar="VRAAG", nargs="+", help="de vraag; - leest een reeks")
    parser.add_argument("--json", action="store_true", help="antwoord als JSON")
    parser.add_argument("--uitleg", action="store_true", help="toon ook waarom dit het antwoord is")
    parser.add_argument("--now", type=moment, metavar="ISO", help="antwoord alsof het dan is")
    parser.add_argument("--taal", choices=("nl", "en"), default="nl", help="nl of en")
    parser.add_argument("--stats", action="store_true", help="toon de snelheid van een reeks")


def run(args: argparse.Namespace) -> int:
    """Answers."""
    # Loading makes many objects that all stay: looking for garbage among them finds nothing and
    # takes a tenth of a second, of someone who waits.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _run(args)
    finally:
        gc.unfreeze()
        if collects:
            gc.enable()


def _run(args: argparse.Namespace) -> int:
    omgeving = open_omgeving()
    now = args.now or omgeving.clock()
    voorraad = Voorraad(omgeving.settings.data, kasten())
    voorraad.prepare()
    kennis = voorraad.boek(args.taal).kennis
    vraagbaak = Vraagbaak(kennis, voorraad.boek)
    agenda = omgeving.agenda(now, kennis=kennis)
    renderer = Renderer(kennis, sjablonen=voorraad.sjablonen)
    beantwoorder = Beantwoorder(agenda, now, args.taal, vraagbaak, renderer)
    if args.vraag == ["-"]:
        if not args.json:
            raise Mislukt("Een reeks vragen kan alleen als JSON: zkl-bot ask --json -")
        beantwoorder.warm_up()
        gc.freeze()
        gc.enable()
        answer_lines(sys.stdin.buffer, sys.stdout, beantwoorder, stats=args.stats)
        return 0
    gegeven = beantwoorder.answer(" ".join(args.vraag))
    if args.json:
        velden = gegeven.as_json() | ({"uitleg": _as_json(gegeven.uitleg)} if args.uitleg else {})
        print(json.dumps(velden, ensure_ascii=False))
        return 0
    print(gegeven.tekst)
    if gegeven.suggesties:
        print("\n" + "\n".join(f"· {suggestie}" for suggestie in gegeven.suggesties))
    if args.uitleg:
        print("\n" + _in_words(gegeven.uitleg))
    return 0


def _as_json(uitleg: Uitleg) -> dict[str, Any]:
    return {
        "regel": uitleg.regel,
        "score": round(uitleg.score, 3),
        "woorden": [
            {"woord": woord, "gewicht": round(gewicht, 3), "voor": voor}
            for woord, gewicht, voor in uitleg.woorden
        ],
        "dichtbij": [{"wat": wat, "score": round(score, 3)} for wat, score in uitleg.dichtbij],
    }


def _in_words(uitleg: Uitleg) -> str:
    kop = vertaal("Waarom dit antwoord: %(regel)s, score", regel=uitleg.regel or "–")
    regels = [f"{kop} {uitleg.score:.2f}"]
    for woord, gewicht, voor in uitleg.woorden:
        telt = vertaal("%(woord)s telt", woord=woord)
        als = ", " + vertaal("gelezen als %(voor)s", voor=voor) if voor else ""
        regels.append(f"  {telt} {gewicht:.2f}{als}")
    if uitleg.dichtbij:
        regels.append(vertaal("Wat er dichtbij kwam:"))
        regels += [f"  {score:.2f}  {wat}" for wat, score in uitleg.dichtbij]
    return "\n".join(regels)

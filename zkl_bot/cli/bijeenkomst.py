"""`zkl-bot bijeenkomst add|list|move|cancel`: the griffie's calendar from the shell."""

import argparse
import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.stroom import uid_of
from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.gemeente import find_gemeente
from zkl_bot.cli.omgeving import OPDRACHTREGEL, Omgeving, open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import vertaal
from zkl_bot.cli.waarden import een_regel, moment, op
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id
from zkl_bot.store import bijeenkomsten
from zkl_bot.store.engine import reading


def configure(parser: Parser) -> None:
    """The arguments of the four."""
    parts = parser.add_subparsers(dest="deel", metavar="add|list|move|cancel", required=True)

    def part(naam: str, uitleg: str) -> argparse.ArgumentParser:
        woorden = vertaal(uitleg)
        return parts.add_parser(
            naam, prog=f"{parser.prog} {naam}", description=woorden, help=woorden.lower()
        )

    add = part("add", "Zet een bijeenkomst in de agenda.")
    add.add_argument("--gremium", required=True, metavar="G", help="raadsbijeenkomst, pho, …")
    add.add_argument("--op", required=True, type=op, metavar="ISO", help="dag, of dag en tijd")
    add.add_argument("--eind", type=moment, metavar="ISO", help="wanneer zij eindigt")
    add.add_argument("--plaats", type=een_regel, metavar="P", help="waar")
    add.add_argument(
        "--titel", type=een_regel, metavar="T", help="eigen titel; anders de naam van het gremium"
    )
    add.add_argument(
        "--onderwerp", type=een_regel, metavar="O", help="waarover; verplicht bij een pho"
    )
    add.add_argument("--actie", action="append", default=[], metavar="N", help="op de agenda")
    add.add_argument("--url", metavar="U", help="een link naar de stukken")
    add.add_argument("--gemeente", metavar="G", help="de gemeente die haar organiseert")
    lijst = part("list", "Toon alle bijeenkomsten.")
    lijst.add_argument("--json", action="store_true", help="een JSON-object per regel")
    move = part("move", "Verplaats een bijeenkomst.")
    move.add_argument("id", metavar="ID")
    move.add_argument(
        "--op", required=True, type=op, metavar="ISO", help="nieuwe dag of dag en tijd"
    )
    move.add_argument("--eind", type=moment, metavar="ISO", help="wanneer zij eindigt")
    move.add_argument("--plaats", type=een_regel, metavar="P", help="waar")
    cancel = part("cancel", "Annuleer een bijeenkomst; zij blijft zo in de agenda staan.")
    cancel.add_argument("id", metavar="ID")


def run(args: argparse.Namespace) -> int:
    """Does one of the four."""
    omgeving = open_omgeving()
    match args.deel:
        case "add":
            return _add(omgeving, args)
        case "list":
            return _list(omgeving, as_json=args.json)
        case "move":
            return _move(omgeving, args)
        case _:
            return _cancel(omgeving, args.id)


def _add(omgeving: Omgeving, args: argparse.Namespace) -> int:
    kennis, dienst = omgeving.kennis, omgeving.dienst
    gremium = find_gremium(kennis, args.gremium)
    if kennis.gremium(gremium).onderwerp_verplicht and not args.onderwerp:
        raise Mislukt("Bij %(gremium)s hoort een onderwerp: --onderwerp wonen", gremium=gremium)
    id = bijeenkomsten.new_id()
    now = dienst.now()
    nieuw = _placed(
        Bijeenkomst(
            id=id,
            uid=uid_of(id),
            gremium=gremium,
            dag=now.date(),
            titel=args.titel,
            onderwerp=args.onderwerp,
            url=_url(args.url),
            gemeente=find_gemeente(kennis, args.gemeente) if args.gemeente else None,
            acties=tuple(dict.fromkeys(find_actie(kennis, a) for a in args.actie)),
            aangemaakt=now,
            gewijzigd=now,
        ),
        args,
    )
    with dienst.change() as session:
        bijeenkomsten.add(session, nieuw, wie=OPDRACHTREGEL, now=now)
    print(id)
    return 0


def _placed(bijeenkomst: Bijeenkomst, args: argparse.Namespace) -> Bijeenkomst:
    """The meeting at the day or moment of --op. A move without --eind keeps its length."""
    dag, start = _when(args.op)
    eind = args.eind.astimezone(UTC) if args.eind else None
    if eind is None and start and bijeenkomst.start and bijeenkomst.eind:
        eind = start + (bijeenkomst.eind - bijeenkomst.start)
    if eind is not None and start is None:
        raise Mislukt("Bij --eind hoort een begintijd: --op 2027-01-12T19:30")
    if eind is not None and start is not None and eind <= start:
        raise Mislukt("Het einde ligt niet na het begin.")
    plaats = args.plaats if args.plaats is not None else bijeenkomst.plaats
    return replace(bijeenkomst, dag=dag, start=start, eind=eind, plaats=plaats or None)


def _when(value: date | datetime) -> tuple[date, datetime | None]:
    if isinstance(value, datetime):
        return value.astimezone(AMSTERDAM).date(), value.astimezone(UTC)
    return value, None


def _url(url: str | None) -> str | None:
    if url and not url.startswith(("https://", "http://")):
        raise Mislukt("%(url)r is geen webadres; dat begint met https://", url=url)
    return url or None


def _list(omgeving: Omgeving, *, as_json: bool) -> int:
    with reading(omgeving.dienst.engine) as session:
        alle = bijeenkomsten.everything(session)
    for bijeenkomst in alle:
        if as_json:
            print(json.dumps(_as_json(bijeenkomst), ensure_ascii=False))
        else:
            print(_line(omgeving.kennis, bijeenkomst))
    if not alle and not as_json:
        print(vertaal("Er staan nog geen bijeenkomsten in de agenda."), file=sys.stderr)
    return 0


def _as_json(bijeenkomst: Bijeenkomst) -> dict[str, Any]:
    def local(moment: datetime | None) -> str | None:
        return moment.astimezone(AMSTERDAM).isoformat() if moment else None

    return {
        "id": bijeenkomst.id,
        "uid": bijeenkomst.uid,
        "gremium": bijeenkomst.gremium,
        "dag": bijeenkomst.dag.isoformat(),
        "start": local(bijeenkomst.start),
        "eind": local(bijeenkomst.eind),
        "plaats": bijeenkomst.plaats,
        "titel": bijeenkomst.titel,
        "onderwerp": bijeenkomst.onderwerp,
        "omschrijving": bijeenkomst.omschrijving,
        "geo": bijeenkomst.geo,
        "acties": list(bijeenkomst.acties),
        "url": bijeenkomst.url,
        "gemeente": bijeenkomst.gemeente,
        "status": bijeenkomst.status,
        "revisie": bijeenkomst.revisie,
        "wijzigingen": list(bijeenkomst.wijzigingen),
        "herkomst": bijeenkomst.herkomst,
    }


def _line(kennis: Kennis, bijeenkomst: Bijeenkomst) -> str:
    start = bijeenkomst.start
    tijd = start.astimezone(AMSTERDAM).strftime("%H:%M") if start else "     "
    naam = bijeenkomst.titel or " ".join(
        part for part in (bijeenkomst.gremium, bijeenkomst.onderwerp) if part
    )
    parts = [f"{bijeenkomst.dag.isoformat()} {tijd}", bijeenkomst.id, naam]
    parts += [part for part in (bijeenkomst.plaats, ", ".join(bijeenkomst.acties)) if part]
    if bijeenkomst.status == "geannuleerd":
        parts.append(vertaal("GEANNULEERD"))
    return "  ".join(parts)


def _move(omgeving: Omgeving, args: argparse.Namespace) -> int:
    dienst = omgeving.dienst
    with dienst.change() as session:
        nieuw = _placed(_found(bijeenkomsten.get(session, args.id), args.id), args)
        bijeenkomsten.change(
            session, replace(nieuw, met_de_hand=True), wie=OPDRACHTREGEL, now=dienst.now()
        )
    return 0


def _cancel(omgeving: Omgeving, id: Id) -> int:
    dienst = omgeving.dienst
    with dienst.change() as session:
        oud = _found(bijeenkomsten.get(session, id), id)
        nieuw = replace(oud, status="geannuleerd", met_de_hand=True)
        bijeenkomsten.change(session, nieuw, wie=OPDRACHTREGEL, now=dienst.now())
    return 0


def _found(bijeenkomst: Bijeenkomst | None, id: Id) -> Bijeenkomst:
    if bijeenkomst is None:
        raise Mislukt("Er is geen bijeenkomst %(id)r; zie: zkl-bot bijeenkomst list", id=id)
    return bijeenkomst


def find_gremium(kennis: Kennis, naam: str) -> Id:
    """The id of a gremium by id or other name. Raises Mislukt."""
    for gremium in kennis.convenant.gremia:
        if naam.casefold() in {gremium.id, *(a.casefold() for a in gremium.aliassen)}:
            return gremium.id
    bekend = ", ".join(g.id for g in kennis.convenant.gremia)
    raise Mislukt(
        "Het gremium %(naam)r ken ik niet; kies uit %(bekend)s.", naam=naam, bekend=bekend
    )


def find_actie(kennis: Kennis, naam: str) -> Id:
    """The id of an actie by its number in the current edition, or by id. Raises Mislukt."""
    for actie in kennis.acties:
        if naam == str(actie.nummer):
            return actie.id
    if kennis.has_actie(naam):
        return naam
    raise Mislukt(
        "Actie %(naam)r bestaat niet; er zijn er %(aantal)s.", naam=naam, aantal=len(kennis.acties)
    )

"""/gereed: records what happened: a deadline met, the evaluation held, a notice given."""

from datetime import date, timedelta

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.commandos.ongedaan import undo_knop
from zkl_bot.gesprek.datumwoorden import read_datum
from zkl_bot.gesprek.effecten import LegVast
from zkl_bot.gesprek.kiesdatum import doubt, read_day
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.vastleggen import gereed, opzegging
from zkl_bot.gesprek.verwijzing import refer, resolve
from zkl_bot.kennis.opzegging import Opzegging
from zkl_bot.texts.bericht import Knop

AF_TE_MELDEN = ("deadline", "opzegging", "evaluatie", "einde", "mijlpaal", "overleg")
MEESTE = 12
VOORUIT = timedelta(days=366)


def _candidates(beurt: Beurt) -> list[Gebeurtenis]:
    """What can be recorded as done: begun or near, and not recorded yet; the nearest first."""
    vandaag = beurt.wereld.vandaag
    horizon = vandaag + VOORUIT
    open_events = [
        g
        for g in beurt.wereld.agenda.gebeurtenissen
        if g.soort in AF_TE_MELDEN
        and g.status == "gepland"
        and g.periode.start
        and g.periode.start < horizon
    ]
    return sorted(open_events, key=lambda g: abs(((g.periode.start or vandaag) - vandaag).days))


def _gereed(beurt: Beurt, rest: str) -> None:
    agenda = beurt.wereld.agenda
    if rest:
        found = agenda.by_id(rest.lower())
        if found is None:
            beurt.zeg("gereed", "onbekend", gevraagd=rest[:60])
        else:
            _record(beurt, found)
        return
    shown = _candidates(beurt)[:MEESTE]
    knoppen = [Knop(str(i + 1), f"gr:{refer(g.id)}") for i, g in enumerate(shown)]
    rows = [tuple(knoppen[i : i + 4]) for i in range(0, len(knoppen), 4)]
    rows.append((Knop(beurt.vertaal("Opzegging ontvangen"), "go"),))
    aantal = len(beurt.wereld.raadpleging.correcties())
    if aantal:
        rows.append((Knop(beurt.vertaal("Correcties (%(aantal)s)", aantal=aantal), "kc"),))
    beurt.zeg("gereed", "lijst", knoppen=tuple(rows), events=shown)


def _pressed(beurt: Beurt, parts: list[str]) -> None:
    agenda = beurt.wereld.agenda
    id = resolve(parts[0], (g.id for g in agenda.gebeurtenissen)) if parts else None
    found = agenda.by_id(id) if id else None
    if found is None:
        beurt.zeg("gebeurtenis", "weg")
    else:
        _record(beurt, found)


def _record(beurt: Beurt, g: Gebeurtenis) -> None:
    if g.status == "gereed":
        beurt.zeg("gereed", "was_al_gereed", g=g)
    elif g.soort not in AF_TE_MELDEN:
        beurt.zeg("gereed", "niet_af_te_melden", g=g)
    else:
        vastlegging = gereed(beurt, g.id)
        beurt.doe(LegVast(vastlegging))
        knoppen = undo_knop(beurt, vastlegging=vastlegging.id)
        beurt.zeg("gereed", "vastgelegd", knoppen=knoppen, g=g)


def _notice(beurt: Beurt, parts: list[str]) -> None:
    """A notice of opzegging: whose, on what day, and are you sure."""
    gemeenten = {p.id: p for p in beurt.wereld.kennis.gemeenten}
    id = resolve(parts[0], gemeenten) if parts else None
    match parts:
        case []:
            knoppen = [
                Knop(p.naam.for_taal(beurt.taal), f"go:{refer(p.id)}") for p in gemeenten.values()
            ]
            rows = tuple(tuple(knoppen[i : i + 2]) for i in range(0, len(knoppen), 2))
            beurt.zeg("gereed", "welke_gemeente", knoppen=rows)
        case [_] if id:
            beurt.open_formulier("opzegmelding", gemeente=id)
            vandaag = Knop(
                beurt.vertaal("Vandaag"), f"go:{refer(id)}:d:{beurt.wereld.vandaag:%Y%m%d}"
            )
            beurt.zeg("gereed", "welke_dag", knoppen=((vandaag,),), gemeente=gemeenten[id])
        case [_, "d", dag] | [_, "d", dag, "ja"] if id and (melding := read_day(dag)):
            _confirm(beurt, id, melding)
        case [_, "ok", dag] if id and (melding := read_day(dag)):
            if (beurt.formulier or {}).get("naam") != "opzegmelding":
                beurt.zeg("hulp", "oude_knop")
                return
            beurt.sluit_formulier()
            vastlegging = opzegging(beurt, id, melding)
            if beurt.wereld.agenda.by_id(vastlegging.id) is not None:
                beurt.zeg("gereed", "opzegging_was_er_al", gemeente=gemeenten[id])
                return
            beurt.doe(LegVast(vastlegging))
            knoppen2 = undo_knop(beurt, vastlegging=vastlegging.id)
            beurt.zeg("gereed", "opzegging_vastgelegd", knoppen=knoppen2, gemeente=gemeenten[id])
        case _:
            beurt.zeg("hulp", "oude_knop")


def _confirm(beurt: Beurt, gemeente: str, melding: date) -> None:
    if melding > beurt.wereld.vandaag:
        beurt.zeg("gereed", "dag_in_toekomst")
        return
    knop = Knop(beurt.vertaal("Ja, leg vast"), f"go:{refer(gemeente)}:ok:{melding:%Y%m%d}")
    beurt.zeg(
        "gereed",
        "zeker_opzegging",
        knoppen=((knop, Knop(beurt.vertaal("Nee"), "c:annuleer")),),
        gemeente=beurt.wereld.kennis.partij(gemeente),
        berekend=Opzegging(melding),
    )


def _typed_day(beurt: Beurt, tekst: str) -> None:
    gemeente = (beurt.formulier or {}).get("velden", {}).get("gemeente", "")
    gelezen = read_datum(tekst, beurt.wereld.now, verleden=True)
    if gelezen.dag:
        _confirm(beurt, gemeente, gelezen.dag)
    else:
        doubt(beurt, gelezen, f"go:{refer(gemeente)}", tekst)


GESPREK = Gesprek(
    commandos=(Commando("gereed", "leg vast wat gebeurd is", _gereed, griffie=True, groep=False),),
    knoppen={"gr": _pressed, "go": _notice},
    formulieren={"opzegmelding": _typed_day},
    griffie=True,
    groep=False,
)
